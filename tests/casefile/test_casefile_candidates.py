"""Parties that may be one; all persons and companies are invented."""

from __future__ import annotations

from case_makers import dossier
from casefile_places import Place
from click.testing import CliRunner

from entourage.casefile import candidates, create_casefile, decide
from entourage.cli.app import cli


def test_those_with_shared_ties_come_first_and_say_why(place: Place) -> None:
    bank = {"Ada Example": "Placeholder Bank"}
    with create_casefile(place("case")) as case:
        case.add(dossier("a", "Ada Example of Placeholder Bank.", ["Ada Example"], employers=bank))
        case.add(dossier("b", "Ada Example of Placeholder Bank again.", ["Ada Example"], employers=bank))
        case.add(dossier("c", "Bernard Example and Ada stood there.", ["Bernard Example", "Ada"]))
        case.add(dossier("d", "Example of Placeholder Bank Group.", ["Example"],
                         employers={"Example": "Placeholder Bank Group"}))  # fmt: skip
        case.add(dossier("e", "Example met Bernard Sample.", ["Example", "Bernard Sample"]))
        found = {frozenset((one.one.name, one.other.name)): one for one in candidates(case)}
        assert frozenset(("Placeholder Bank", "Placeholder Bank Group")) in found
        assert found[frozenset(("Ada Example", "Ada"))].reasons == ("one is named by the given name alone",)
        assert frozenset(("Ada Example", "Bernard Example")) not in found
        assert len(candidates(case, 1)) == 1
        first = candidates(case, 1)[0]
        decide(case, "not the same", [first.one.id, first.other.id], who="Carla Tester")
        pairs = [{one.one.id, one.other.id} for one in candidates(case)]
        assert pairs and {first.one.id, first.other.id} not in pairs


def test_two_of_one_document_are_less_likely_one(place: Place) -> None:
    with create_casefile(place("case")) as case:
        case.add(dossier("a", "Bernard Example met Ada in spring.", ["Bernard Example", "Ada"]))
        case.add(dossier("b", "Ada Example met Ada in spring.", ["Ada Example", "Ada"]))
        against = [one.reasons[-1] for one in candidates(case) if "Ada Example" in (one.one.name, one.other.name)]
        assert "but 1 document names both" in against


def test_the_command_shows_them_and_how_to_decide(place: Place) -> None:
    at = place("case")
    with create_casefile(at) as case:
        assert candidates(case) == ()
        case.add(dossier("a", "Ada Example spoke.", ["Ada Example"]))
        case.add(dossier("b", "Ada spoke.", ["Ada"]))
    done = CliRunner().invoke(cli, ["case", "candidates", at])
    assert done.exit_code == 0, done.output
    assert "given name alone" in done.output.replace("\n", " ") and "entourage case same" in done.output
