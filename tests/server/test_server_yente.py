"""The published client of yente against a real server of ours."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema
import pytest
from yente_client import AuthenticationError, BadRequestError, Client, Company, NotFoundError, Person


@pytest.fixture
def client(server: str) -> Iterator[Client]:
    with Client(base_url=server, api_key="whatever") as one:
        yield one


def ids(results: object) -> list[str]:
    return [result.id for result in results]  # type: ignore[attr-defined]


def test_a_match_has_score_reasons_and_what_being_listed_means(client: Client, http: object) -> None:
    found = client.match(Person(name="EXAMPLE, Ada", birthDate="1961-01-03", country="Canada"), cutoff=0.1)
    top = found.top
    assert top is not None
    assert (top.caption, top.match, top.schema_, top.datasets) == ("Ada Example", True, "Person", ["people"])
    assert top.explanations["name_match"].score == 1.0
    assert top.explanations["birth_date_match"].query == "1961-01-03"
    weights = sum(feature.weight or 0 for feature in top.explanations.values())
    assert weights == pytest.approx(top.score, abs=0.001)
    assert [r.score for r in found.results] == sorted((r.score for r in found.results), reverse=True)
    assert found.total.value == 1
    other = next(r for r in found.results if r.id != top.id)
    assert other.explanations["birth_date_match"].score < 0
    assert not other.match


@pytest.mark.parametrize(
    ("filters", "captions"),
    [
        ({"datasets": ["firms"]}, []),
        ({"datasets": ["people"]}, ["Cleo Placeholder"]),
        ({"datasets": ["firms", "people"]}, ["Cleo Placeholder"]),
        ({"exclude_datasets": ["people"]}, []),
        ({"exclude_schemata": ["LegalEntity"]}, []),
        ({"exclude_schemata": ["Company"]}, ["Cleo Placeholder"]),
        ({"topics": ["role.pep"]}, []),
        ({"changed_since": "2030-01-01"}, []),
        ({"changed_since": "2024-01-01T00:00:00"}, ["Cleo Placeholder"]),
        ({"limit": 0}, []),
        ({"algorithm": "logic-v1"}, ["Cleo Placeholder"]),
        ({"algorithm": "best", "threshold": 0.5}, ["Cleo Placeholder"]),
    ],
)
def test_filters(client: Client, filters: dict[str, object], captions: list[str]) -> None:
    found = client.match(Person(name="Cleo Placeholder"), **filters)  # type: ignore[arg-type]
    assert [r.caption for r in found.results] == captions


def test_an_entity_can_be_left_out_and_is_found_by_its_id(client: Client) -> None:
    top = client.match(Person(name="Cleo Placeholder")).top
    assert top is not None
    assert client.match(Person(name="Cleo Placeholder"), exclude_entities=[top.id]).results == []
    fetched = client.fetch(top.id)
    (sanction,) = fetched.properties["sanctionEntities"]
    assert not isinstance(sanction, str)
    assert (sanction.schema_, sanction.properties["entity"]) == ("Sanction", [top.id])
    assert "sanctionEntities" not in client.fetch(top.id, nested=False).properties
    assert client.fetch(sanction.id).schema_ == "Sanction"
    assert client.adjacent(top.id).adjacent["sanctionEntities"].total.value == 1
    assert client.adjacent(top.id, prop="sanctionEntities").results


def test_companies_and_several_at_once(client: Client) -> None:
    top = client.match(Company(name="Sample Trading Northern")).top
    assert top is not None
    assert (top.caption, top.schema_) == ("Northern Sample Trading Ltd", "Organization")
    asked = [("a", Person(name="Ada Example")), ("b", Person(name="Nobody Atall"))]
    answers = dict(client.match_iter(asked))
    assert len(answers["a"].results) == 2  # type: ignore[union-attr]
    assert answers["b"].results == []  # type: ignore[union-attr]


def test_search_with_facets_filters_and_pages(client: Client) -> None:
    found = client.search("ada exam")
    assert [r.caption for r in found.results] == ["Ada Example", "Ada Example"]
    assert {v.name for v in found.facets["countries"].values} == {"ca", "fr"}
    assert client.search("ada", countries=["fr"]).total.value == 1
    assert client.search("ada", limit=1, offset=1).results[0].id == found.results[1].id
    assert client.search("Exampel").total.value == 0
    assert client.search("Ada Exampel", fuzzy=True).total.value == 2
    assert client.search("", schema="Organization").total.value == 1
    assert client.search("", sort=["caption:desc"]).results[0].caption == "Northern Sample Trading Ltd"


def test_catalogue_algorithms_and_health(client: Client) -> None:
    catalogue = client.datasets()
    assert [d.name for d in catalogue.datasets] == ["default", "firms", "people"]
    assert catalogue.datasets[2].entity_count == 4
    assert client.datasets() == catalogue
    names = {a.name for a in client.algorithms().algorithms}
    assert client.algorithms().best in names
    assert (client.healthz().status, client.readyz().status) == ("ok", "ok")


def test_errors_are_yentes(client: Client) -> None:
    with pytest.raises(NotFoundError, match="No such dataset: nope"):
        client.match(Person(name="Ada Example"), datasets=["nope"])
    with pytest.raises(NotFoundError):
        client.fetch("nobody")
    with pytest.raises(BadRequestError, match="Unknown config key: x"):
        client.match(Person(name="Ada Example"), config={"x": 1})
    with pytest.raises(BadRequestError, match="Unknown algorithm"):
        client.match(Person(name="Ada Example"), algorithm="magic")


def test_keys_where_they_are_configured(start: object) -> None:
    address = start("--api-key", "secret", "--api-key", "second", "--poll", "0")  # type: ignore[operator]
    with Client(base_url=address, api_key="second") as good:
        assert good.match(Person(name="Ada Example")).results
    for key in ("wrong", None, "secre"):
        with Client(base_url=address, api_key=key) as bad:
            assert bad.healthz().status == "ok"
            with pytest.raises(AuthenticationError):
                bad.match(Person(name="Ada Example"))


def test_answers_fit_the_description(http: object) -> None:
    description = http.get("/openapi.json").json()  # type: ignore[attr-defined]
    post = description["paths"]["/match/{dataset}"]["post"]
    schema = post["responses"]["200"]["content"]["application/json"]["schema"]
    body = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Ada Example"], "birthDate": "1961"}}}}
    answer = http.post("/match/default", json=body)  # type: ignore[attr-defined]
    jsonschema.validate(answer.json(), schema)
    assert answer.headers["x-batch-size"] == "1"
    asked = post["requestBody"]["content"]["application/json"]["schema"]
    jsonschema.validate(body, {**asked, "components": description["components"]})
