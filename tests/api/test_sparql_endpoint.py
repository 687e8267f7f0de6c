"""The SPARQL endpoint over a real server process: forms of request, forms of answer, refusals."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

WHO = "SELECT ?who { ?who det:accuse actor:ukraine }"
TRIPLES = "CONSTRUCT { ?a det:accuse ?b } WHERE { ?a det:accuse ?b }"
FORM = "application/x-www-form-urlencoded"
RUSSIA = "https://w3id.org/detente/actor/russia"


def values(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["who"]["value"] for row in answer.json()["results"]["bindings"]]


def test_the_three_ways_to_ask(web: httpx.Client) -> None:
    assert values(web.get("/sparql", params={"query": WHO})) == [RUSSIA]
    assert values(web.post("/sparql", data={"query": WHO})) == [RUSSIA]
    assert values(web.post("/sparql", content=WHO, headers={"content-type": "application/sparql-query"})) == [RUSSIA]


@pytest.mark.parametrize("text", ["100%25", "a+b", "a%20b", "é – ü", "100%"])
def test_parameters_are_decoded_once(web: httpx.Client, text: str) -> None:
    query = f'SELECT ("{text}" AS ?who) {{}}'
    assert values(web.get("/sparql?query=" + quote(query, safe=""))) == [text]
    assert values(web.post("/sparql", content="query=" + quote(query, safe=""), headers={"content-type": FORM})) == [
        text
    ]
    body = query.encode()
    assert values(
        web.post("/sparql", content=body, headers={"content-type": "application/sparql-query; charset=utf-8"})
    ) == [text]


@pytest.mark.parametrize(
    ("accept", "given", "start"),
    [
        ("*/*", "application/sparql-results+json", "{"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "who\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?who\n"),
        ("application/json", "application/json", "{"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.8", "application/sparql-results+xml", "<?xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.1", "application/xml", "<?xml"),
        ("text/*;q=0.4, text/csv;q=0", "text/tab-separated-values; charset=utf-8", "?who\n"),
        ("nonsense", "application/sparql-results+json", "{"),
    ],
)
def test_rows_come_in_the_form_liked_best(web: httpx.Client, accept: str, given: str, start: str) -> None:
    answer = web.get("/sparql", params={"query": WHO}, headers={"accept": accept})
    assert answer.headers["content-type"] == given
    assert answer.text.startswith(start)
    assert RUSSIA in answer.text


@pytest.mark.parametrize(
    ("accept", "given", "form"),
    [
        ("*/*", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml, text/turtle;q=0.2", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/trig", "application/trig", RdfFormat.TRIG),
        ("application/n-quads", "application/n-quads", RdfFormat.N_QUADS),
    ],
)
def test_triples_come_in_the_form_liked_best(web: httpx.Client, accept: str, given: str, form: RdfFormat) -> None:
    answer = web.get("/sparql", params={"query": TRIPLES}, headers={"accept": accept})
    assert answer.headers["content-type"] == given
    (triple,) = parse(answer.content, form)
    assert triple.subject.value == RUSSIA


@pytest.mark.parametrize(
    ("query", "accept"), [(WHO, "text/turtle"), (TRIPLES, "text/csv"), (WHO, "image/png"), (WHO, "*/*;q=0")]
)
def test_a_form_that_can_not_be_had_is_406(web: httpx.Client, query: str, accept: str) -> None:
    answer = web.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406
    assert "text/" in answer.json()["detail"]


def test_truth_values(web: httpx.Client) -> None:
    assert (
        web.get("/sparql", params={"query": "ASK { actor:russia det:accuse actor:ukraine }"}).json()["boolean"] is True
    )
    assert (
        web.get("/sparql", params={"query": "ASK { actor:russia det:assault actor:georgia }"}).json()["boolean"]
        is False
    )


def test_a_malformed_query_says_where(web: httpx.Client) -> None:
    answer = web.get("/sparql", params={"query": "SELECT ?x {\n ?x ?y }"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["line"] == 2
    assert answer.json()["column"] > 1


@pytest.mark.parametrize(
    ("query", "headers", "body", "status"),
    [
        ("default-graph-uri=http://example.org/", {}, None, 400),
        ("query=ASK%20%7B%7D&query=ASK%20%7B%7D", {}, None, 400),
        ("query=ASK%20%7B%7D%FF", {}, None, 400),
        ("", {"content-type": "text/plain"}, b"ASK {}", 415),
        ("", {}, b"ASK {}", 415),
        ("", {"content-type": "application/sparql-query"}, b"\xff", 400),
        ("query=ASK%20%7B%7D", {"content-type": "application/sparql-query"}, b"ASK {}", 400),
        ("", {"content-type": FORM}, b"", 400),
        ("", {"content-type": "application/sparql-query"}, b"#" * 1_000_001, 413),
        ("query=INSERT%20DATA%20%7B%7D", {}, None, 400),
    ],
)
def test_requests_that_can_not_be_answered(
    web: httpx.Client, query: str, headers: dict[str, str], body: bytes | None, status: int
) -> None:
    method = "GET" if body is None else "POST"
    answer = web.request(method, f"/sparql?{query}", headers=headers, content=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server that notes what reaches it."""
    reached: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    reached.append(connection.recv(1000))

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", reached
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
        "SELECT * { service<URL>{ ?s ?p ?o } }",
        "PREFIX ex: <URL> SELECT * {SERVICEex:a{ ?s ?p ?o }}",
        "PREFIX ex: <URL> SELECT * {SERVICESILENTex:a{ ?s ?p ?o }}",
        "SELECT * { VALUES ?g { <URL> } SERVICE ?g { ?s ?p ?o } }",
        "BASE <URL> SELECT * { BIND(1 AS ?a) FILTER(?a<?b)SERVICE#>\n<URL>{ ?s ?p ?o } }",
        "ASK { FILTER EXISTS { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } } }",
        "CONSTRUCT { ?s ?p ?o } { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
        "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { # service\n SERVICE <URL> { ?s ?p 'service' } }",
    ],
)
def test_service_is_refused_and_reaches_nobody(
    web: httpx.Client, listener: tuple[str, list[bytes]], query: str
) -> None:
    url, reached = listener
    answer = web.post("/sparql", data={"query": query.replace("URL", url)})
    assert answer.status_code == 400
    assert "SERVICE" in answer.json()["detail"]
    assert reached == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a <http://example.org/service> }",
        "SELECT * { ?s rdfs:label 'a SERVICE <x> {}' }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:service service:x }",
        "SELECT (1 AS ?service) (2 AS ?zervice) {}",
        "SELECT * { ?s ?p ?o } LIMIT 0 # SERVICE <http://127.0.0.1/> {}",
    ],
)
def test_the_word_service_elsewhere_is_no_matter(web: httpx.Client, query: str) -> None:
    assert web.get("/sparql", params={"query": query}).status_code == 200
