"""What the service says of itself: the ontology, OpenAPI, its page, the settings, health."""

from __future__ import annotations

import html
import re
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from api.app import ROUTERS
from api.settings import documented, read_settings
from graph.errors import CallError
from graph.stores.ontology_graph import ontology_quads
from ontology.prefixes import PREFIXES
from ontology.vocabulary import POL
from tests.api.conftest import Served, problem
from tests.conftest import ROOT

GUIDE = ROOT / "docs" / "guide"
FORMATS = {
    "text/turtle": (RdfFormat.TURTLE, "ttl"), "application/n-triples": (RdfFormat.N_TRIPLES, "nt"),
    "application/ld+json": (RdfFormat.JSON_LD, "jsonld"), "application/rdf+xml": (RdfFormat.RDF_XML, "rdf"),
}  # fmt: skip
TERMS = sorted(
    {
        each.subject.value
        for each in ontology_quads()
        if isinstance(each.subject, NamedNode) and each.subject.value.startswith(POL)
    }
)


@pytest.mark.parametrize("media_type", FORMATS)
def test_the_ontology_comes_in_each_format_by_accept_and_suffix(client: httpx.Client, media_type: str) -> None:
    format_, suffix = FORMATS[media_type]
    answer = client.get("/ontology", headers={"Accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    assert {
        each.subject.value for each in parse(answer.content, format=format_) if isinstance(each.subject, NamedNode)
    } >= set(TERMS)
    assert client.get(f"/ontology.{suffix}").content == answer.content


def test_a_format_of_the_ontology_that_is_none_is_refused(client: httpx.Client) -> None:
    problem(client.get("/ontology", headers={"Accept": "image/png"}), 406)
    problem(client.get("/ontology.exe"), 404)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_term_has_an_entry_with_label_and_definition_in_both_languages(client: httpx.Client, lang: str) -> None:
    page = client.get("/ontology", params={"lang": lang}, headers={"Accept": "text/html"}).text
    entries = dict(re.findall(r'<dt id="([^"]+)"[^>]*>(.*?</dd>)', page, re.DOTALL))
    said: dict[str, list[str]] = {}
    for each in ontology_quads():
        if each.predicate.value in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "definition"):
            assert isinstance(each.subject, NamedNode) and isinstance(each.object, Literal)
            said.setdefault(each.subject.value, []).append(each.object.value)
    for iri in TERMS:
        assert len(said[iri]) == 4, f"label and definition in ja and en of {iri}"
        entry = html.unescape(entries[iri.removeprefix(POL)])
        assert all(text in entry for text in said[iri]), iri


def test_openapi_names_every_route_and_what_it_takes(client: httpx.Client) -> None:
    schema = client.get("/openapi.json").json()
    routes = {
        route.path.replace(":path", "")
        for router in ROUTERS
        for route in router.routes
        if getattr(route, "include_in_schema", False)
    }
    assert set(schema["paths"]) == routes
    wanted = {
        "/", "/sparql", "/id/{path}", "/ontology", "/search", "/network", "/matrix", "/things/{id}", "/graph",
        "/neighbors/{id}", "/health", "/openapi.json", "/docs",
    }  # fmt: skip
    assert wanted <= routes
    names = {each["name"] for each in schema["paths"]["/sparql"]["get"]["parameters"]}
    assert names == {"query", "default-graph-uri", "named-graph-uri"}
    content = schema["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert set(content) == {"application/x-www-form-urlencoded", "application/sparql-query"}
    assert "q" in {each["name"] for each in schema["paths"]["/search"]["get"]["parameters"]}
    assert all(each["summary"] for methods in schema["paths"].values() for each in methods.values())


def test_the_page_of_the_routes_lists_them_all_and_loads_from_nowhere_else(client: httpx.Client) -> None:
    page = client.get("/docs", headers={"Accept": "text/html"}).text
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"<code>{html.escape(path)}</code>" in page
    assert not re.search(r"""(src|href)=["']https?://""", page)


def test_health_tells_the_version_of_the_data(client: httpx.Client, served: Served) -> None:
    content = client.get("/health").json()
    assert content["status"] == "ok"
    assert content["version"] in (served.store / "current.json").read_text("utf-8")


def test_every_route_is_in_the_guide() -> None:
    guide = (GUIDE / "http.md").read_text("utf-8")
    for router in ROUTERS:
        for route in router.routes:
            path = getattr(route, "path", "").replace(":path", "")
            if getattr(route, "include_in_schema", False) and "{suffix}" not in path:
                assert f"`{path}`" in guide or f" {path}`" in guide, path


def test_every_setting_is_in_the_guide_with_its_default() -> None:
    guide = (GUIDE / "settings.md").read_text("utf-8")
    for name, default, about in documented():
        row = next((line for line in guide.splitlines() if line.startswith(f"| `{name}` |")), "")
        assert about in row, name
        assert f"`{default}`" in row or not default, name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_IRI", "https://example.org/"), ("BASE_IRI", "https://exa mple.org/id/"), ("BASE_IRI", "/id/"),
        ("PORT", "many"), ("PORT", "0"), ("QUERY_TIMEOUT", "-1"), ("QUERY_TIMEOUT", "nan"), ("QUERY_TIMEOUT", "inf"),
        ("MAX_ROWS", "0"), ("MAX_QUERY_LENGTH", "1e3"), ("LANGUAGE", "fr"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_right_is_told_by_name(name: str, value: str) -> None:
    with pytest.raises(CallError, match=name):
        read_settings({f"POLICYLINKS_{name}": value})


def test_settings_come_from_the_environment_and_what_is_given_wins(tmp_path: Path) -> None:
    environment = {
        "POLICYLINKS_STORE": str(tmp_path),
        "POLICYLINKS_PORT": "81",
        "POLICYLINKS_MAX_ROWS": "7",
        "OTHER": "x",
    }
    found = read_settings(environment, port=82, host=None)
    assert (found.store, found.port, found.port_is_set, found.limits.rows) == (tmp_path, 82, True, 7)
    assert (found.host, read_settings({}).port_is_set) == ("127.0.0.1", False)
