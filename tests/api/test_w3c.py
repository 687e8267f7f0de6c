"""The W3C's SPARQL suites, over HTTP against our own endpoint.

The suites aren't part of this project: the tests are skipped where their folder isn't beside it. Entailment and
federation are left out by name. What the engine itself fails stands, with the reason, in ``w3c_engine_failures.toml``;
each of those tests must fail, over HTTP and asked of the engine without our server, with the same answers.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from our_server import serving
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)
from w3c_compare import RS, canonical, canonical_rows, csv_rows, expected_rows, normal, read_results, same_csv
from w3c_manifest import CNT, HT, LABEL, MF, QT, RDF, UT, Case, Manifest, Node, path_of, read_suites

ROOT = Path(__file__).parents[3] / "shared" / "w3c-sparql"
LEFT_OUT = frozenset({"entailment", "service", "syntax-fed", "http-rdf-update"})
"""Entailment; federation (two); the deprecated forms of the graph store tests, written as prose."""
FAILURES = tomllib.loads(Path(__file__).with_name("w3c_engine_failures.toml").read_text("utf-8"))
CASES = read_suites(ROOT, without=LEFT_OUT) if ROOT.is_dir() else []
TYPE = NamedNode(RDF + "type")
SELECT_ALL = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

pytestmark = pytest.mark.skipif(not CASES, reason=f"the W3C's suites are not at {ROOT}")


class Endpoint:
    """Our server, empty and with a key to fill it."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def query(self, text: str, accept: str = "application/sparql-results+json") -> httpx.Response:
        return self.http.post(
            "/sparql",
            content=text.encode(),
            headers={"content-type": "application/sparql-query", "accept": accept},
        )

    def update(self, text: str) -> httpx.Response:
        return self.http.post(
            "/sparql/update", content=text.encode(), headers={"content-type": "application/sparql-update"}
        )

    def clear(self) -> None:
        assert self.update("CLEAR ALL ; DROP ALL").status_code == 204

    def put(self, triples: list[Triple], graph: str | None) -> None:
        body = "\n".join(f"{triple} ." for triple in triples)
        which = {"graph": graph} if graph else {"default": ""}
        answer = self.http.post(
            "/graphs", params=which, content=body.encode(), headers={"content-type": "application/n-triples"}
        )
        assert answer.status_code in (201, 204), answer.text


class Engine(Endpoint):
    """The engine itself, asked as our server is; nothing of the project is in between."""

    def __init__(self) -> None:
        self._store = Store()

    def query(self, text: str, accept: str = "application/sparql-results+json") -> httpx.Response:
        try:
            results = self._store.query(text)
        except (SyntaxError, ValueError, RuntimeError) as error:
            return httpx.Response(400, text=str(error))
        if isinstance(results, QueryTriples):
            written = serialize(results, format=RdfFormat.N_TRIPLES)
        else:
            form = QueryResultsFormat.from_media_type(accept) or QueryResultsFormat.JSON
            written = results.serialize(format=form)
        return httpx.Response(200, content=written)

    def update(self, text: str) -> httpx.Response:
        self._store.update(text)
        return httpx.Response(204)

    def put(self, triples: list[Triple], graph: str | None) -> None:
        name = NamedNode(graph) if graph else DefaultGraph()
        if graph:
            self._store.add_graph(NamedNode(graph))
        self._store.extend(Quad(t.subject, t.predicate, t.object, name) for t in triples)


class Noting(Endpoint):
    """Passes all on to another endpoint, and notes what it answers to queries."""

    def __init__(self, asked: Endpoint) -> None:
        self._asked = asked
        self.answers: list[object] = []

    def query(self, text: str, accept: str = "application/sparql-results+json") -> httpx.Response:
        answer = self._asked.query(text, accept)
        self.answers.append((answer.status_code, self._content(answer, accept)))
        return answer

    def _content(self, answer: httpx.Response, accept: str) -> object:
        if answer.status_code != 200:
            return None
        if accept == "application/n-triples":
            return canonical(parse(answer.content, RdfFormat.N_TRIPLES))
        if accept == "text/csv":
            return csv_rows(answer.text)
        results = read_results(answer.content, "application/sparql-results+json" if accept == "*/*" else accept)
        return results if isinstance(results, bool) else canonical_rows(results)

    def update(self, text: str) -> httpx.Response:
        return self._asked.update(text)

    def put(self, triples: list[Triple], graph: str | None) -> None:
        self._asked.put(triples, graph)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    store = tmp_path_factory.mktemp("w3c") / "store"
    command = [sys.executable, "-m", "detente.api.cli", "keys", "create", "--scope", "write", "--store", str(store)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    headers = {"x-api-key": printed.splitlines()[-1]}
    with serving(store) as address, httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        yield Endpoint(client)


def read_triples(iri: str) -> list[Triple]:
    """The triples of a data file of the suites."""
    path = path_of(ROOT, iri)
    form = RdfFormat.from_extension(path.suffix[1:])
    assert form is not None
    return [quad.triple for quad in parse(path.read_bytes(), form, base_iri=iri)]


def text_of(case: Case, node: Node) -> str:
    """The query or update of a file, told where it stands."""
    return f"BASE <{node.value}>\n{path_of(ROOT, node.value).read_text('utf-8')}"


def load(endpoint: Endpoint, case: Case, node: Node, words: str) -> None:
    """Empty the store and put in what a test starts from."""
    endpoint.clear()
    for data in case.manifest.values(node, words + "data"):
        endpoint.put(read_triples(data.value), None)
    for named in case.manifest.values(node, words + "graphData"):
        file = case.manifest.text(named, UT + "graph") or named.value
        endpoint.put(read_triples(file), case.manifest.text(named, LABEL) or named.value)


def load_named_by_query(endpoint: Endpoint, text: str, base: str) -> None:
    """Put in the graphs that a query says it is FROM, which the manifests leave to it."""
    for relative in set(re.findall(r"^\s*FROM\s+(?:NAMED\s+)?<([^>]*)>", text, re.MULTILINE | re.IGNORECASE)):
        iri = base.rpartition("/")[0] + "/" + relative
        endpoint.put(read_triples(iri), iri)


def query_evaluation(endpoint: Endpoint, case: Case) -> None:
    query = case.manifest.value(case.action, QT + "query")
    assert query is not None
    assert case.result is not None
    text = text_of(case, query)
    load(endpoint, case, case.action, QT)
    if not case.manifest.values(case.action, QT + "data"):
        load_named_by_query(endpoint, text, query.value)
    lax = case.manifest.text(case.node, MF + "resultCardinality") == MF + "LaxCardinality"
    check_results(endpoint, text, case.result.value, lax=lax)


def check_results(endpoint: Endpoint, text: str, expected: str, *, lax: bool) -> None:
    path = path_of(ROOT, expected)
    forms = {
        ".srx": "application/sparql-results+xml",
        ".srj": "application/sparql-results+json",
        ".tsv": "text/tab-separated-values",
    }
    if path.suffix in forms:
        wanted = read_results(path.read_bytes(), forms[path.suffix])
        ordered = False
    else:
        triples = read_triples(expected)
        graph = Store()
        graph.extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
        wanted, ordered = expected_rows(graph)
        truth = list(graph.quads_for_pattern(None, NamedNode(RS + "boolean"), None))
        if truth:
            wanted = truth[0].object == Literal(True)
        elif not any(True for _ in graph.quads_for_pattern(None, TYPE, NamedNode(RS + "ResultSet"))):
            answer = endpoint.query(text, "application/n-triples")
            assert answer.status_code == 200, answer.text
            assert canonical(parse(answer.content, RdfFormat.N_TRIPLES)) == canonical(graph)
            return
    form = forms.get(path.suffix, "application/sparql-results+json")
    answer = endpoint.query(text, form)
    assert answer.status_code == 200, answer.text
    got = read_results(answer.content, form)
    if isinstance(wanted, bool) or isinstance(got, bool):
        assert got == wanted
        return
    assert canonical_rows(got, ordered=ordered, distinct=lax) == canonical_rows(wanted, ordered=ordered, distinct=lax)


def csv_result(endpoint: Endpoint, case: Case) -> None:
    query = case.manifest.value(case.action, QT + "query")
    assert query is not None
    assert case.result is not None
    load(endpoint, case, case.action, QT)
    answer = endpoint.query(text_of(case, query), "text/csv")
    assert same_csv(path_of(ROOT, case.result.value).read_text("utf-8"), answer.text)


def update_evaluation(endpoint: Endpoint, case: Case) -> None:
    request = case.manifest.value(case.action, UT + "request")
    assert request is not None
    assert case.result is not None
    load(endpoint, case, case.action, UT)
    answer = endpoint.update(text_of(case, request))
    assert answer.status_code == 204, answer.text
    rows = read_results(endpoint.query(SELECT_ALL).content, "application/sparql-results+json")
    assert not isinstance(rows, bool)
    got = [Quad(r["s"], r["p"], r["o"], r.get("g", DefaultGraph())) for r in rows]  # type: ignore[arg-type]
    wanted: list[Quad] = []
    for data in case.manifest.values(case.result, UT + "data"):
        wanted += [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in read_triples(data.value)]
    for named in case.manifest.values(case.result, UT + "graphData"):
        file, label = case.manifest.text(named, UT + "graph"), case.manifest.text(named, LABEL)
        assert file is not None
        assert label is not None
        wanted += [Quad(t.subject, t.predicate, t.object, NamedNode(label)) for t in read_triples(file)]
    assert canonical(got) == canonical(wanted)


def syntax(endpoint: Endpoint, case: Case) -> None:
    text = text_of(case, case.action)
    if "Update" in case.kind:
        endpoint.clear()
        answer = endpoint.update(text)
    else:
        answer = endpoint.query(text, "*/*")
    if case.kind.startswith("Negative"):
        assert answer.status_code == 400, answer.text
    else:
        if answer.status_code == 400:  # well-formed, but not carried out: no such graph or function, or LOAD
            assert answer.json()["title"] != "Malformed SPARQL", answer.text
            assert "line" not in answer.json()
        else:
            assert answer.status_code in (200, 204), answer.text


def check_status(manifest: Manifest, response: Node, answer: httpx.Response) -> None:
    names = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404, "BadRequest": 400}
    for expected in manifest.values(response, MF + "expectedStatus"):
        name = expected.value.rpartition("#")[2]
        found = re.fullmatch(r"StatusCode(\d)xx", name)
        if answer.status_code == names.get(name) or (found and answer.status_code // 100 == int(found[1])):
            return
    raise AssertionError(f"{answer.status_code} {answer.text}")


def send(endpoint: Endpoint, case: Case, request: Node, replaced: dict[str, str]) -> tuple[httpx.Response, Node]:
    """Send one request of a protocol test; the answer, and the node of what is expected of it."""
    manifest = case.manifest

    def filled(text: str) -> str:
        for name, value in replaced.items():
            text = text.replace(name, value)
        return text

    path = filled(manifest.text(request, HT + "absolutePath") or "")
    method = manifest.text(request, HT + "methodName") or "GET"
    headers = {
        manifest.text(header, HT + "fieldName") or "": manifest.text(header, HT + "fieldValue") or ""
        for header in manifest.list(manifest.value(request, HT + "headers"))
    }
    body = manifest.value(request, HT + "body")
    chars = filled(manifest.text(body, CNT + "chars") or "") if body is not None else ""
    encoding = (manifest.text(body, CNT + "characterEncoding") if body is not None else None) or "utf-8"
    kind = headers.get("content-type", "")
    is_update = "update" in case.name and (kind.endswith("update") or "update=" in path + chars)
    path = re.sub(r"^/sparql/", "/sparql/update" if is_update else "/sparql", path)
    path = re.sub(r"^/gsp", "/graphs", path)
    content = chars.encode(encoding) if body is not None else None
    answer = endpoint.http.request(method, path, headers=headers, content=content)
    response = manifest.value(request, HT + "resp")
    assert response is not None
    return answer, response


def protocol(endpoint: Endpoint, case: Case) -> None:
    endpoint.clear()
    for named in case.manifest.values(case.node, UT + "graphData"):
        file, label = case.manifest.text(named, UT + "graph"), case.manifest.text(named, LABEL)
        assert file is not None
        endpoint.put(read_triples(file), label)
    replaced: dict[str, str] = {}
    for request in case.manifest.list(case.manifest.value(case.action, HT + "requests")):
        answer, response = send(endpoint, case, request, replaced)
        check_status(case.manifest, response, answer)
        check_content(case, response, answer)
        variable = case.manifest.text(response, MF + "expectedLocation")
        if variable:
            replaced[variable] = answer.headers["location"]


def check_content(case: Case, response: Node, answer: httpx.Response) -> None:
    kind = answer.headers.get("content-type", "").partition(";")[0]
    expected = case.manifest.text(response, MF + "expectedFormat")
    if expected == "boolean":
        truth = case.manifest.text(response, MF + "expectedBoolean")
        assert truth is None or read_results(answer.content, kind) is (truth == "true")
    elif expected == "tabular":
        assert "sparql-results" in kind or kind in ("text/csv", "text/tab-separated-values")
    elif expected == "RDF":
        assert kind in ("text/turtle", "application/rdf+xml", "application/n-triples")
    body = case.manifest.value(response, HT + "body")
    if body is not None:
        wanted = parse(case.manifest.text(body, CNT + "chars") or "", RdfFormat.TURTLE)
        assert canonical(parse(answer.content, RdfFormat.TURTLE)) == canonical(wanted)


def service_description(endpoint: Endpoint, case: Case) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    url = f"{endpoint.http.base_url}/sparql".replace("//sparql", "/sparql")
    answer = endpoint.http.get("/sparql", headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    store = Store()
    store.extend(parse(answer.content, RdfFormat.TURTLE, base_iri=url))
    (triple,) = store.quads_for_pattern(None, NamedNode(sd + "endpoint"), None)
    assert triple.object == NamedNode(url)
    for graph in (quad.object for quad in store.quads_for_pattern(None, NamedNode(sd + "defaultDataset"), None)):
        assert list(store.quads_for_pattern(graph, NamedNode(sd + "defaultGraph"), None))  # type: ignore[arg-type]


RUNNERS: dict[str, Callable[[Endpoint, Case], None]] = {
    "QueryEvaluationTest": query_evaluation,
    "CSVResultFormatTest": csv_result,
    "UpdateEvaluationTest": update_evaluation,
    "PositiveSyntaxTest": syntax,
    "PositiveSyntaxTest11": syntax,
    "NegativeSyntaxTest": syntax,
    "NegativeSyntaxTest11": syntax,
    "PositiveUpdateSyntaxTest11": syntax,
    "NegativeUpdateSyntaxTest11": syntax,
    "ProtocolTest": protocol,
    "GraphStoreProtocolTest": protocol,
    "ServiceDescriptionTest": service_description,
}


def marked(case: Case) -> object:
    reason = FAILURES.get(case.folder, {}).get(case.name)
    marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_w3c(endpoint: Endpoint, case: Case) -> None:
    RUNNERS[case.kind](endpoint, case)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name in FAILURES.get(case.folder, {})], ids=lambda case: case.id
)
def test_the_engine_by_itself_fails_the_same(endpoint: Endpoint, case: Case) -> None:
    ours, its = Noting(endpoint), Noting(Engine())
    for asked in (ours, its):
        with pytest.raises(AssertionError):
            RUNNERS[case.kind](asked, case)
    assert ours.answers
    assert ours.answers == its.answers


def test_the_list_of_failures_names_tests() -> None:
    known = {(case.folder, case.name) for case in CASES}
    assert {(folder, name) for folder, names in FAILURES.items() for name in names} <= known


def test_numbers_are_compared_by_value() -> None:
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    assert normal(Literal("2.0", datatype=decimal)) == normal(Literal("2.00", datatype=decimal))
    assert normal(Literal("2.0", datatype=decimal)) != normal(Literal("2.5", datatype=decimal))
    assert normal(Literal("2.0")) != normal(Literal("2.00"))
