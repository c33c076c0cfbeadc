"""Links and paths over the documents of a case; all persons and companies are invented."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from case_makers import dossier
from casefile_places import Place

from entourage.casefile import Casefile, create_casefile, decide, find_case_paths, the_party
from entourage.casefile.links import links_of
from entourage.model import CasefileError, Dossier, ListedParty, Listing, Screening
from entourage.network import strength_table


def listed(one: Dossier, entity: str) -> Dossier:
    """The dossier with a verdict that the entity is listed."""
    party = ListedParty(id="x-1", schema="Person", caption="Carla Placeholder",
                        listings=(Listing(authority="Example Office", record_id="1"),))  # fmt: skip
    screening = Screening(entity=entity, list="example", as_of="2021-01-01", verdict="listed", score=0.95,
                          legal_effect="blocking", party=party, listing=party.listings[0],
                          snapshots=("example@2021-01-01-00000000",))  # fmt: skip
    return msgspec.structs.replace(one, screenings=(screening,))


@pytest.fixture
def case(place: Place) -> Iterator[Casefile]:
    documents = [
        dossier("a", "Ada Example is a director of Placeholder Bank.", ["Ada Example"],
                employers={"Ada Example": "Placeholder Bank"}),
        dossier("b", "Bernard Sample is a director of Placeholder Bank, and of Beispiel Shipping.", ["Bernard Sample"],
                employers={"Bernard Sample": "Placeholder Bank"}),
        dossier("c", "At Beispiel Shipping, Bernard Sample was seen.", ["Bernard Sample"],
                employers={"Bernard Sample": "Beispiel Shipping"}),
        listed(dossier("d", "Carla Placeholder is a director of Beispiel Shipping.", ["Carla Placeholder"],
                       employers={"Carla Placeholder": "Beispiel Shipping"}), "person-carla-placeholder"),
        dossier("e", "Dora Mustermann lives alone.", ["Dora Mustermann"]),
    ]  # fmt: skip
    with create_casefile(place("case")) as opened:
        for one in documents:
            opened.add(one)
        yield opened


def path(case: Casefile, start: str, end: str, **options: int) -> list[tuple[str, ...]]:
    target = end if end == "listed" else the_party(case, end).id
    return [one.parties for one in find_case_paths(case, the_party(case, start).id, target, **options)]


def test_a_path_goes_over_the_documents(case: Casefile) -> None:
    assert path(case, "Ada Example", "Bernard Sample") == [("Ada Example", "Placeholder Bank", "Bernard Sample")]


def test_a_path_to_listed_parties_ends_at_one_and_says_why(case: Casefile) -> None:
    (found,) = find_case_paths(case, the_party(case, "Ada Example").id, "listed")
    assert found.parties == (
        "Ada Example", "Placeholder Bank", "Bernard Sample", "Beispiel Shipping", "Carla Placeholder",
    )  # fmt: skip
    assert found.why_listed == "listed: example"
    assert [hop.link.independent for hop in found.hops] == [1, 1, 1, 1]


def test_no_path_within_the_hops_or_to_somebody_alone(case: Casefile) -> None:
    assert path(case, "Ada Example", "listed", max_hops=3) == []
    assert path(case, "Ada Example", "Dora Mustermann") == []


def test_no_path_leads_through_a_party_that_a_person_hid(case: Casefile) -> None:
    decide(case, "delete", [the_party(case, "Placeholder Bank").id], who="Carla Tester")
    assert path(case, "Ada Example", "Bernard Sample") == []


def test_two_stories_make_a_link_surer_than_one_and_a_copy_does_not(place: Place) -> None:
    said = "Ada Example is a director of Placeholder Bank, " + "which lends money to ports and to shipyards alike, " * 3
    other = "It was in spring that, at Placeholder Bank, the new director was chosen: Ada Example, an engineer."
    employers = {"Ada Example": "Placeholder Bank"}
    with create_casefile(place("case")) as case:
        sure = []
        for source, text in (("a", said), ("copy", said + "!"), ("b", other)):
            case.add(dossier(source, text, ["Ada Example"], employers=employers))
            with case.reading_transaction() as connection:
                (link,) = links_of(connection, [the_party(case, "Ada Example").id], strength_table())
            sure.append((link.independent, len(link.sources), link.tie.confidence))
    assert [one[:2] for one in sure] == [(1, 1), (1, 2), (2, 3)]
    assert sure[0][2] == sure[1][2] < sure[2][2]


def test_a_name_that_is_not_there_is_answered_with_close_ones(case: Casefile) -> None:
    with pytest.raises(CasefileError) as caught:
        the_party(case, "Bernhard Sampel")
    assert (caught.value.code, caught.value.hint) == ("no-such-party", "Did you mean 'Bernard Sample'?")
