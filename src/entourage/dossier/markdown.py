"""The dossier as Markdown: the same content as the page, for notes, wikis and mail.

In: a ``Dossier``. Out: CommonMark with tables. Invariant: words of strangers are escaped, so that they can neither
become markup, a link nor HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from entourage.dossier.claims import NOT_CHECKED, digest_words
from entourage.dossier.clean import markdown as md
from entourage.dossier.clean import web_link
from entourage.dossier.index import Index
from entourage.dossier.marked_text import MarkedText, all_blocks
from entourage.dossier.places import source_name
from entourage.dossier.sentences import Snippet
from entourage.dossier.summary import Summary, summary_of
from entourage.dossier.views import (
    Card,
    ClaimRow,
    DayCell,
    FindingView,
    LineView,
    PathView,
    Proof,
    QuoteGroup,
    ReasonView,
    Views,
    missing_by_list,
)
from entourage.dossier.words import count_words, date_words, list_name, list_words, table
from entourage.model import Document, Dossier, Entity, Snapshot

EMPTY_LINES = re.compile(r"\n{3,}")


def render_markdown(dossier: Dossier) -> str:
    """The dossier as Markdown, the full text last.

    Args:
        dossier: as built by :func:`entourage.dossier.build_dossier`.

    Returns:
        Markdown that ends in a newline.
    """
    index = Index(dossier)
    views = Views(index, MarkedText(dossier.document, ()))
    parts = [
        *head(dossier),
        *short(dossier, summary_of(index)),
        *claims(views),
        *then_and_today(dossier, views),
        *cards("People", views, index.people, "No person was found in this text."),
        *cards("Organisations", views, index.organizations, "No organisation was found in this text."),
        *(cards("Works, lists and places", views, index.others, "") if index.others else ()),
        *paths(views, summary_of(index)),
        *quotes(views.quote_groups()),
        *lines("Who is for, who is against", views.positions()),
        *lines("What happened when", views.events()),
        *searched(dossier.snapshots, index),
        *how_sure(),
        *full_text(dossier.document),
    ]
    # No line of a stranger's can be empty, so this takes away layout only.
    return EMPTY_LINES.sub("\n\n", "\n".join(parts)).rstrip() + "\n"


def head(dossier: Dossier) -> Iterator[str]:
    """Title, byline and dates."""
    document = dossier.document
    source = md(source_name(document.source))
    byline = [f"By {list_words([md(author) for author in document.authors])}" if document.authors else ""]
    byline += [md(document.publisher), md(date_words(document.published)) or "no date known"]
    dates = [f"{md(date_words(dossier.as_of_document))} (the document)" if dossier.as_of_document else ""]
    dates += [f"{md(date_words(dossier.as_of_today))} (this file)" if dossier.as_of_today else ""]
    yield f"# {md(document.title) or source or 'Untitled document'}\n"
    yield f"{' · '.join(part for part in byline if part)}\n"
    yield (
        "Who is in this document, what it says of them, and whether official lists hold them. A machine read it; "
        "no person has confirmed it.\n"
    )
    yield f"- Source: {linked(document.source, document.source) if web_link(document.source) else source}"
    reader = f"; text read by {md(dossier.reading.reader)}" if dossier.reading.reader else ""
    yield f"- Made by: {md(dossier.generator) or 'Entourage'}{reader}"
    yield f"- Lists compared as of: {' and '.join(date for date in dates if date) or 'no date'}"
    yield f"- SHA-256: `{''.join(c for c in document.sha256 if c.isalnum())}`\n"
    yield from (f"> {md(warning)}\n" for warning in document.warnings)


def linked(words: str, url: str) -> str:
    """``words`` linked to ``url`` where that is a plain web address, otherwise just the words."""
    target = web_link(url)
    safe = target and not any(character in target for character in "<>()[]\\`")
    return f"[{md(words)}](<{target}>)" if safe else md(words)


def short(dossier: Dossier, summary: Summary) -> Iterator[str]:
    """What matters, in a few lines."""
    counts = summary.counts
    yield "## In short\n"
    yield (
        f"{count_words(counts['people'], 'person', 'people')}, {count_words(counts['organizations'], 'organisation')}, "
        f"{count_words(counts['ties'], 'tie')} between them and {count_words(counts['quotes'], 'quote')}. "
        f"{summary.listing_sentence}\n"
    )
    if summary.starter:
        yield "Only the small starter list was searched: a sample, not a check.\n"
    for line in summary.listed:
        verdicts = (
            f"{found.symbol} {found.label}: {list_words([md(str(one)) for one in lists])}"
            for found, lists in line.verdicts
            if found.weight
        )
        yield f"- **{md(line.name)}** – {'; '.join(verdicts)}"
    if summary.listed:
        yield ""
    if summary.path_ends:
        yield f"How {md(summary.path_ends[0])} is linked to {md(summary.path_ends[1])}:\n"
        yield from (f"{i}. {md(sentence)}" for i, sentence in enumerate(summary.strongest_path, 1))
        yield f"\n{summary.strongest_path_sure}\n"


def cards(title: str, views: Views, entities: list[Entity], empty: str) -> Iterator[str]:
    """All parties of one kind."""
    yield f"## {title} ({len(entities):,})\n"
    if not entities:
        yield f"{empty}\n"
    for entity in entities:
        if views.is_told_of(entity):
            yield from card(views.card(entity))
    yield from bare([views.card(entity) for entity in entities if not views.is_told_of(entity)])


def bare(parties: list[Card]) -> Iterator[str]:
    """Parties of whom the text says no more than their name."""
    if parties:
        names = [f"{md(one.name)} ({md(one.what)}, {count_words(one.mention_count, 'time')})" for one in parties]
        missing = ", and not found on any list that was searched" if parties[0].not_found else ""
        yield f"Also named{missing}: {list_words(names)}.\n"


def card(view: Card) -> Iterator[str]:
    """One party: roles, ties, findings."""
    yield f"### {md(view.name)}\n"
    also = f", also {list_words([f'“{md(alias)}”' for alias in view.aliases])}" if view.aliases else ""
    yield f"{md(view.what)}{also}; {count_words(view.mention_count, 'time')} in the text\n"
    for role in view.roles:
        at = f", {md(role.organization.name)}" if role.organization is not None else ""
        yield from line(f"{md(role.words)}{at}", role.proof)
    for tie in view.ties:
        dates = f", {md(tie.dates)}" if tie.dates else ""
        yield from line(f"{md(tie.sentence)}{dates}", tie.proof, told_elsewhere=not tie.anchor)
    if view.roles or view.ties:
        yield ""
    for found in view.findings:
        yield from finding(found)
    if view.not_found:
        lists = "any list that was searched" if view.on_no_list else list_words([md(one) for one in view.not_found])
        yield f"Not found on {lists}.\n"


def line(words: str, proof: Proof, *, told_elsewhere: bool = False) -> Iterator[str]:
    """A line with how sure it is, and the sentences that it rests on; their places only, where they stand elsewhere."""
    how = f"; shown by: {md(proof.how)}" if proof.how else ""
    places = f"; {list_words(list(dict.fromkeys(md(place.where) for place in proof.places)))}" if told_elsewhere else ""
    yield f"- {words} *({proof.sure}{how}{places})*"
    yield from () if told_elsewhere else evidence(proof, "  ")


def evidence(proof: Proof, indent: str) -> Iterator[str]:
    """The sentences of the text that a line rests on, each with its place."""
    for place in proof.places:
        yield f"{indent}> {sentence(place.snippet)} ({md(place.where)})"
        yield f"{indent}>" if place is not proof.places[-1] else ""


def sentence(snippet: Snippet) -> str:
    """A sentence of the text with its evidence in bold."""
    inside = md(snippet.evidence)
    before, after = md(snippet.before), md(snippet.after)
    gap = " " if snippet.before[-1:].isspace() else ""
    end = " " if snippet.after[:1].isspace() else ""
    return f"{before}{gap}**{inside}**{end}{after}" if before or after else inside


def finding(view: FindingView) -> Iterator[str]:
    """What one list says of a party."""
    found = view.finding
    starter = " (starter list)" if view.starter else ""
    when = f", {md(view.when)}" if view.when else ""
    yield f"**{found.badge.symbol} {found.badge.label} – {md(view.list_name)}{starter}{when}.** {found.badge.means}\n"
    yield from (f"- {md(when)}: {md(what)}" for when, what in found.verdicts)
    if found.effect and found.badge.key != "named only":
        yield f"- What it means: {md(found.effect)}"
    if found.effect_if_same:
        yield f"- If it were the same: {md(found.effect_if_same)}"
    if view.rests_on:
        yield f"- Rests on: {md(view.rests_on)}"
    yield from (f"- For: {reason(one)}" for one in view.pro)
    yield from (f"- Against: {reason(one)}" for one in view.con)
    if found.main.to_settle:
        yield f"- What would settle it: {md(found.main.to_settle)}"
    if found.listing is not None:
        fields = "; ".join(f"{md(name)}: {md(value)}" for name, value in view.record)
        record = f"- Record {md(found.listing.record_id)} of {md(found.listing.authority)}"
        source = linked("source", found.listing.source_url) if web_link(found.listing.source_url) else ""
        yield f"{record}{f' ({fields})' if fields else ''} {source}".rstrip()
    yield ""


def reason(one: ReasonView) -> str:
    """One reason, with both values where a reader can compare them."""
    pair = f" (text: {md(one.query_value)}; list: {md(one.record_value)})" if one.query_value else ""
    return f"{md(one.feature)}. {md(one.detail)}{pair}"


def paths(views: Views, summary: Summary) -> Iterator[str]:
    """Paths as sentences."""
    found = views.index.dossier.paths
    yield f"## Paths to listed parties ({len(found):,})\n"
    yield "A path shows a connection, not a wrong.\n" if found else f"{summary.path_sentence}\n"
    for path in views.paths():
        yield from path_lines(path)


def path_lines(view: PathView) -> Iterator[str]:
    """One path, every step with its sentence of the text."""
    yield f"### {md(view.start.name)} → {md(view.end.name)}\n"
    for number, hop in enumerate(view.hops, 1):
        if hop.proof is None:
            yield f"{number}. {md(hop.words)} ({md(hop.listing)}, record {md(hop.record_id)})"
            continue
        yield f"{number}. {md(hop.words)} *({hop.proof.sure})*"
        yield from evidence(hop.proof, "   ")
    why = f"Why the path ends at {md(view.end.name)}: {md(view.why)}. " if view.why else ""
    yield f"\n{why}{view.sure}\n"


def quotes(groups: list[QuoteGroup]) -> Iterator[str]:
    """Quotes by speaker."""
    yield "## Who says what\n"
    if not groups:
        yield "No quote was found in this text.\n"
    for group in groups:
        yield f"### {md(group.speaker.name) if group.speaker is not None else 'Speaker unclear'}\n"
        for quote in group.quotes:
            others = f", with {list_words([md(other.name) for other in quote.others])}" if quote.others else ""
            how = f"; speaker from: {md(quote.proof.how)}" if quote.proof.how else ""
            denied = "; the text says this was not said, or only supposes it" if quote.negated else ""
            words = " … ".join(md(words) for words in quote.words)
            where = list_words(list(dict.fromkeys(md(place.where) for place in quote.proof.places)))
            yield f"- “{words}”{others} *({quote.kind}{denied}{how}; {quote.proof.sure}; {where})*"
        yield ""


def lines(title: str, views: list[LineView]) -> Iterator[str]:
    """Positions, events or claims; nothing at all where there are none."""
    if not views:
        return
    yield f"## {title}\n"
    for view in views:
        head = f"{md(view.head)}: " if view.head else ""
        who = f"{list_words([md(party.name) for party in view.parties])} – " if view.parties else ""
        note = f" – {md(view.note)}" if view.note else ""
        yield from line(f"{head}{who}{md(view.words)}{note}", view.proof)
    yield ""


def claims(views: Views) -> Iterator[str]:
    """The document's own claims: a table of verdicts, then what each rests on; nothing at all without claims."""
    rows = views.claims()
    if not rows:
        return
    yield f"## What it claims, and what the data says ({len(rows):,})\n"
    tally = digest_words(row.view for row in rows)
    yield f"{tally}.\n" if tally else "Nothing was held against these claims: no list was searched.\n"
    yield "| Verdict | The text says | The data says |"
    yield "|---|---|---|"
    for row in rows:
        one = row.view
        says = f"{md(one.words)}{f' (says {md(row.who)})' if row.who else ''}"
        found = md(one.then.gap or (f"Needed: {one.then.needs}" if one.then.needs else ""))
        yield f"| {one.then.chip.symbol} {one.then.chip.label} | {says} | {found} |"
    yield ""
    for row in rows:
        yield from claim(row)
    yield ""


def claim(row: ClaimRow) -> Iterator[str]:
    """One claim with its sentence and what the verdict rests on."""
    one = row.view
    yield f"- **{md(one.words)}** – {one.kind}: {md(one.value)}"
    yield from evidence(row.proof, "  ")
    for name, check in (("Then", one.then), ("Today", one.today)):
        if check is None or one.then.chip.key == NOT_CHECKED:
            continue
        when = f" ({md(check.when)})" if check.when else ""
        facts = [check.gap, f"asked: {check.query}" if check.query else "", check.rests_on]
        facts += [f"or: {reading}" for reading in check.readings]
        facts += [f"needed: {check.needs}" if check.needs else ""]
        told = "; ".join(md(fact) for fact in facts if fact)
        yield f"  - {name if one.today else 'As of'}{when}: {check.chip.label}{f'. {told}' if told else ''}"


def then_and_today(dossier: Dossier, views: Views) -> Iterator[str]:
    """What lists say on the two days, side by side; nothing where the document has no date or nobody is on a list."""
    rows = views.then_and_today()
    if not rows or not dossier.as_of_document:
        return
    yield "## Then and today\n"
    then, today = md(date_words(dossier.as_of_document)), md(date_words(dossier.as_of_today)) or "Today"
    yield f"| Party | List | {then} | {today} |"
    yield "|---|---|---|---|"
    for row in rows:
        cells = [day_words(one) for one in row.cells]
        yield f"| {md(row.party.name)} | {md(row.list_name)} | {' | '.join(cells)} |"
    yield ""


def day_words(cell: DayCell | None) -> str:
    """What a list says on one day, and what that rests on."""
    if cell is None:
        return ""
    return f"{cell.badge.symbol} {md(cell.words)}{f' ({md(cell.rests_on)})' if cell.rests_on else ''}"


def searched(snapshots: Iterable[Snapshot], index: Index) -> Iterator[str]:
    """Which lists were searched, and who was not found."""
    rows = list(snapshots)
    yield "## What was searched\n"
    if not rows:
        yield "No list was loaded, so nobody was compared with any.\n"
        return
    yield "| List | Its date | Records | SHA-256 |"
    yield "|---|---|---:|---|"
    for row in rows:
        starter = " (starter list)" if row.starter else ""
        date = f"{md(date_words(row.date))} ({md(row.date_origin)})"
        title = f"{md(row.title or row.dataset)}{starter}, {md(row.authority)}"
        yield f"| {title} | {date} | {row.records_kept:,} | {md(row.sha256[:12])} |"
    yield ""
    yield from snapshot_notes(rows)
    for title, names in missing_by_list(index):
        yield f"- Not found on {md(title)}: {', '.join(md(name) for name, _ in names)}"
    yield ""


def snapshot_notes(rows: Iterable[Snapshot]) -> Iterator[str]:
    """What was left out of the lists, and what else a careful reader should know of them."""
    notes = dict.fromkeys(
        f"- {md(list_name(row))} of {md(date_words(row.date))}: {words}"
        for row in rows
        for words in (
            *(f"{drop.count:,} of {row.records_read:,} records left out: {md(drop.reason)}" for drop in row.dropped),
            *(md(note) for note in row.notes),
        )
    )
    yield from (*notes, "") if notes else ()


def how_sure() -> Iterator[str]:
    """What the words of certainty mean."""
    yield "## How sure a line is\n"
    yield from (f"- **{row['words']}**: {row['meaning']}" for row in table()["confidence"])
    yield ""


def full_text(document: Document) -> Iterator[str]:
    """The text itself."""
    yield "## The text\n"
    for block in all_blocks(document):
        words = "  \n".join(md(row) for row in block.span.of(document.text).split("\n") if row.strip())
        marks = {"title": f"**{words}**", "heading": f"**{words}**", "quote": f"> {words}", "list item": f"- {words}"}
        yield f"{marks.get(block.kind, words)}\n"
