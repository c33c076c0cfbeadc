"""Paths to listed parties: what counts as one, what is walked, what comes first."""

from __future__ import annotations

import msgspec
import pytest
from network_cases import entity, journal_reading, screening, tie

from entourage.model import Path, Reading
from entourage.network import find_paths, headline_path


def _pairs(paths: tuple[Path, ...]) -> list[tuple[str, str]]:
    return [(path.start, path.end) for path in paths]


def _with_ties(reading: Reading, *ties: object) -> Reading:
    return msgspec.structs.replace(reading, ties=(*reading.ties, *ties))


def test_the_author_reaches_the_trustee_over_article_and_journal_with_no_list_loaded() -> None:
    path = next(path for path in find_paths(journal_reading(), ()) if path.start == "ada")
    assert [hop.sentence for hop in path.hops] == [
        "Ada Example wrote “A Brief for Nobody”",
        "“A Brief for Nobody” was published in Russia in Global Affairs",
        "Vladimir Potanin heads the board of trustees of Russia in Global Affairs",
        "Vladimir Potanin appears on the U.S. Treasury's list of 210 Russians",
    ]
    assert [(hop.source, hop.target) for hop in path.hops] == [
        ("ada", "work"),
        ("work", "journal"),
        ("journal", "potanin"),
        ("potanin", "list"),
    ]
    assert [hop.forward for hop in path.hops] == [False, True, False, False]
    assert path.end == "potanin"
    assert path.why_listed == "the text says: Vladimir Potanin appears on the U.S. Treasury's list of 210 Russians"


def test_every_hop_has_evidence_and_hops_join() -> None:
    paths = find_paths(journal_reading(), [screening("potanin", "listed later"), screening("ben", "possible")])
    assert len(paths) > 3
    for path in paths:
        assert path.hops[0].source == path.start
        assert path.hops[-1].source == path.end
        assert all(hop.evidence or hop.listing for hop in path.hops)
        assert all(one.target == two.source for one, two in zip(path.hops, path.hops[1:], strict=False))
        assert 0.0 < path.strength <= 1.0


def test_people_without_ties_to_a_listed_party_have_no_path() -> None:
    starts = {path.start for path in find_paths(journal_reading(), ())}
    assert starts == {"ada", "ben", "journal"}


def test_nobody_listed_is_an_empty_answer() -> None:
    reading = msgspec.structs.replace(journal_reading(), ties=journal_reading().ties[:4])
    assert find_paths(reading, ()) == ()
    assert find_paths(reading, [screening("potanin", "not found"), screening("ada", "same name only")]) == ()


def test_strongest_first_and_among_equals_authors_before_organizations() -> None:
    paths = find_paths(journal_reading(), ())
    strengths = [path.strength for path in paths]
    assert strengths == sorted(strengths, reverse=True)
    assert _pairs(paths) == [("journal", "potanin"), ("ada", "potanin"), ("ben", "potanin")]


def test_a_listing_makes_the_last_hop_when_the_text_names_no_list() -> None:
    reading = msgspec.structs.replace(journal_reading(), ties=journal_reading().ties[:4])
    path = find_paths(reading, [screening("potanin", "listed later")])[0]
    last = path.hops[-1]
    assert last.listing is not None
    assert (last.listing.dataset, last.listing.record_id) == ("ca-sema", "Russia/1/1")
    assert (last.source, last.target, last.tie) == ("potanin", "ca-sema", "")
    assert last.sentence == (
        "Vladimir Potanin was put on the list of Global Affairs Canada (Russia) after the document came out"
    )
    assert path.why_listed == "listed later: Global Affairs Canada (Russia)"


def test_text_and_list_together_name_both_grounds() -> None:
    path = find_paths(journal_reading(), [screening("potanin", "listed")])[0]
    assert path.hops[-1].tie == "t5"
    assert path.why_listed.startswith("the text says: ")
    assert path.why_listed.endswith("; listed: Global Affairs Canada (Russia)")


@pytest.mark.parametrize(
    ("better", "worse"),
    [("listed", "listed later"), ("listed later", "formerly listed"), ("formerly listed", "possible")],
)
def test_a_surer_verdict_makes_a_stronger_path(better: str, worse: str) -> None:
    reading = msgspec.structs.replace(journal_reading(), ties=journal_reading().ties[:4])
    strong = find_paths(reading, [screening("potanin", better)])  # type: ignore[arg-type]
    weak = find_paths(reading, [screening("potanin", worse)])  # type: ignore[arg-type]
    assert strong[0].strength > weak[0].strength


def test_being_named_only_bears_less_than_a_measure() -> None:
    reading = msgspec.structs.replace(journal_reading(), ties=journal_reading().ties[:4])
    measure = screening("potanin", "listed")
    assert measure.listing is not None
    named = msgspec.structs.replace(measure.listing, legal_effect="named only")
    weak = find_paths(reading, [msgspec.structs.replace(measure, listing=named)])
    assert weak[0].strength < find_paths(reading, [measure])[0].strength
    assert weak[0].why_listed == "listed, named only: Global Affairs Canada (Russia)"


def test_a_possible_listing_is_said_to_be_unconfirmed() -> None:
    reading = msgspec.structs.replace(journal_reading(), ties=journal_reading().ties[:4])
    path = find_paths(reading, [screening("potanin", "possible")])[0]
    assert path.why_listed.startswith("possible: ")
    assert path.hops[-1].sentence.endswith("(not confirmed)")


def test_the_day_of_the_document_speaks_before_today() -> None:
    reading = msgspec.structs.replace(journal_reading(), ties=journal_reading().ties[:4])
    then = screening("potanin", "listed later")
    now = msgspec.structs.replace(screening("potanin", "listed"), as_of_kind="today")
    assert find_paths(reading, [now, then]) == find_paths(reading, [then])


def test_a_negated_tie_is_never_walked() -> None:
    ties = [t if t.id != "t4" else msgspec.structs.replace(t, status="negated") for t in journal_reading().ties]
    assert find_paths(msgspec.structs.replace(journal_reading(), ties=tuple(ties)), ()) == ()


def test_being_denied_to_be_on_a_list_makes_no_listed_party() -> None:
    ties = [t if t.id != "t5" else msgspec.structs.replace(t, status="negated") for t in journal_reading().ties]
    assert find_paths(msgspec.structs.replace(journal_reading(), ties=tuple(ties)), ()) == ()


@pytest.mark.parametrize(("schema", "role"), [("UnknownLink", "list of"), ("Documentation", "publisher")])
def test_who_publishes_a_list_is_not_on_it(schema: str, role: str) -> None:
    ties = [t if t.id != "t5" else tie("t5", schema, "list", "potanin", role) for t in journal_reading().ties]
    assert find_paths(msgspec.structs.replace(journal_reading(), ties=tuple(ties)), ()) == ()


def test_being_listed_today_counts_where_the_day_of_the_document_decides_nothing() -> None:
    reading = msgspec.structs.replace(journal_reading(), ties=journal_reading().ties[:4])
    then = screening("potanin", "possible")
    now = msgspec.structs.replace(screening("potanin", "listed"), as_of_kind="today")
    assert find_paths(reading, [then, now]) == find_paths(reading, [now])


@pytest.mark.parametrize("status", ["former", "alleged", "planned", "unclear"])
def test_a_tie_that_is_not_current_bears_less(status: str) -> None:
    ties = [t if t.id != "t4" else msgspec.structs.replace(t, status=status) for t in journal_reading().ties]
    weaker = find_paths(msgspec.structs.replace(journal_reading(), ties=tuple(ties)), ())[0]
    assert weaker.strength < find_paths(journal_reading(), ())[0].strength


def test_an_unnamed_link_bears_less_than_a_directorship() -> None:
    people = (entity("a", "Ada Example"), entity("b", "Bernard Sample"), entity("c", "Carol Placeholder"))
    ties = (tie("t1", "Directorship", "a", "b"), tie("t2", "UnknownLink", "c", "b"))
    paths = find_paths(Reading(document_id="d", entities=people, ties=ties), [screening("b", "listed")])
    assert _pairs(paths) == [("a", "b"), ("c", "b")]


def test_of_two_ties_of_a_pair_the_stronger_is_shown() -> None:
    people = (entity("a", "Ada Example"), entity("b", "Bernard Sample"))
    ties = (tie("t1", "UnknownLink", "a", "b", "met"), tie("t2", "Family", "a", "b", "sister"))
    paths = find_paths(Reading(document_id="d", entities=people, ties=ties), [screening("b", "listed")])
    assert [hop.tie for hop in paths[0].hops] == ["t2", ""]


@pytest.mark.parametrize(("schema", "kind"), [("PublicBody", "government"), ("Address", "place"), ("Document", "list")])
def test_sharing_a_country_a_government_or_a_list_is_no_link(schema: str, kind: str) -> None:
    entities = (entity("a", "Ada Example"), entity("b", "Bernard Sample"), entity("x", "Canada", schema, kind))
    ties = (tie("t1", "Employment", "a", "x"), tie("t2", "Employment", "b", "x"))
    if kind == "list":
        ties = (
            tie("t1", "Documentation", "x", "a", "on the list"),
            tie("t2", "Documentation", "x", "b", "on the list"),
        )
    reading = Reading(document_id="d", entities=entities, ties=ties)
    assert find_paths(reading, [screening("b", "listed")]) == ()


def test_a_hub_bears_less_than_a_small_board() -> None:
    def strength_over(colleagues: int) -> float:
        others = tuple(entity(f"p{i}", f"Person {i}") for i in range(colleagues))
        entities = (
            entity("a", "Ada Example"),
            entity("b", "Bernard Sample"),
            entity("x", "The Paper", "Company"),
            *others,
        )
        ties = tuple(tie(f"t{e.id}", "Employment", e.id, "x") for e in entities if e.id != "x")
        paths = find_paths(Reading(document_id="d", entities=entities, ties=ties), [screening("b", "listed")])
        return next((path.strength for path in paths if path.start == "a"), 0.0)

    assert strength_over(2) > strength_over(20) > strength_over(2000)
    assert strength_over(2000) == 0.0


def test_no_path_is_longer_than_asked() -> None:
    assert {path.start for path in find_paths(journal_reading(), (), max_hops=2)} == {"journal"}
    assert find_paths(journal_reading(), (), max_hops=1) == ()


def test_only_the_strongest_are_kept() -> None:
    everything = find_paths(journal_reading(), ())
    assert find_paths(journal_reading(), (), max_paths=2) == everything[:2]


def test_a_second_way_is_shown_on_request() -> None:
    reading = _with_ties(journal_reading(), tie("t7", "Membership", "ada", "journal", "member of the editorial board"))
    one = [path for path in find_paths(reading, ()) if path.start == "ada"]
    two = [path for path in find_paths(reading, (), per_pair=2) if path.start == "ada"]
    assert [[hop.tie for hop in path.hops] for path in one] == [["t7", "t4", "t5"]]
    assert [[hop.tie for hop in path.hops] for path in two] == [["t7", "t4", "t5"], ["t1", "t3", "t4", "t5"]]


@pytest.mark.parametrize("wrong", [{"max_hops": 0}, {"per_pair": 0}, {"max_paths": 0}])
def test_arguments_below_one_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        find_paths(journal_reading(), (), **wrong)


def test_a_tie_to_an_unknown_party_is_left_out() -> None:
    reading = _with_ties(journal_reading(), tie("t8", "Directorship", "ghost", "potanin"))
    assert find_paths(reading, ()) == find_paths(journal_reading(), ())


def test_where_there_is_room_for_one_path_an_authors_is_shown() -> None:
    reading = _with_ties(journal_reading(), tie("t9", "Directorship", "carol", "potanin"))
    paths = find_paths(reading, ())
    assert [path.start for path in paths[:2]] == ["carol", "journal"]
    assert headline_path(paths, reading) == next(path for path in paths if path.start == "ada")


def test_a_path_of_a_listed_party_is_shown_last() -> None:
    reading = _with_ties(journal_reading(), tie("t9", "Directorship", "carol", "potanin"))
    paths = find_paths(reading, [screening("ada", "listed"), screening("ben", "listed")])
    shown = headline_path(paths, reading)
    assert shown is not None
    assert shown.start == "carol"


def test_without_paths_there_is_none_to_show() -> None:
    assert headline_path((), journal_reading()) is None


def test_a_hop_says_how_sure_its_tie_is() -> None:
    ties = [t if t.id != "t3" else msgspec.structs.replace(t, confidence=0.6) for t in journal_reading().ties]
    path = headline_path(
        find_paths(msgspec.structs.replace(journal_reading(), ties=tuple(ties)), ()), journal_reading()
    )
    assert path is not None
    assert [hop.confidence for hop in path.hops] == [0.9, 0.6, 0.9, 0.9]
