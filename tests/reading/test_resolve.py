"""Who is who: names, descriptions, groups and pronouns. All people and organisations here are invented."""

from __future__ import annotations

from collections.abc import Callable

from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed

Resolve = Callable[[str], tuple[Parsed, Cast]]


def mentions(cast: Cast, text: str, name: str) -> list[str]:
    party = next(p for p in cast.parties.values() if p.name == name)
    return [text[m.start : m.end] for m in party.mentions]


def people(cast: Cast) -> list[str]:
    return [person.name for person in cast.people()]


def test_surname_initial_and_title_are_one_person(resolved: Resolve) -> None:
    text = "Anna M. Quillfeather came first. Ms. Quillfeather spoke. Later Anna Quillfeather left."
    _, cast = resolved(text)
    assert people(cast) == ["Anna M. Quillfeather"]
    assert len(cast.people()[0].mentions) == 3


def test_two_people_of_one_surname_stay_apart_by_title(resolved: Resolve) -> None:
    text = "Anna Ostrowick and Peter Ostrowick own the mill. Mrs. Ostrowick runs it. Mr. Ostrowick paints."
    _, cast = resolved(text)
    assert people(cast) == ["Anna Ostrowick", "Peter Ostrowick"]
    assert mentions(cast, text, "Anna Ostrowick") == ["Anna Ostrowick", "Ostrowick"]
    assert mentions(cast, text, "Peter Ostrowick") == ["Peter Ostrowick", "Ostrowick"]


def test_compound_surname(resolved: Resolve) -> None:
    text = "Enrique Robledo Nieves met the board. Robledo Nieves then left."
    _, cast = resolved(text)
    assert people(cast) == ["Enrique Robledo Nieves"]


def test_abbreviation_and_short_form_join_the_organization(resolved: Resolve) -> None:
    text = "The Baltic Nordic Trade Association (BNTA) met. BNTA members voted. Ashford University came. Ashford paid."
    _, cast = resolved(text)
    assert mentions(cast, text, "Baltic Nordic Trade Association")[:3] == [
        "Baltic Nordic Trade Association",
        "BNTA",
        "BNTA",
    ]


def test_tail_of_a_name_is_not_that_party(resolved: Resolve) -> None:
    text = "She wrote the essay in Poland in World Politics. Norway's department of World Politics did not answer."
    _, cast = resolved(text)
    names = [party.name for party in cast.organizations()]
    assert names == ["Poland in World Politics", "department of World Politics"]


def test_journal_described_and_named(resolved: Resolve) -> None:
    text = (
        "Two scholars have penned an article in a prestigious Warsaw journal.\n\n"
        "Anna Quillfeather and Peter Ostrowick wrote the article in Poland in World Politics.\n\n"
        "The Warsaw journal’s board is large."
    )
    _, cast = resolved(text)
    found = mentions(cast, text, "Poland in World Politics")
    assert found == ["a prestigious Warsaw journal", "Poland in World Politics", "The Warsaw journal"]


def test_authors_are_the_people_who_wrote(resolved: Resolve) -> None:
    text = (
        "Anna Quillfeather and Peter Ostrowick wrote the article last year.\n\n"
        "The authors, who live in Oslo, want peace. They asked for talks."
    )
    _, cast = resolved(text)
    group = next(p for p in cast.parties.values() if p.kind == "group")
    assert [cast[member].name for member in group.members] == ["Anna Quillfeather", "Peter Ostrowick"]
    assert [text[m.start : m.end] for m in group.mentions] == ["The authors", "They"]


def test_definite_plural_of_other_people_is_no_group(resolved: Resolve) -> None:
    text = "Anna Quillfeather and Peter Ostrowick met.\n\nMany experts disagree. Some officials laughed."
    _, cast = resolved(text)
    assert not [p for p in cast.parties.values() if p.kind == "group"]


def test_pronouns_by_gender_and_place(resolved: Resolve) -> None:
    text = "Anna Quillfeather met Peter Ostrowick in Oslo. She said that he was late."
    _, cast = resolved(text)
    assert mentions(cast, text, "Anna Quillfeather") == ["Anna Quillfeather", "She"]
    assert mentions(cast, text, "Peter Ostrowick") == ["Peter Ostrowick", "he"]


def test_pronoun_outside_a_quotation_is_not_the_one_named_inside(resolved: Resolve) -> None:
    text = "Mr. Ostrowick spoke first. “I would like to see Mr. Fennimore call,” he said."
    _, cast = resolved(text)
    assert mentions(cast, text, "Ostrowick") == ["Ostrowick", "he"]


def test_pronoun_without_any_person_stays_open(resolved: Resolve) -> None:
    text = "The mill burned down. He said nothing."
    _, cast = resolved(text)
    assert cast.people() == []


def test_ids_are_stable_and_speak(resolved: Resolve) -> None:
    text = "Anna Quillfeather met Peter Ostrowick."
    first, second = resolved(text)[1], resolved(text)[1]
    assert [p.id for p in first.people()] == ["person-anna-quillfeather", "person-peter-ostrowick"]
    assert first.entities() == second.entities()
