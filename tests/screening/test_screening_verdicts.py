"""Verdicts over small invented lists, and what must hold whatever the lists."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from entourage.model import (
    Entity,
    ListedParty,
    Listing,
    LoadedList,
    Mention,
    Reading,
    Role,
    Screening,
    Snapshot,
    Span,
    Tie,
)
from entourage.screening import policy, screen

TODAY = "2026-11-22"
FROM_LIST = {"listed", "formerly listed", "listed later"}


def party(
    name: str, *, number: str = "1", schema: str = "Person", listed: str = "", effect: str = "blocking", **props: str
) -> ListedParty:
    return ListedParty(
        id=f"x-{number}",
        schema=schema,
        caption=name,
        properties={"name": (name,), **{key: (value,) for key, value in props.items()}},
        listings=(
            Listing(authority="Global Affairs Canada", legal_effect=effect, record_id=number, listing_date=listed),
        ),  # type: ignore[arg-type]
    )


def loaded(
    date: str,
    *parties: ListedParty,
    dataset: str = "x-list",
    authority: str = "Global Affairs Canada",
    starter: bool = False,
) -> LoadedList:
    snapshot = Snapshot(
        id=f"{dataset}@{date}-00000000",
        dataset=dataset,
        title=f"List {dataset}",
        authority=authority,
        date=date,
        date_origin="in the file",
        sha256="0" * 64,
        party_count=len(parties),
        starter=starter,
    )
    return LoadedList(snapshot=snapshot, parties=parties)


def person(name: str = "Ada Example", *roles: str, **props: str) -> Entity:
    return Entity(
        id="p",
        schema="Person",
        name=name,
        roles=tuple(Role(text=role, evidence=(Span(10, 20),)) for role in roles),
        mentions=(Mention(start=0, end=11),),
        properties={key: (value,) for key, value in props.items()},
    )


def screened(
    entity: Entity, *lists: LoadedList, on: str = "", ties: Sequence[Tie] = (), also: Sequence[Entity] = ()
) -> list[Screening]:
    reading = Reading(document_id="d", entities=(entity, *also), ties=tuple(ties))
    lines = screen(reading, lists, document_date=on, today=TODAY, keep_indexes=False)
    return [line for line in lines if line.entity == entity.id]


def features(line: Screening, direction: str) -> set[str]:
    return {reason.feature for reason in line.reasons if reason.direction == direction}


def test_a_name_alone_is_possible_and_says_what_would_decide() -> None:
    (line,) = screened(person(), loaded("2026-01-01", party("Ada Example", birthDate="1961-01-03", birthPlace="Riga")))
    assert (line.verdict, line.if_same) == ("possible", "listed")
    assert line.to_settle == "The record says born 1961-01-03 in Riga: does the person's birth date agree?"
    assert line.score <= 0.65


def test_a_name_and_a_country_stay_possible() -> None:
    lines = screened(person(nationality="ru"), loaded("2026-01-01", party("Ada Example", nationality="ru")))
    assert [line.verdict for line in lines] == ["possible"]
    assert "country" in features(lines[0], "for")


def test_a_birth_date_proves_and_both_values_are_shown() -> None:
    (line,) = screened(
        person(birthDate="1961-01-03"), loaded("2026-01-01", party("Ada Example", birthDate="1961-01-03"))
    )
    assert (line.verdict, line.to_settle, line.if_same) == ("listed", "", "")
    reason = next(r for r in line.reasons if r.feature == "birth_date")
    assert (reason.query_value, reason.record_value, reason.direction) == ("1961-01-03", "1961-01-03", "for")
    assert reason.record is not None
    assert reason.record.record_id == "1"


def test_a_wrong_birth_year_is_the_same_name_only() -> None:
    (line,) = screened(person(birthDate="1980"), loaded("2026-01-01", party("Ada Example", birthDate="1961-01-03")))
    assert line.verdict == "same name only"
    assert line.score <= policy().score.contradicted
    assert "birth_date" in features(line, "against")


def test_an_office_proves() -> None:
    record = party("Example Ada", position="Minister of Foreign Affairs of the Russian Federation", nationality="ru")
    (line,) = screened(person("Ada Example", "Russian Foreign Minister"), loaded("2026-01-01", record))
    assert line.verdict == "listed"
    assert {"office", "country"} <= features(line, "for")
    (line,) = screened(person("Ada Example", "Russian Deputy Foreign Minister"), loaded("2026-01-01", record))
    assert line.verdict == "possible"


def test_the_text_itself_proves_when_the_authority_fits() -> None:
    named = Entity(id="l", schema="Document", name="Canada's sanctions list", kind="list")
    tie = Tie(id="t", schema="Documentation", subject="l", object="p", evidence=(Span(5, 9),))
    record = party("Ada Example")
    (line,) = screened(person(), loaded("2026-01-01", record), ties=[tie], also=[named])
    assert line.verdict == "listed"
    other = loaded("2026-01-01", record, authority="U.S. Department of the Treasury")
    (line,) = screened(person(), other, ties=[tie], also=[named])
    assert line.verdict == "possible"


def test_the_text_does_not_say_which_of_two_namesakes_it_means() -> None:
    named = Entity(id="l", schema="Document", name="Canada's sanctions list", kind="list")
    tie = Tie(id="t", schema="Documentation", subject="l", object="p", evidence=(Span(5, 9),))
    twins = loaded(
        "2026-01-01",
        party("Ada Example", number="1", birthDate="1961-01-03"),
        party("Ada Example", number="2", birthDate="1980-02-02"),
    )
    lines = screened(person(), twins, ties=[tie], also=[named])
    assert [line.verdict for line in lines] == ["possible", "possible"]


def test_a_proven_record_carries_over_by_day_of_birth_only() -> None:
    proven = loaded(
        "2026-01-01", party("Ada Example", birthDate="1961-01-03", position="Mayor of Examplebury"), dataset="a-list"
    )
    same = loaded("2026-01-01", party("EXAMPLE, Ada", birthDate="1961-01-03"), dataset="b-list")
    bare = loaded("2026-01-01", party("EXAMPLE, Ada"), dataset="c-list")
    lines = screened(person("Ada Example", "mayor of Examplebury"), proven, same, bare)
    assert {line.list: line.verdict for line in lines} == {"a-list": "listed", "b-list": "listed", "c-list": "possible"}
    assert "same_as_record" in features(lines[1], "for")


def test_two_ivanovs_are_told_apart() -> None:
    both = loaded(
        "2026-01-01",
        party("Sergey Borisovich Ivanov", number="1", birthDate="1953-01-31"),
        party("Sergey Viktorovich Ivanov", number="2", birthDate="1980-05-05"),
    )
    lines = screened(person("Sergey Ivanov", birthDate="1953-01-31"), both)
    assert [(line.verdict, line.party.id if line.party else "") for line in lines] == [
        ("listed", "x-1"),
        ("same name only", "x-2"),
    ]
    lines = screened(person("Sergey Ivanov"), both)
    assert [line.verdict for line in lines] == ["possible", "possible"]
    assert all("name_rarity" in features(line, "against") for line in lines)


def test_relatives_and_yachts_are_not_found() -> None:
    others = loaded(
        "2026-01-01",
        party("Ivan Potanin", number="1"),
        party("Ekaterina Potanina", number="2"),
        party("Vladimir Potanin", number="3", schema="Vessel"),
    )
    (line,) = screened(person("Vladimir Potanin"), others)
    assert line.verdict == "not found"
    assert (line.score, line.party, line.legal_effect) == (0.0, None, "")
    assert line.rests_on == "searched 2026-01-01 (snapshot, 3 parties)"


def test_a_bare_family_name_is_not_screened_and_says_so() -> None:
    (line,) = screened(person("Mr. Example"), loaded("2026-01-01", party("Ada Example")))
    assert line.verdict == "not found"
    assert "no given name" in line.to_settle


def test_a_weak_alias_only_confirms() -> None:
    record = party("Somebody Else", weakAlias="Ada Example", birthDate="1961-01-03")
    assert [line.verdict for line in screened(person(), loaded("2026-01-01", record))] == ["not found"]
    assert [line.verdict for line in screened(person(birthDate="1961-01-03"), loaded("2026-01-01", record))] == [
        "listed"
    ]


def test_a_mistyped_name_is_shown_only_with_support() -> None:
    record = loaded("2026-01-01", party("Ada Kranmer", birthDate="1961-01-03"))
    assert [line.verdict for line in screened(person("Ada Kramer"), record)] == ["not found"]
    (line,) = screened(person("Ada Kramer", birthDate="1961-01-03"), record)
    assert line.verdict == "possible"
    assert "name" in features(line, "against")


def test_governments_and_lists_are_not_screened() -> None:
    for kind in ("government", "list", "place", "group"):
        entity = Entity(id="p", schema="PublicBody", name="Ada Example", kind=kind)
        assert screened(entity, loaded("2026-01-01", party("Ada Example", schema="Organization"))) == []


def test_organisations_need_more_than_generic_words_and_a_name() -> None:
    record = party("Ministry of Foreign Affairs of the Russian Federation", schema="PublicBody")
    journal = Entity(id="p", schema="Organization", name="Russia in Global Affairs", kind="publication")
    assert [line.verdict for line in screened(journal, loaded("2026-01-01", record))] == ["not found"]
    ministry = Entity(id="p", schema="PublicBody", name="Russian Ministry of Foreign Affairs")
    assert [line.verdict for line in screened(ministry, loaded("2026-01-01", record))] == ["possible"]


BORN = {"birthDate": "1961-01-03"}


def when(*lists: LoadedList, on: str = "2021-01-11") -> tuple[Screening, Screening]:
    document, today = screened(person(birthDate="1961-01-03"), *lists, on=on)
    assert (document.as_of_kind, today.as_of_kind) == ("document", "today")
    return document, today


def test_listed_later_by_two_snapshots() -> None:
    document, today = when(loaded("2020-04"), loaded("2022-05-11", party("Ada Example", **BORN)))
    assert (document.verdict, today.verdict) == ("listed later", "listed")
    assert document.rests_on == (
        "in the snapshot of 2022-05-11; absent in the snapshot of 2020-04; "
        "the day in between on which it was added is not shown"
    )
    assert len(document.snapshots) == 2


def test_the_day_of_listing_on_the_record_decides() -> None:
    later = loaded("2026-01-19", party("Ada Example", listed="2022-04-05", **BORN))
    assert [line.verdict for line in when(later)] == ["listed later", "listed"]
    earlier = loaded("2026-01-19", party("Ada Example", listed="2014-03-17", **BORN))
    assert [line.verdict for line in when(earlier)] == ["listed", "listed"]


def test_formerly_listed() -> None:
    document, today = when(loaded("2020-04", party("Ada Example", **BORN)), loaded("2022-05-11"))
    assert (document.verdict, today.verdict) == ("listed", "formerly listed")
    document, _ = when(loaded("2019-01", party("Ada Example", **BORN)), loaded("2020-04"))
    assert document.verdict == "formerly listed"


def test_nothing_is_said_of_days_before_the_first_snapshot() -> None:
    document, today = when(loaded("2022-05-11", party("Ada Example", **BORN)))
    assert (document.verdict, today.verdict) == ("possible", "listed")
    assert "no snapshot from before" in document.rests_on
    assert "already on the list" in document.to_settle


def test_absence_in_the_starter_list_says_nothing() -> None:
    full = loaded("2022-05-11", party("Ada Example", **BORN))
    _, today = when(full, loaded("2026-11-01", starter=True))
    assert today.verdict == "listed"


def test_a_list_that_renumbers_is_followed_by_name() -> None:
    old = loaded("2020-04", party("Ada Maria Example", number="7", **BORN), party("Bob Sample", number="8"))
    new = loaded("2022-05-11", party("Bob Sample", number="7"), party("Ada Maria Example", number="9", **BORN))
    document, today = when(old, new)
    assert (document.verdict, today.verdict) == ("listed", "listed")
    assert document.listing is not None
    assert document.listing.record_id == "7"


def test_being_named_only_reads_as_such() -> None:
    _, today = when(loaded("2018-01-29", party("Ada Example", effect="named only", **BORN)))
    assert today.legal_effect == "named only"
    assert today.rests_on.endswith("being named there is not a sanction")


def test_every_reason_has_both_values_and_every_line_its_snapshot() -> None:
    record = party("EXAMPLE, Ada", birthDate="1961", nationality="ru", gender="female")
    for line in when(loaded("2020-04"), loaded("2022-05-11", record)):
        assert line.snapshots
        assert line.rests_on
        assert all(r.query_value and r.record_value and r.detail and r.record for r in line.reasons)
        assert line.reasons[0].feature == "name"


PEOPLE = [
    party("Ada Example", number="1", birthDate="1961-01-03"),
    party("EXAMPLE, Ada", number="2", birthDate="1980-02-02"),
    party("Ada Maria Example", number="3"),
    party("Adam Example", number="4"),
    party("Ada Sample", number="5", nationality="ru"),
]
UNRELATED = [party("Boris Nemo", number="6"), party("Nemo Trading Ltd", number="7", schema="Organization")]


def summary(lines: list[Screening]) -> list[tuple[str, str, float, str]]:
    return [(line.list, line.verdict, line.score, line.party.id if line.party else "") for line in lines]


@settings(max_examples=25, deadline=None)
@given(st.permutations(PEOPLE), st.sampled_from(["", "1961-01-03", "1980", "1999"]))
def test_the_order_of_records_never_changes_a_verdict(order: list[ListedParty], born: str) -> None:
    entity = person(birthDate=born) if born else person()
    assert summary(screened(entity, loaded("2026-01-01", *order))) == summary(
        screened(entity, loaded("2026-01-01", *PEOPLE))
    )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(UNRELATED), max_size=2, unique_by=lambda p: p.id), st.booleans())
def test_an_unrelated_list_never_lowers_a_score(more: list[ListedParty], same_dataset: bool) -> None:
    base = loaded("2026-01-01", *PEOPLE)
    dataset = "x-list" if same_dataset else "z-list"
    alone = {(s[0], s[3]): s[2] for s in summary(screened(person(), base))}
    lists = (
        [loaded("2026-01-01", *PEOPLE, *more)] if same_dataset else [base, loaded("2026-01-01", *more, dataset=dataset)]
    )
    together = {(s[0], s[3]): s[2] for s in summary(screened(person(), *lists))}
    assert all(together[key] >= value for key, value in alone.items())


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(PEOPLE), st.booleans(), st.booleans())
def test_no_verdict_of_being_listed_without_independent_support(record: ListedParty, role: bool, country: bool) -> None:
    roles = ("billionaire", "professor") if role else ()
    entity = person("Ada Example", *roles, **({"nationality": "ru"} if country else {}))
    for line in screened(entity, loaded("2026-01-01", record), on="2021-01-01"):
        assert line.verdict not in FROM_LIST
