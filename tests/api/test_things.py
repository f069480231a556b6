"""Every IRI under the base that is named anywhere leads to a page and to data, by Accept and by suffix."""

from __future__ import annotations

import re
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.facts import Facts
from graph.stores.embedded import EmbeddedStore
from tests.api.conftest import BASE, Served, problem

SUFFIXES = {
    "ttl": ("text/turtle", RdfFormat.TURTLE), "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD), "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}  # fmt: skip


@pytest.fixture(scope="module")
def named(served: Served) -> list[str]:
    """The ids of everything under the base that the data names, graphs among them."""
    store = EmbeddedStore(served.store)
    found = set(store.graphs())
    for each in store.dump():
        found |= {term.value for term in (each.subject, each.object) if isinstance(term, NamedNode)}
    store.close()
    return sorted(iri.removeprefix(BASE) for iri in found if iri.startswith(BASE))


def test_everything_that_is_named_is_described(client: httpx.Client, named: list[str]) -> None:
    assert len(named) > 300
    for id_ in named:
        answer = client.get(f"/id/{quote(id_, safe='')}.nt")
        assert answer.status_code == 200, id_
        assert f"<{BASE}{id_}>" in answer.text


def test_everything_that_is_named_has_a_page(client: httpx.Client, named: list[str]) -> None:
    kinds: dict[str, list[str]] = {}
    for id_ in named:
        kinds.setdefault(id_.split("-")[0], []).append(id_)
    assert {"project", "passage", "contribution"} <= set(kinds)
    for ids in kinds.values():
        for id_ in ids[:4]:
            answer = client.get(f"/id/{id_}", headers={"Accept": "text/html"})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/things/{id_}")
            assert client.get(answer.headers["location"], headers={"Accept": "text/html"}).status_code == 200, id_


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_data_comes_by_accept_and_by_suffix(client: httpx.Client, facts: Facts, suffix: str) -> None:
    project = facts.by_type["Project"][0]
    media_type, format_ = SUFFIXES[suffix]
    redirect = client.get(f"/id/{project.id}", headers={"Accept": media_type})
    assert (redirect.status_code, redirect.headers["location"]) == (303, f"/id/{project.id}.{suffix}")
    assert "Accept" in redirect.headers["vary"]
    answer = client.get(redirect.headers["location"])
    assert answer.headers["content-type"].startswith(media_type)
    found = list(parse(answer.content, format=format_))
    subject = NamedNode(BASE + project.id)
    assert any(each.subject == subject and getattr(each.object, "value", "") == project.label for each in found)
    assert any(each.object == subject for each in found), "links to the thing are told too"
    assert any(each.predicate.value.endswith("firstLine") for each in found), "and the lines it was read from"


def test_html_and_json_by_suffix_and_accept(client: httpx.Client, facts: Facts) -> None:
    project = facts.by_type["Project"][0]
    assert client.get(f"/id/{project.id}.html").headers["location"] == f"/things/{project.id}"
    as_json = client.get(f"/id/{project.id}", headers={"Accept": "application/json"})
    assert client.get(as_json.headers["location"]).json()["name"] == project.label
    assert client.get(f"/things/{project.id}", headers={"Accept": "application/json"}).json()["id"] == project.id
    for accept in ("application/n-quads", "application/trig"):
        assert client.get(f"/id/{project.id}", headers={"Accept": accept}).headers["content-type"] == accept
    problem(client.get(f"/id/{project.id}", headers={"Accept": "image/png"}), 406)


@pytest.mark.parametrize(
    "path",
    ["nothing", "nothing.ttl", "nothing.html", "passage-nothing", "../../etc/passwd", "<script>", "計画", "\x00", ""],
)
def test_what_is_not_named_is_404(client: httpx.Client, path: str) -> None:
    problem(client.get(f"/id/{quote(path, safe='')}"), 404)
    page = client.get(f"/things/{quote(path, safe='')}", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "<script>alert" not in page.text and "<script></" not in page.text
    problem(client.get(f"/things/{quote(path, safe='')}", headers={"Accept": "application/json"}), 404)


def test_the_links_of_a_thing_go_both_ways(client: httpx.Client, facts: Facts) -> None:
    link = facts.links_by_type["Contribution"][0]
    for end, other in ((link.source, link.target), (link.target, link.source)):
        content = client.get(f"/neighbors/{end}").json()
        found = next(each for each in content["links"] if each["id"] == link.id)
        assert found["other"]["id"] == other
        assert found["role"] == link.text("role")
    problem(client.get("/neighbors/nothing"), 404)


def test_search_folds_and_tells_type_and_line(client: httpx.Client, facts: Facts) -> None:
    project = facts.by_type["Project"][0]
    word = project.label.removesuffix("プロジェクト")
    for asked in (word, word + " ", "".join(f"{char} " for char in word)):
        content = client.get("/search", params={"q": asked}, headers={"Accept": "application/json"}).json()
        first = content["results"][0]
        assert (first["id"], first["type"]) == (project.id, "Project")
        assert first["first_line"] in {source.first_line for source in project.sources}
    page = client.get("/search", params={"q": word}, headers={"Accept": "text/html"})
    assert project.label in re.sub(r"<[^>]*>", "", page.text)  # names may break at phrases


def test_the_query_of_a_search_is_inert_on_its_page(client: httpx.Client) -> None:
    text = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'"
    page = client.get("/search", params={"q": text}, headers={"Accept": "text/html"}).text
    assert "<script>alert" not in page and "<img src=x" not in page and 'value="">' not in page.replace(text, "")


def test_the_graph_has_nodes_links_and_positions(client: httpx.Client, facts: Facts) -> None:
    content = client.get("/graph", params={"focus": facts.by_type["Project"][0].id}).json()
    assert content["nodes"] and content["links"]
    assert all({"x", "y"} <= set(each) for each in content["nodes"])
