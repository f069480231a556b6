"""Answers can be kept: strong ETags that begin with the version, what they vary by, gzip, 304; HEAD, OPTIONS, CORS."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import httpx
import pytest

from tests.api.conftest import Served, serving

QUERY = {"query": "SELECT * { ?s a pol:Project ; ?p ?o }"}
PATHS = (
    "/", "/network", "/matrix", "/search?q=a", "/graph", "/sparql", "/ontology", "/docs", "/openapi.json", "/health",
    "/matrix.csv", "/network.json", "/sparql?query=ASK%7B%7D", "/ontology.ttl",
)  # fmt: skip
HTML = {"Accept": "text/html"}


def raw(client: httpx.Client, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """An answer with its body as it came over the wire."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with client.stream("GET", path, headers=names) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", PATHS)
def test_an_etag_is_strong_and_begins_with_the_version(client: httpx.Client, path: str) -> None:
    version = client.get("/health").json()["version"]
    tag = client.get(path).headers["etag"]
    assert tag.startswith(f'"{version}')
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["vary"]
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_etags_differ_by_media_type_language_and_coding(client: httpx.Client) -> None:
    asked = [
        {"Accept": "text/html", "Accept-Language": "ja", "Accept-Encoding": "identity"},
        {"Accept": "text/html", "Accept-Language": "en", "Accept-Encoding": "identity"},
        {"Accept": "text/html", "Accept-Language": "en", "Accept-Encoding": "gzip"},
        {"Accept": "application/json", "Accept-Encoding": "identity"},
        {"Accept": "text/csv", "Accept-Encoding": "identity"},
    ]
    answers = [client.get("/matrix", headers=each) for each in asked]
    assert len({each.headers["etag"] for each in answers}) == len(asked)
    for each in answers:
        assert {"Accept", "Accept-Language", "Accept-Encoding"} <= set(each.headers["vary"].split(", "))


@pytest.mark.parametrize(
    ("coding", "zipped"),
    [("gzip", True), ("GZIP;q=0.5", True), ("*", True), ("gzip;q=0, *", False), ("identity", False), ("br", False)],
)
def test_gzip_comes_to_those_who_take_it(client: httpx.Client, coding: str, zipped: bool) -> None:
    answer, body = raw(client, "/ontology.ttl", Accept_Encoding=coding)
    assert ("content-encoding" in answer.headers) is zipped
    plain = raw(client, "/ontology.ttl", Accept_Encoding="identity")[1]
    assert (gzip.decompress(body) if zipped else body) == plain
    assert int(answer.headers["content-length"]) == len(body)


@pytest.mark.parametrize("path", [*PATHS, "/things/nothing", "/id/nothing", "/nowhere", "/sparql?query=nonsense"])
def test_head_is_get_without_its_body(client: httpx.Client, path: str) -> None:
    got, head = client.get(path, headers=HTML), client.head(path, headers=HTML)
    assert head.content == b""
    assert head.status_code == got.status_code
    for name in ("content-type", "etag", "vary", "content-length", "content-encoding"):
        assert head.headers.get(name) == got.headers.get(name), name


@pytest.mark.parametrize("path", [*PATHS, "/things/x", "/id/x"])
def test_options_says_what_a_path_takes(client: httpx.Client, path: str) -> None:
    answer = client.options(path)
    assert answer.status_code == 204
    allowed = set(answer.headers["allow"].split(", "))
    assert {"GET", "HEAD", "OPTIONS"} <= allowed
    assert ("POST" in allowed) is path.startswith("/sparql")
    assert client.options("/nowhere").status_code == 404


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/", "/nowhere", "/sparql?query=nonsense"])
def test_any_origin_may_read_every_answer_without_credentials(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "Policylinks-Truncated" in answer.headers["access-control-expose-headers"]


def test_a_preflight_allows_a_direct_post(client: httpx.Client) -> None:
    asked = {
        "Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }  # fmt: skip
    answer = client.options("/sparql", headers=asked)
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "content-type" in answer.headers["access-control-allow-headers"].lower()


@pytest.fixture(scope="module")
def choosy(served: Served) -> Iterator[str]:
    """A server that only one origin may read, under a public address, in English."""
    settings = {
        "POLICYLINKS_CORS_ORIGINS": "https://one.example, https://two.example", "POLICYLINKS_LANGUAGE": "en",
        "POLICYLINKS_PUBLIC_URL": "https://plans.example.org/",
    }  # fmt: skip
    with serving(served.store, **settings) as found:
        yield found.url


def test_origins_may_be_named(choosy: str) -> None:
    one = httpx.get(choosy, headers={"Origin": "https://two.example"}, trust_env=False)
    other = httpx.get(choosy, headers={"Origin": "https://three.example"}, trust_env=False)
    assert one.headers["access-control-allow-origin"] == "https://two.example"
    assert "access-control-allow-origin" not in other.headers
    assert "Origin" in one.headers["vary"] and "Origin" in other.headers["vary"]


def test_the_public_address_and_the_language_are_settings(choosy: str) -> None:
    assert "<https://plans.example.org/sparql>" in httpx.get(choosy + "/sparql", trust_env=False).text
    page = httpx.get(choosy, headers={**HTML, "Accept-Language": "fr"}, trust_env=False)
    assert '<html lang="en">' in page.text
    assert '<html lang="ja">' in httpx.get(choosy + "/?lang=ja", headers=HTML, trust_env=False).text


@pytest.mark.parametrize("host", ["[::1", 'a"><script>', "a b", "a/../b", ""])
def test_a_host_header_that_is_none_is_not_repeated(client: httpx.Client, host: str) -> None:
    answer = client.get("/sparql", headers={"Host": host})
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert f"<{str(client.base_url).rstrip('/')}/sparql>" in answer.text


@pytest.mark.parametrize("path", ["/", "/network", "/matrix", "/search", "/sparql", "/docs", "/ontology", "/things/x"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_page_keeps_its_language_and_to_itself(client: httpx.Client, path: str, lang: str) -> None:
    answer = client.get(path, params={"lang": lang}, headers=HTML)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == lang
    assert f'<html lang="{lang}">' in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    for loaded in ('src="http', "src='http", '<link rel="stylesheet" href="http', "@import"):
        assert loaded not in answer.text
