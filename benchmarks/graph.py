"""How fast the graph is, as ratios to its peers on the same data in the same run.

    python benchmarks/graph.py --claims 100000
    python benchmarks/graph.py --claims 1000000 --keep million
    python benchmarks/graph.py --only reads --keep million

Prints a Markdown table: measure, ours, peer, ratio, what is asked for, and how many processes wanted a core of the
machine (the load of the last minute) when the row was done. Claims are drawn by ``claims_generator``.
``--keep`` names a folder for the store, which stays for another run.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import httpx
import networkx
import pyoxigraph as ox
from claims_generator import Generator
from detente.extract.model import Extraction
from detente.graph import terms
from detente.graph.edges import tie_edges
from detente.graph.embedded import EmbeddedStore
from detente.graph.filing import file
from detente.graph.graphml import write_graphml
from detente.graph.library import ClaimGraph
from detente.graph.ties import TALLY
from detente.ontology.namespaces import ACTOR, DET, PREFIXES
from detente.ontology.relations import load_relations

ROUNDS = 3
"""How often a load, or an ingest, is timed; the best counts."""
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
COMMAND = (sys.executable, "-m", "detente.api.cli", "serve", "--port", "0")
QUERIES = (
    "SELECT ?who {{ ?who det:accuse {actor} }}",
    "SELECT ?claim ?who {{ GRAPH ?claim {{ ?who said:consult {actor} }} }} LIMIT 100",
    "SELECT ?tie ?n {{ ?tie det:party {actor} ; det:claimCount ?n }} ORDER BY DESC(?n) LIMIT 20",
    "SELECT ?relation (COUNT(*) AS ?n) {{ ?tie det:party {actor} ; det:relation ?relation }} GROUP BY ?relation",
    "ASK {{ {actor} det:assault ?b . ?b det:assault {actor} }}",
)


class Table:
    """Rows of the report, printed as they come."""

    def __init__(self) -> None:
        print("| measure | ours | peer | ratio | asked | load |\n|---|---|---|---|---|---|", flush=True)

    def row(self, measure: str, ours: str, peer: str = "–", ratio: float | None = None, asked: str = "–") -> None:
        shown = "–" if ratio is None else f"{ratio:.2f}×"
        print(f"| {measure} | {ours} | {peer} | {shown} | {asked} | {os.getloadavg()[0]:.1f} |", flush=True)


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """p50 and p99 in milliseconds."""
    ordered = sorted(times)
    return ordered[len(ordered) // 2] * 1000, ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000


# writing


def writes(table: Table, folder: Path, claims: int) -> None:
    """Bulk load against the engine's own; then incremental ingest into what was loaded."""
    generator = Generator()
    base, more = max(claims - 30_000, claims // 2), 10_000
    extractions = generator.extractions(base)
    store = EmbeddedStore(folder / "store")
    with ClaimGraph(store) as graph:
        ours = seconds(lambda: graph.add_many(extractions))
        quads = len(store.engine)
        ingests = [_ingest(graph, list(generator.extractions(more))) for _ in range(ROUNDS)]
        size = len(store.engine)
        with (folder / "dump.nq").open("wb") as stream:
            store.dump(stream, ox.RdfFormat.N_QUADS)
    loads = [(_load_raw(folder), _load_ours(folder)) for _ in range(ROUNDS)]  # by turns, on a machine that is shared
    raw, loaded = (min(times) for times in zip(*loads, strict=True))
    ingest, busy = min(ingests)
    ready = list(generator.extractions(more))
    count = quads / ours
    table.row("bulk load of N-Quads (quads/s)", f"{size / loaded:,.0f}", f"{size / raw:,.0f}", raw / loaded, "≥ 0.8×")
    peer = size / raw
    table.row(f"{base:,} claims by our writer (quads/s)", f"{count:,.0f}", f"{peer:,.0f}", count / peer, "≥ 0.4×")
    table.row(f"the same (claims/s; {quads / base:.0f} quads a claim)", f"{base / ours:,.0f}")
    table.row(f"incremental ingest of {more:,} into them (claims/s)", f"{more / ingest:,.0f}", asked="≥ 3,000")
    table.row("its processor time (µs a claim, all threads)", f"{busy / more * 1e6:,.0f}")
    pure = seconds(lambda: [terms.lines(file(extraction).statements()) for extraction in ready])
    table.row("of which preparing them (claims/s, one core)", f"{more / pure:,.0f}")


def _ingest(graph: ClaimGraph, ready: list[Extraction]) -> tuple[float, float]:
    """Seconds, and seconds of processor time of all threads."""
    start = time.process_time()
    return seconds(lambda: graph.add_many(ready)), time.process_time() - start


def _load_raw(folder: Path) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store = ox.Store(place)
        return seconds(lambda: store.bulk_load(path=str(folder / "dump.nq"), format=ox.RdfFormat.N_QUADS))


def _load_ours(folder: Path) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store = EmbeddedStore(Path(place) / "store")
        with store.writing():
            return seconds(lambda: store.load(folder / "dump.nq", ox.RdfFormat.N_QUADS))


# reading


def reads(table: Table, folder: Path) -> None:
    """Look-ups through the facade and through HTTP: of the busiest actor, of those in the middle by number of ties, of
    those with the fewest; of pairs and claims of the middle; of the pair that most claims speak of.
    """
    with ClaimGraph(EmbeddedStore(folder / "store")) as graph:
        hub, middle, tail = _actors(graph)
        ties = [tie for actor in middle for tie in graph.relations(actor, limit=2)]
        pairs = [(tie.subject.id, tie.object.id) for tie in ties][:200]
        top = graph.top_pairs(1)[0]
        busiest = [f"{top.a.id}/{top.b.id}"] * 20
        claims = [claim.key for tie in ties[:60] for claim in graph.claims_of(tie.key, limit=3)]
        asks: list[tuple[str, Callable[[str], object], Sequence[str], str]] = [
            ("an actor's relations: hub", graph.relations, hub * 20, "p50 ≤ 10"),
            ("an actor's relations: middle", graph.relations, middle, "p50 ≤ 3"),
            ("an actor's relations: tail", graph.relations, tail, "p50 ≤ 2"),
            ("pair", lambda both: graph.pair(*both.split("/")), ["/".join(pair) for pair in pairs], "p50 ≤ 3"),
            (f"pair of {top.claim_count:,} claims", lambda both: graph.pair(*both.split("/")), busiest, "–"),
            ("claim", graph.claim, claims, "p50 ≤ 3"),
            ("top 50 pairs", lambda _: graph.top_pairs(50), ["", "", "", "", ""], "p50 ≤ 15"),
        ]
        for name, ask, about, asked in asks:
            p50, p99 = percentiles([seconds_of(ask, each) for each in about])
            table.row(f"{name}, library (ms p50 / p99)", f"{p50:.2f} / {p99:.2f}", asked=asked)
    with served(folder / "store") as (address, ready, resident), httpx.Client(base_url=address) as client:
        table.row("start of `detente serve` (s)", f"{ready:.2f}", asked="≤ 1.5")
        table.row("its memory at rest (MB)", f"{resident:.0f}", asked="≤ 300")
        for name, place, about, asked in (
            ("an actor's relations: hub", "/v1/actors/{}/relations", hub * 20, "p50 ≤ 10"),
            ("an actor's relations: middle", "/v1/actors/{}/relations", middle, "p50 ≤ 3"),
            ("an actor's relations: tail", "/v1/actors/{}/relations", tail, "p50 ≤ 2"),
            ("pair", "/v1/relations/{}", ["/".join(pair) for pair in pairs], "p50 ≤ 3"),
            (f"pair of {top.claim_count:,} claims", "/v1/relations/{}", busiest, "–"),
            ("claim", "/v1/claims/{}", claims, "p50 ≤ 3"),
            ("top 50 pairs", "/v1/pairs?limit=50{}", [""] * 20, "p50 ≤ 15"),
        ):
            first, again = (
                percentiles([seconds_of(_get, client, place.format(each)) for each in about]) for _ in range(2)
            )
            measure = f"{name}, HTTP (ms p50 / p99; each first asked for: {first[0]:.2f} / {first[1]:.2f})"
            table.row(measure, f"{again[0]:.2f} / {again[1]:.2f}", asked=asked)


def seconds_of(ask: Callable[..., object], *about: object) -> float:
    start = time.perf_counter()
    ask(*about)
    return time.perf_counter() - start


def _get(client: httpx.Client, place: str) -> None:
    client.get(place).raise_for_status()


def _actors(graph: ClaimGraph) -> tuple[list[str], list[str], list[str]]:
    """The busiest actor; some from the middle of those with ties by number of ties; some with the fewest."""
    degrees: dict[str, int] = {}
    for _, actor in graph.store.scan(DET + "party"):
        degrees[terms.name(actor, ACTOR)] = degrees.get(terms.name(actor, ACTOR), 0) + 1
    order = sorted(degrees, key=lambda id: (-degrees[id], id))
    half = len(order) // 2
    return order[:1], order[half - 50 : half + 50], order[-100:]


@contextmanager
def served(store: Path) -> Iterator[tuple[str, float, float]]:
    """A server over a store: its address, the seconds until it answered, its resident megabytes."""
    start = time.perf_counter()
    with subprocess.Popen([*COMMAND, "--store", str(store)], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            said = server.stderr.readline()
            address = next((word.rstrip("/,.") for word in said.split() if word.startswith("http://")), "")
            if not address:
                raise RuntimeError(f"the server said: {said}")
            httpx.get(f"{address}/healthz", timeout=60).raise_for_status()
            ready = time.perf_counter() - start
            status = Path(f"/proc/{server.pid}/status").read_text()
            resident = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
            yield address, ready, resident
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


# SPARQL


def sparql(table: Table, folder: Path) -> None:
    """Our endpoint against ``oxigraph serve`` over the same store, with the same queries."""
    with ClaimGraph(EmbeddedStore(folder / "store")) as graph:
        _, middle, tail = _actors(graph)
    asked = [PROLOGUE + query.format(actor=terms.actor(actor)) for actor in chain(middle, tail) for query in QUERIES]
    found: dict[tuple[str, int], tuple[float, float, float]] = {}
    with served(folder / "store") as (address, _, _):
        for clients in (1, 8):
            found["ours", clients] = _throughput(f"{address}/sparql", asked, clients)
    with _oxigraph(folder / "store") as address:
        for clients in (1, 8):
            found["peer", clients] = _throughput(f"{address}/query", asked, clients)
    for clients in (1, 8):
        (rate, p50, p99), (peer, peer50, peer99) = found["ours", clients], found["peer", clients]
        who = f"{clients} client{'s' if clients > 1 else ''}"
        table.row(f"SPARQL, {who} (queries/s)", f"{rate:,.0f}", f"{peer:,.0f}", rate / peer, "≥ 0.8×")
        table.row(f"SPARQL, {who} (ms p50)", f"{p50:.1f}", f"{peer50:.1f}", p50 / peer50)
        table.row(f"SPARQL, {who} (ms p99)", f"{p99:.1f}", f"{peer99:.1f}", p99 / peer99, "≤ 1.5×")


def _throughput(address: str, asked: Sequence[str], clients: int) -> tuple[float, float, float]:
    """Queries a second, p50 and p99 in milliseconds, with so many clients at once."""
    headers = {"Accept": "application/sparql-results+json"}

    def run(part: Sequence[str]) -> list[float]:
        with httpx.Client(timeout=120) as client:
            return [seconds_of(_post, client, address, query, headers) for query in part]

    _post(httpx.Client(timeout=120), address, asked[0], headers)
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        times = list(chain.from_iterable(pool.map(run, (asked[number::clients] for number in range(clients)))))
    return (len(times) / (time.perf_counter() - start), *percentiles(times))


def _post(client: httpx.Client, address: str, query: str, headers: dict[str, str]) -> None:
    client.post(address, data={"query": query}, headers=headers).raise_for_status()


@contextmanager
def _oxigraph(store: Path) -> Iterator[str]:
    program = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or "oxigraph"
    address = "127.0.0.1:17878"
    command = [program, "serve-read-only", "--location", str(store), "--bind", address]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(200):
                try:
                    httpx.get(f"http://{address}/", timeout=1)
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield f"http://{address}"
        finally:
            server.terminate()


# exports


def exports(table: Table, folder: Path) -> None:
    """GraphML against networkx: from the store to the file, and the writers alone with what they write in memory."""
    with ClaimGraph(EmbeddedStore(folder / "store")) as graph:
        before, edges = peak(), list[int]()
        ours = seconds(lambda: edges.append(_export(graph.store, folder, "tie")))
        grown = peak() - before
        claims = seconds(lambda: edges.append(_export(graph.store, folder, "claim")))
        alone = _alone(InMemory(graph.store), folder)
        before, kept = peak(), list["networkx.MultiDiGraph[str]"]()
        read = seconds(lambda: kept.append(_in_networkx(graph)))
    with (folder / "peer.graphml").open("wb") as stream:
        peer = seconds(lambda: networkx.write_graphml_xml(kept[0], stream))
    with (folder / "peer.graphml").open("wb") as stream:
        lxml = seconds(lambda: networkx.write_graphml_lxml(kept[0], stream))
    name = f"GraphML of {edges[0]:,} ties"
    for writer, wrote in (("networkx", peer), ("networkx with lxml", lxml)):
        whole = f"{read + wrote:.1f} ({writer}: {read:.1f} to read, {wrote:.1f} to write)"
        table.row(f"{name}, store to file (s)", f"{ours:.1f}", whole, (read + wrote) / ours, "≥ 5×")
        table.row(f"{name}, the writer alone (s)", f"{alone:.1f}", f"{wrote:.1f} ({writer})", wrote / alone, "≥ 5×")
    table.row("its memory (MB more)", f"{grown:.0f}", f"{peak() - before:.0f}", asked="constant")
    table.row(f"GraphML of {edges[1]:,} claims (s)", f"{claims:.1f}")


class InMemory:
    """What the writer of GraphML takes of a store, with all ties in memory."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._ties = list(store.texts(TALLY))
        self.describe = store.describe

    def texts(self, predicate: str) -> Iterator[tuple[str, str]]:
        return iter(self._ties if predicate == TALLY else ())


def _alone(ready: InMemory, folder: Path) -> float:
    return seconds(lambda: _export(ready, folder, "tie"))


def _export(store: object, folder: Path, grain: str) -> int:
    with (folder / "ours.graphml").open("wb") as stream:
        return write_graphml(store, stream, grain)  # type: ignore[arg-type]


def _in_networkx(graph: ClaimGraph) -> networkx.MultiDiGraph[str]:
    """The same edges with the same attributes."""
    whole: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    relations = load_relations()
    for edge in tie_edges(graph.store):
        kind, tally = relations[edge.relation], edge.tally
        about = {"label": kind.label, "relation": edge.relation, "polarity": kind.polarity, "score": kind.score}
        about |= {
            "symmetric": not kind.directed,
            "iri": edge.iri,
            "weight": float(tally.weight),
            "claims": tally.claims,
        }
        about |= {
            "standing": tally.standing,
            "reason": tally.reason,
            "first": tally.first or "",
            "last": tally.last or "",
        }
        whole.add_edge(edge.subject, edge.object, **about)
    return whole


def peak() -> float:
    """The most megabytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS: dict[str, Callable[..., None]] = {"reads": reads, "sparql": sparql, "exports": exports}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--only", choices=["writes", *PARTS], action="append")
    parser.add_argument("--keep", type=Path, help="folder for the store, kept for another run")
    options = parser.parse_args()
    wanted = options.only or ["writes", *PARTS]
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{options.claims:,} claims, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
        table = Table()
        if "writes" in wanted or not (folder / "store").exists():
            shutil.rmtree(folder / "store", ignore_errors=True)
            writes(table, folder, options.claims)
        for name, part in PARTS.items():
            if name in wanted:
                part(table, folder)


if __name__ == "__main__":
    main()
