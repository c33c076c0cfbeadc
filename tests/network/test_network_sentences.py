"""Hops in words."""

from __future__ import annotations

import msgspec
import pytest
from network_cases import entity, screening, tie

from entourage.network import tie_sentence
from entourage.network.sentences import listing_sentence

ENTITIES = {
    "p": entity("p", "Ada Example"),
    "q": entity("q", "Bernard Sample"),
    "o": entity("o", "Placeholder Institute", "Organization"),
    "j": entity("j", "Placeholder Review", "Organization", "publication"),
    "w": entity("w", "A Brief for Nobody", "Article", "article"),
    "l": entity("l", "U.S. Treasury's list of 210 Russians", "Document", "list"),
    "the": entity("the", "The Sample List", "Document", "list"),
}


@pytest.mark.parametrize(
    ("schema", "subject", "object_", "role", "status", "sentence"),
    [
        ("Documentation", "w", "p", "author", "current", "Ada Example wrote “A Brief for Nobody”"),
        ("Employment", "p", "o", "of", "current", "Ada Example, of Placeholder Institute"),
        ("Employment", "p", "o", "joined", "current", "Ada Example joined Placeholder Institute"),
        (
            "Employment",
            "p",
            "o",
            "dean of la Salle",
            "current",
            "Ada Example is dean of la Salle at Placeholder Institute",
        ),
        (
            "Employment",
            "p",
            "o",
            "avocat de la mairie",
            "current",
            "Ada Example and Placeholder Institute: avocat de la mairie",
        ),
        (
            "Directorship",
            "p",
            "o",
            "входит в совет",
            "current",
            "Ada Example and Placeholder Institute: входит в совет",
        ),
        ("Documentation", "w", "p", "co-author", "current", "Ada Example wrote “A Brief for Nobody”"),
        (
            "Documentation",
            "l",
            "p",
            "on the list",
            "current",
            "Ada Example appears on the U.S. Treasury's list of 210 Russians",
        ),
        ("Documentation", "the", "p", "on the list", "former", "Ada Example appeared on The Sample List"),
        ("Documentation", "w", "o", "", "current", "“A Brief for Nobody” names Placeholder Institute"),
        (
            "UnknownLink",
            "w",
            "j",
            "published in",
            "current",
            "“A Brief for Nobody” was published in Placeholder Review",
        ),
        (
            "UnknownLink",
            "w",
            "j",
            "published as an open letter on",
            "current",
            "“A Brief for Nobody” was published as an open letter on Placeholder Review",
        ),
        (
            "UnknownLink",
            "w",
            "o",
            "published on the website",
            "current",
            "“A Brief for Nobody” was published on the website of Placeholder Institute",
        ),
        ("UnknownLink", "w", "j", "published", "current", "“A Brief for Nobody” was published in Placeholder Review"),
        ("UnknownLink", "p", "o", "", "current", "Ada Example is linked to Placeholder Institute"),
        ("UnknownLink", "p", "o", "guest", "current", "Ada Example and Placeholder Institute: guest"),
        (
            "Directorship",
            "p",
            "j",
            "head of the board of trustees",
            "current",
            "Ada Example heads the board of trustees of Placeholder Review",
        ),
        ("Directorship", "p", "j", "head of its board", "former", "Ada Example headed the board of Placeholder Review"),
        (
            "Directorship",
            "p",
            "j",
            "chairman of the board of trustees",
            "current",
            "Ada Example chairs the board of trustees of Placeholder Review",
        ),
        (
            "Membership",
            "p",
            "j",
            "editorial board",
            "current",
            "Ada Example sits on the editorial board of Placeholder Review",
        ),
        (
            "Membership",
            "p",
            "j",
            "member of the editorial board",
            "former",
            "Ada Example sat on the editorial board of Placeholder Review",
        ),
        ("Directorship", "p", "o", "board member", "current", "Ada Example sits on the board of Placeholder Institute"),
        ("Directorship", "p", "o", "", "current", "Ada Example is on the board of Placeholder Institute"),
        ("Directorship", "p", "o", "president", "current", "Ada Example is president of Placeholder Institute"),
        ("Directorship", "p", "o", "founded", "current", "Ada Example founded Placeholder Institute"),
        ("Membership", "p", "o", "senior fellow", "current", "Ada Example is a senior fellow of Placeholder Institute"),
        (
            "Employment",
            "p",
            "o",
            "senior fellow at",
            "current",
            "Ada Example is a senior fellow at Placeholder Institute",
        ),
        ("Employment", "p", "o", "economist", "former", "Ada Example was an economist at Placeholder Institute"),
        ("Employment", "p", "o", "", "former", "Ada Example worked for Placeholder Institute"),
        ("Ownership", "p", "o", "", "current", "Ada Example owns Placeholder Institute"),
        ("Representation", "p", "o", "", "current", "Ada Example represents Placeholder Institute"),
        ("Family", "p", "q", "sister", "current", "Ada Example and Bernard Sample are family: sister"),
        ("Associate", "p", "q", "", "former", "Ada Example and Bernard Sample were associates"),
        ("Membership", "p", "o", "", "alleged", "Ada Example is a member of Placeholder Institute (alleged)"),
        ("Succession", "p", "q", "", "current", "Ada Example is tied to Bernard Sample"),
    ],
)
def test_a_tie_in_words(schema: str, subject: str, object_: str, role: str, status: str, sentence: str) -> None:
    assert tie_sentence(tie("t", schema, subject, object_, role, status), ENTITIES) == sentence  # type: ignore[arg-type]


def test_braces_in_names_and_roles_are_text_and_no_template() -> None:
    entities = {"p": entity("p", "{o} {0} {s.id}"), "o": entity("o", "%s {role}", "Organization")}
    assert tie_sentence(tie("t", "Employment", "p", "o", "{x}"), entities) == "{o} {0} {s.id} is {x} at %s {role}"


def test_a_megabyte_as_a_role_is_a_sentence_all_the_same() -> None:
    sentence = tie_sentence(tie("t", "Employment", "p", "o", "a " * 500_000), ENTITIES)
    assert sentence.startswith("Ada Example")


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("listed", "Ada Example was on the list of Global Affairs Canada (Russia) when the document came out"),
        (
            "listed later",
            "Ada Example was put on the list of Global Affairs Canada (Russia) after the document came out",
        ),
        ("formerly listed", "Ada Example was formerly on the list of Global Affairs Canada (Russia)"),
        (
            "possible",
            "Ada Example may be a party of that name, on the list of Global Affairs Canada (Russia) (not confirmed)",
        ),
    ],
)
def test_a_verdict_in_words(verdict: str, sentence: str) -> None:
    found = screening("p", verdict)  # type: ignore[arg-type]
    assert found.listing is not None
    assert listing_sentence(ENTITIES["p"], found, found.listing) == sentence


def test_a_report_that_designates_nobody_is_worded_so() -> None:
    found = msgspec.structs.replace(screening("p", "listed"), as_of_kind="today")
    assert found.listing is not None
    report = msgspec.structs.replace(found.listing, authority="U.S. Treasury", program="", legal_effect="named only")
    sentence = "Ada Example is named by U.S. Treasury, which is no measure in law"
    assert listing_sentence(ENTITIES["p"], found, report) == sentence
