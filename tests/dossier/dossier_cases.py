"""A small dossier in which every word of the house occurs once: all names and lists are invented."""

from __future__ import annotations

from entourage.model import (
    Block,
    Claim,
    ClaimCheck,
    Document,
    Dropped,
    Entity,
    Event,
    Hop,
    ListedParty,
    Listing,
    Mention,
    Path,
    Position,
    Quote,
    Reading,
    Reason,
    RecordRef,
    Role,
    Screening,
    Segment,
    Snapshot,
    Span,
    Tie,
)

PARAGRAPHS = [
    ("title", "Two scholars ask Exampleland to talk to Samplia"),
    ("byline", "By Hilda Reporter"),
    (
        "paragraph",
        "Ada Example, a former diplomat, and Sampletown University professor Boris Beispiel have written an article "
        "in the Meridian Review, asking for “honest conversations” with Samplia.",
    ),
    (
        "paragraph",
        "The authors, who sit on the board of the Exampleland Samplia Trade Association, want an end to the policy of "
        "silence. “Realism means dealing with Samplia as it is,” they wrote. “We need a working channel.”",
    ),
    ("heading", "Who stands behind the journal"),
    (
        "paragraph",
        "The journal's board of trustees is headed by the banker Dmitri Muster, who appears in the Treasury's "
        "report on 210 Samplian notables. Samplian Trade Minister Egor Vzorov sits on its editorial board. "
        "Until 2017 the review was owned by Muster Bank.",
    ),
    (
        "paragraph",
        "“If you don't pick up the phone,” Ms. Example said, “you are not advancing your own interests. Somebody "
        "showed them our paper and they said ‘this is the right thing’.”",
    ),
    (
        "paragraph",
        "Felix Ejemplo, a human-rights advocate and senior fellow at the Placeholder Institute, said that talks "
        "“reward the wrong people”. Greta Inventa, a farmer, denied that she works for the association.",
    ),
    ("paragraph", "“Nobody else has stopped talking.”"),
    (
        "paragraph",
        "Samplia was Exampleland's 32nd largest trading partner in 2019. In May 2018 ministers met in Sampletown.",
    ),
    ("furniture", "Sign up for our newsletter today."),
]


def lay_out(paragraphs: list[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """The paragraphs as one text, and their blocks."""
    text, blocks = "", []
    for kind, words in paragraphs:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        blocks.append(Block(span=Span(start, start + len(words)), kind=kind))
    return text, tuple(blocks)


TEXT, BLOCKS = lay_out(PARAGRAPHS)


def at(words: str, nth: int = 0) -> Span:
    """The span of the ``nth`` time that ``words`` stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def mention(words: str, kind: str = "name", nth: int = 0) -> Mention:
    span = at(words, nth)
    return Mention(start=span.start, end=span.end, kind=kind)


SEATS = at("The authors, who sit on the board of the Exampleland Samplia Trade Association")
WROTE = at(
    "Ada Example, a former diplomat, and Sampletown University professor Boris Beispiel have written an article "
    "in the Meridian Review"
)
HEADED = at(
    "The journal's board of trustees is headed by the banker Dmitri Muster, who appears in the Treasury's report on "
    "210 Samplian notables."
)
EDITORIAL = at("Samplian Trade Minister Egor Vzorov sits on its editorial board.")
FELIX = at("Felix Ejemplo, a human-rights advocate and senior fellow at the Placeholder Institute")

ENTITIES = (
    Entity(
        id="e1",
        schema="Person",
        name="Ada Example",
        aliases=("Ms. Example",),
        roles=(
            Role(text="former diplomat", status="former", evidence=(at("a former diplomat"),), how="apposition"),
            Role(text="board member", evidence=(SEATS,), organization="e5", confidence=0.85, how="relative clause"),
        ),
        mentions=(
            mention("Ada Example"),
            mention("The authors", "nominal"),
            mention("they", "pronoun", 0),
            mention("Ms. Example"),
        ),
        properties={"gender": ("female",)},
    ),
    Entity(
        id="e2",
        schema="Person",
        name="Boris Beispiel",
        roles=(
            Role(
                text="professor",
                evidence=(at("Sampletown University professor Boris Beispiel"),),
                organization="e7",
                how="title before the name",
            ),
            Role(text="board member", evidence=(SEATS,), organization="e5", confidence=0.85, how="relative clause"),
        ),
        mentions=(mention("Boris Beispiel"), mention("The authors", "nominal")),
    ),
    Entity(
        id="e3",
        schema="Person",
        name="Dmitri Muster",
        roles=(
            Role(text="banker", evidence=(at("the banker Dmitri Muster"),), how="title before the name"),
            Role(text="head of the board of trustees", evidence=(HEADED,), organization="e6", how="passive clause"),
        ),
        mentions=(mention("Dmitri Muster"),),
    ),
    Entity(
        id="e4",
        schema="Person",
        name="Egor Vzorov",
        roles=(Role(text="Samplian Trade Minister", evidence=(at("Samplian Trade Minister Egor Vzorov"),)),),
        mentions=(mention("Egor Vzorov"),),
        properties={"position": ("Trade Minister",)},
    ),
    Entity(
        id="e5",
        schema="Organization",
        name="Exampleland Samplia Trade Association",
        aliases=("the association",),
        mentions=(mention("Exampleland Samplia Trade Association"), mention("the association", "nominal")),
    ),
    Entity(
        id="e6",
        schema="Organization",
        kind="publication",
        name="Meridian Review",
        aliases=("the journal",),
        mentions=(mention("Meridian Review"), mention("The journal", "nominal"), mention("the review", "nominal")),
    ),
    Entity(id="e7", schema="Organization", name="Sampletown University", mentions=(mention("Sampletown University"),)),
    Entity(
        id="e8",
        schema="Person",
        name="Felix Ejemplo",
        roles=(
            Role(text="human-rights advocate", evidence=(at("a human-rights advocate"),)),
            Role(text="senior fellow", evidence=(FELIX,), organization="e9", confidence=0.8),
        ),
        mentions=(mention("Felix Ejemplo"),),
    ),
    Entity(id="e9", schema="Organization", name="Placeholder Institute", mentions=(mention("Placeholder Institute"),)),
    Entity(
        id="e10",
        schema="Person",
        name="Greta Inventa",
        roles=(Role(text="farmer", evidence=(at("a farmer"),)),),
        mentions=(mention("Greta Inventa"),),
    ),
    Entity(id="e11", schema="Company", name="Muster Bank", mentions=(mention("Muster Bank"),)),
    Entity(
        id="e12",
        schema="Document",
        kind="list",
        name="the Treasury's report on 210 Samplian notables",
        mentions=(mention("the Treasury's report on 210 Samplian notables"),),
    ),
    Entity(
        id="e13",
        schema="Article",
        kind="article",
        name="article in the Meridian Review",
        mentions=(mention("an article"),),
    ),
    Entity(id="e14", schema="Person", name="Hilda Reporter", mentions=(mention("Hilda Reporter"),)),
    Entity(id="e15", schema="Address", kind="place", name="Samplia", mentions=(mention("Samplia"),)),
)

TIES = (
    Tie(
        id="t1",
        schema="Directorship",
        subject="e1",
        object="e5",
        role="board member",
        evidence=(SEATS,),
        confidence=0.85,
    ),
    Tie(
        id="t2",
        schema="Directorship",
        subject="e2",
        object="e5",
        role="board member",
        evidence=(SEATS,),
        confidence=0.85,
    ),
    Tie(id="t3", schema="Documentation", subject="e13", object="e1", role="author", evidence=(WROTE,), how="main verb"),
    Tie(id="t4", schema="Documentation", subject="e13", object="e2", role="author", evidence=(WROTE,), how="main verb"),
    Tie(id="t5", schema="UnknownLink", subject="e13", object="e6", role="published in", evidence=(WROTE,)),
    Tie(
        id="t6",
        schema="Directorship",
        subject="e3",
        object="e6",
        role="head of the board of trustees",
        evidence=(HEADED,),
        confidence=0.95,
        how="passive clause",
    ),
    Tie(id="t7", schema="Documentation", subject="e12", object="e3", role="named in", evidence=(HEADED,)),
    Tie(id="t8", schema="Membership", subject="e4", object="e6", role="editorial board", evidence=(EDITORIAL,)),
    Tie(id="t9", schema="Employment", subject="e2", object="e7", role="professor", evidence=(WROTE,)),
    Tie(
        id="t10",
        schema="Membership",
        subject="e8",
        object="e9",
        role="senior fellow",
        evidence=(FELIX,),
        confidence=0.8,
    ),
    Tie(
        id="t11",
        schema="Ownership",
        subject="e11",
        object="e6",
        status="former",
        end_date="2017",
        evidence=(at("Until 2017 the review was owned by Muster Bank."),),
    ),
    Tie(
        id="t12",
        schema="Employment",
        subject="e10",
        object="e5",
        status="negated",
        evidence=(at("Greta Inventa, a farmer, denied that she works for the association."),),
        confidence=0.7,
    ),
    Tie(
        id="t13",
        schema="Associate",
        subject="e3",
        object="e4",
        status="alleged",
        evidence=(HEADED, EDITORIAL),
        confidence=0.45,
    ),
)

QUOTES = (
    Quote(
        id="q1",
        content=(at("honest conversations"),),
        speakers=("e1", "e2"),
        kind="mixed",
        how="main verb",
        cue=at("asking"),
    ),
    Quote(
        id="q2",
        content=(at("Realism means dealing with Samplia as it is,"),),
        cue=at("wrote"),
        speakers=("e1", "e2"),
        speaker_span=at("they"),
        how="pronoun",
        confidence=0.8,
    ),
    Quote(
        id="q3",
        content=(at("We need a working channel."),),
        speakers=("e1", "e2"),
        how="same paragraph",
        confidence=0.7,
    ),
    Quote(
        id="q4",
        content=(
            at("If you don't pick up the phone,"),
            at(
                "you are not advancing your own interests. Somebody showed them our paper and they said ‘this is the "
                "right thing’."
            ),
        ),
        cue=at("said"),
        speakers=("e1",),
        speaker_span=at("Ms. Example"),
        how="cue",
        confidence=0.95,
    ),
    Quote(id="q5", content=(at("this is the right thing"),), cue=at("said", 1), how="inside a quote", parent="q4"),
    Quote(
        id="q6",
        content=(at("talks “reward the wrong people”"),),
        cue=at("said", 2),
        speakers=("e8",),
        kind="mixed",
        how="cue",
    ),
    Quote(id="q7", content=(at("Nobody else has stopped talking."),), how="", confidence=0.3),
)

READING = Reading(
    document_id="doc-0123456789abcdef",
    entities=ENTITIES,
    ties=TIES,
    quotes=QUOTES,
    positions=(
        Position(
            entity="e1", proposition="talks with Samplia", stance="for", evidence=(at("We need a working channel."),)
        ),
        Position(
            entity="e8", proposition="talks with Samplia", stance="against", evidence=(at("“reward the wrong people”"),)
        ),
    ),
    events=(
        Event(
            id="v1",
            date="2018-05",
            precision="month",
            what="ministers met in Sampletown",
            evidence=(at("In May 2018 ministers met in Sampletown."),),
        ),
    ),
    claims=(
        Claim(
            id="c1",
            kind="rank",
            what="Samplia was Exampleland's 32nd largest trading partner in 2019",
            value="32",
            evidence=(at("Samplia was Exampleland's 32nd largest trading partner in 2019."),),
            verdict="not checkable",
            against=ClaimCheck(dataset="", snapshot="", value="", query=""),
        ),
    ),
    reader="test reader 1",
)

DOCUMENT = Document(
    id="doc-0123456789abcdef",
    sha256="0123456789abcdef" * 4,
    source="https://news.example/two-scholars",
    text=TEXT,
    media_type="text/html",
    title="Two scholars ask Exampleland to talk to Samplia",
    authors=("Hilda Reporter",),
    publisher="The Example Gazette",
    published="2021-01-11",
    language="en",
    blocks=BLOCKS,
    segments=(Segment(span=Span(0, len(TEXT)), locator="line 1", source_start=0),),
    warnings=("The page names 12 January 2021 as its date, the byline 11 January 2021.",),
)

SNAPSHOTS = (
    Snapshot(
        id="xx-measures@2020-04-aaaaaaaa",
        dataset="xx-measures",
        title="Exampleland Consolidated Measures",
        authority="Ministry of Examples",
        date="2020-04",
        date_origin="in the file",
        sha256="a" * 64,
        url="https://ministry.example/measures",
        records_read=412,
        records_kept=410,
        dropped=(Dropped(reason="no name", count=2),),
        party_count=398,
    ),
    Snapshot(
        id="xx-measures@2022-05-11-bbbbbbbb",
        dataset="xx-measures",
        title="Exampleland Consolidated Measures",
        authority="Ministry of Examples",
        date="2022-05-11",
        date_origin="in the file",
        sha256="b" * 64,
        url="https://ministry.example/measures",
        records_read=1893,
        records_kept=1893,
        party_count=1850,
    ),
    Snapshot(
        id="yy-report@2018-01-29-cccccccc",
        dataset="yy-report",
        title="Treasury report on Samplian notables",
        authority="Treasury of Examples",
        date="2018-01-29",
        date_origin="given by the user",
        sha256="c" * 64,
        records_read=210,
        records_kept=210,
        party_count=210,
        starter=True,
    ),
    Snapshot(
        id="zz-council@2026-11-01-dddddddd",
        dataset="zz-council",
        title="Council of Examples Sanctions List",
        authority="Council of Examples",
        date="2026-11-01",
        date_origin="in the file",
        sha256="d" * 64,
        records_read=1001,
        records_kept=1001,
        party_count=1001,
    ),
)

BOTH = ("xx-measures@2020-04-aaaaaaaa", "xx-measures@2022-05-11-bbbbbbbb")
VZOROV = Listing(
    authority="Ministry of Examples",
    program="Samplia",
    legal_effect="blocking",
    listing_date="2014-03-21",
    record_id="Samplia/1/17",
    source_url="https://ministry.example/measures/17",
    record={"LastName": "VZOROV", "GivenName": "Egor", "DateOfBirth": "1961-02-03", "Schedule": "1"},
    locator="record 17",
)
MUSTER = Listing(
    authority="Ministry of Examples",
    program="Samplia",
    legal_effect="blocking",
    listing_date="2022-04-05",
    record_id="Samplia/1/901",
    record={"LastName": "MUSTER", "GivenName": "Dmitri Ivanovich", "DateOfBirth": "1961-01-03"},
    locator="record 901",
)
NOTABLE = Listing(
    authority="Treasury of Examples",
    program="Report on notables",
    legal_effect="named only",
    listing_date="2018-01-29",
    record_id="notables/96",
    record={"Name": "Dmitri Muster", "Section": "Bankers"},
    locator="line 96",
)
BANK = Listing(
    authority="Council of Examples",
    program="SMP.7",
    legal_effect="sectoral",
    listing_date="2014-07-31",
    end_date="2019-02-01",
    record_id="CE.7",
    record={"Name": "MUSTER BANK PJSC"},
)
EJEMPLO = Listing(
    authority="Council of Examples",
    program="SMP.1",
    legal_effect="travel ban",
    record_id="CE.212",
    record={"Name": "EJEMPLO, Felix", "Nationality": "Samplia"},
)
INVENTA = Listing(
    authority="Ministry of Examples",
    program="Elsewhere",
    legal_effect="blocking",
    record_id="Elsewhere/1/3",
    record={"LastName": "INVENTA", "GivenName": "Greta", "DateOfBirth": "1931"},
)


def party(identifier: str, caption: str, listing: Listing, schema: str = "Person", **properties: str) -> ListedParty:
    values = {name: (value,) for name, value in {"name": caption, **properties}.items()}
    return ListedParty(id=identifier, schema=schema, caption=caption, properties=values, listings=(listing,))


def name_fits(record_value: str, query_value: str) -> Reason:
    return Reason(
        feature="name",
        direction="for",
        detail="Same first name and surname.",
        query_value=query_value,
        record_value=record_value,
        weight=0.6,
    )


def for_vzorov(as_of: str, kind: str) -> Screening:
    return Screening(
        entity="e4",
        list="xx-measures",
        as_of=as_of,
        as_of_kind=kind,
        verdict="listed",
        score=0.93,
        legal_effect="blocking",
        party=party("xx-17", "Egor VZOROV", VZOROV, birthDate="1961-02-03", position="Minister of Trade"),
        listing=VZOROV,
        snapshots=BOTH,
        rests_on="in the snapshots of April 2020 and 11 May 2022",
        reasons=(
            name_fits("VZOROV, Egor", "Egor Vzorov"),
            Reason(
                feature="office",
                direction="for",
                detail="The text calls him trade minister; so does the record.",
                query_value="Trade Minister",
                record_value="Minister of Trade",
                weight=0.3,
                evidence=(at("Samplian Trade Minister Egor Vzorov"),),
                record=RecordRef(dataset="xx-measures", snapshot=BOTH[1], record_id="Samplia/1/17", field="Position"),
            ),
        ),
    )


def for_muster(as_of: str, kind: str, verdict: str) -> Screening:
    return Screening(
        entity="e3",
        list="xx-measures",
        as_of=as_of,
        as_of_kind=kind,
        verdict=verdict,
        score=0.9,
        legal_effect="blocking",
        party=party("xx-901", "Dmitri Ivanovich MUSTER", MUSTER, birthDate="1961-01-03"),
        listing=MUSTER,
        snapshots=BOTH,
        rests_on="absent in the snapshot of April 2020; in the snapshot of 11 May 2022",
        reasons=(
            name_fits("MUSTER, Dmitri Ivanovich", "Dmitri Muster"),
            Reason(
                feature="same_as_record", direction="for", detail="The record on the Treasury's report is the same man."
            ),
        ),
    )


def not_found(entity: str, dataset: str, snapshot: str, as_of: str = "2026-11-20") -> Screening:
    return Screening(entity=entity, list=dataset, as_of=as_of, snapshots=(snapshot,))


SCREENINGS = (
    for_vzorov("2021-01-11", "document"),
    for_vzorov("2026-11-20", "today"),
    for_muster("2021-01-11", "document", "listed later"),
    for_muster("2026-11-20", "today", "listed"),
    Screening(
        entity="e3",
        list="yy-report",
        as_of="2021-01-11",
        as_of_kind="document",
        verdict="listed",
        score=0.9,
        legal_effect="named only",
        party=party("yy-96", "Dmitri Muster", NOTABLE),
        listing=NOTABLE,
        snapshots=("yy-report@2018-01-29-cccccccc",),
        reasons=(
            name_fits("Dmitri Muster", "Dmitri Muster"),
            Reason(
                feature="text_says_listed",
                direction="for",
                detail="The text itself says that he appears in this report.",
                evidence=(HEADED,),
                weight=0.35,
            ),
        ),
    ),
    Screening(
        entity="e11",
        list="zz-council",
        as_of="2026-11-20",
        verdict="formerly listed",
        score=0.95,
        legal_effect="sectoral",
        party=party("zz-7", "MUSTER BANK PJSC", BANK, schema="Company"),
        listing=BANK,
        snapshots=("zz-council@2026-11-01-dddddddd",),
        rests_on="taken off on 1 February 2019",
        reasons=(
            name_fits("MUSTER BANK PJSC", "Muster Bank"),
            Reason(feature="country", direction="for", detail="Both are in Samplia.", weight=0.2),
        ),
    ),
    Screening(
        entity="e8",
        list="zz-council",
        as_of="2026-11-20",
        verdict="possible",
        score=0.62,
        legal_effect="travel ban",
        party=party("zz-212", "EJEMPLO, Felix", EJEMPLO),
        listing=EJEMPLO,
        snapshots=("zz-council@2026-11-01-dddddddd",),
        if_same="listed",
        to_settle="A birth date: the text gives none, and neither does the record.",
        reasons=(
            name_fits("EJEMPLO, Felix", "Felix Ejemplo"),
            Reason(
                feature="office",
                direction="against",
                detail="The text calls him a human-rights advocate; the record is of a Samplian official.",
                query_value="human-rights advocate",
                record_value="official",
                weight=-0.2,
            ),
        ),
    ),
    Screening(
        entity="e10",
        list="xx-measures",
        as_of="2026-11-20",
        verdict="same name only",
        score=0.3,
        legal_effect="blocking",
        party=party("xx-3", "Greta INVENTA", INVENTA, birthDate="1931"),
        listing=INVENTA,
        snapshots=BOTH,
        reasons=(
            name_fits("INVENTA, Greta", "Greta Inventa"),
            Reason(
                feature="birth_date", direction="against", detail="The record is of a woman born in 1931.", weight=-0.5
            ),
        ),
    ),
    not_found("e1", "xx-measures", BOTH[1]),
    not_found("e1", "yy-report", "yy-report@2018-01-29-cccccccc"),
    not_found("e1", "zz-council", "zz-council@2026-11-01-dddddddd"),
    not_found("e2", "xx-measures", BOTH[1]),
    not_found("e2", "zz-council", "zz-council@2026-11-01-dddddddd"),
    not_found("e5", "xx-measures", BOTH[1]),
    not_found("e6", "xx-measures", BOTH[1]),
)

PATHS = (
    Path(
        start="e1",
        end="e3",
        strength=0.72,
        why_listed="the text itself says that he appears in the Treasury's report on 210 Samplian notables",
        hops=(
            Hop(
                tie="t3",
                source="e1",
                target="e13",
                forward=False,
                sentence="Ada Example wrote an article",
                evidence=(WROTE,),
                confidence=0.9,
            ),
            Hop(
                tie="t5",
                source="e13",
                target="e6",
                sentence="the article was published in the Meridian Review",
                evidence=(WROTE,),
                confidence=0.9,
            ),
            Hop(
                tie="t6",
                source="e6",
                target="e3",
                forward=False,
                sentence="Dmitri Muster heads the board of trustees of the Meridian Review",
                evidence=(HEADED,),
                confidence=0.95,
            ),
            Hop(
                listing=RecordRef(dataset="xx-measures", snapshot=BOTH[1], record_id="Samplia/1/901"),
                source="e3",
                target="xx-measures",
                sentence="Dmitri Muster is on the Exampleland Consolidated Measures since 5 April 2022",
            ),
        ),
    ),
    Path(
        start="e2",
        end="e4",
        strength=0.6,
        why_listed="listed on the Exampleland Consolidated Measures",
        hops=(
            Hop(tie="t4", source="e2", target="e13", forward=False, evidence=(WROTE,), confidence=0.9),
            Hop(tie="t5", source="e13", target="e6", evidence=(WROTE,), confidence=0.9),
            Hop(tie="t8", source="e6", target="e4", forward=False, evidence=(EDITORIAL,), confidence=0.9),
        ),
    ),
)
