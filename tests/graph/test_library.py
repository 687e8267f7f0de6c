"""What the graph answers, over the catalogue as it is and two documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from detente.extract.model import Extraction
from detente.graph.embedded import EmbeddedStore
from detente.graph.errors import AmbiguousName, NotFound
from detente.graph.library import ClaimGraph


@pytest.fixture(scope="module")
def full(extractions: tuple[Extraction, ...]) -> Iterator[ClaimGraph]:
    with ClaimGraph(EmbeddedStore()) as graph:
        assert graph.add_many(extractions) == 2
        yield graph


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("taliban", "taliban"),
        ("Daesh-K", "islamic-state-khorasan"),
        ("putin", "vladimir-putin"),
        ("US", "united-states"),
        ("u.s.", "united-states"),
        ("Türkiye", "turkey"),
        ("cote d'ivoire", "ivory-coast"),
        ("https://w3id.org/detente/actor/iran", "iran"),
        ("the kremlin", "russia"),
    ],
)
def test_names_are_understood(full: ClaimGraph, name: str, id: str) -> None:
    assert full.actor(name).id == id


def test_a_name_of_two_is_refused_with_both(full: ClaimGraph) -> None:
    with pytest.raises(AmbiguousName) as caught:
        full.actor("Congo")
    assert caught.value.candidates == ("democratic-republic-of-the-congo", "republic-of-the-congo")


def test_a_name_of_nobody_is_answered_with_those_like_it(full: ClaimGraph) -> None:
    with pytest.raises(NotFound, match="no actor 'ruritania'"):
        full.actor("ruritania")
    with pytest.raises(NotFound, match="did you mean hezbollah"):
        full.actor("ezbollah")


def test_an_actor_is_described(full: ClaimGraph) -> None:
    russia = full.actor("Russian Federation")
    assert (russia.label, russia.kind, russia.iso2, russia.iso3, russia.wikidata) == (
        "Russia",
        "State",
        "RU",
        "RUS",
        "Q159",
    )
    assert "Kremlin" in russia.names
    assert not russia.minted


def test_actors_are_found_best_first(full: ClaimGraph) -> None:
    assert full.find_actors("iran")[0].id == "iran"
    assert len(full.find_actors("a", limit=7)) == 7
    assert full.find_actors("") == []


def test_relations_come_heaviest_first(full: ClaimGraph) -> None:
    ties = full.relations("russia")
    assert ties[0].key == "russia.accuse.ukraine"
    assert [tie.origin_count for tie in ties] == sorted((tie.origin_count for tie in ties), reverse=True)
    assert full.relations("russia", limit=2) + full.relations("russia", limit=None, offset=2) == ties


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"relation": "consult"}, {"china.consult.russia"}),
        ({"polarity": "+"}, {"china.consult.russia"}),
        ({"other": "Georgia"}, {"russia.assault.georgia"}),
        ({"standing": "denied"}, {"russia.assault.georgia"}),
        ({"since": "2024-01-01"}, {"russia.accuse.ukraine", "ukraine.reject.russia"}),
        ({"until": "2022-06-01"}, {"russia.accuse.ukraine"}),
        ({"relation": "likes"}, set()),
        ({"relation": 'x> . } DROP ALL #"'}, set()),
    ],
)
def test_relations_are_filtered(full: ClaimGraph, filters: dict[str, str], keys: set[str]) -> None:
    assert {tie.key for tie in full.relations("russia", **filters)} == keys  # type: ignore[arg-type]


def test_a_tie_tells_what_it_rests_on(full: ClaimGraph) -> None:
    tie = full.relations("russia", relation="accuse")[0]
    assert (tie.standing, tie.claim_count, tie.origin_count) == ("affirmed", 2, 2)
    assert (tie.first_date, tie.last_date) == ("2022-01-01", "2024-03-26")
    assert tie.reason == "stated as fact in 2 claims"
    claims = full.claims_of(tie.key)
    assert [claim.date for claim in claims] == ["2024-03-26", "2022-01-01"]
    assert full.claims_of(tie.iri, limit=1, offset=1) == claims[1:]


def test_a_pair_in_both_directions(full: ClaimGraph) -> None:
    pair = full.pair("Ukraine", "russia")
    assert (pair.a.label, pair.b.label) == ("Ukraine", "Russia")
    assert {tie.key for tie in pair.ties} == {"russia.accuse.ukraine", "ukraine.reject.russia"}
    assert pair.claim_count == len(pair.claims) == 3
    assert len(full.pair("russia", "ukraine", limit=1).claims) == 1
    assert full.pair("russia", "taliban").ties == ()


def test_a_claim_is_shown_with_its_words(full: ClaimGraph) -> None:
    (claim,) = full.claims_of("iran.threaten.israel")
    assert full.claim(claim.key) == full.claim(claim.iri) == claim
    text = full.document(claim.document.key).text
    assert text is not None
    assert text[claim.begin : claim.end] == claim.quote
    assert text[claim.subject.begin : claim.subject.end] == claim.subject.text == "Iran"
    assert claim.modality == "possible"
    assert claim.claimant is not None
    assert (claim.claimant.text, claim.claimant.actor) == ("Experts", None)


def test_only_what_the_narrator_affirms_is_a_fact(full: ClaimGraph) -> None:
    assert not full.query("ASK { actor:iran det:threaten actor:israel }")
    assert not full.query("ASK { actor:russia det:assault actor:georgia }")
    assert full.query("ASK { actor:vladimir-putin det:consult actor:china . actor:china det:consult actor:russia }")
    assert full.query("ASK { GRAPH ?claim { actor:iran said:threaten actor:israel } }")


def test_documents(full: ClaimGraph, extractions: tuple[Extraction, ...]) -> None:
    border, summit = (extraction.document for extraction in extractions)
    assert [document.key for document in full.documents()] == [border.key, summit.key]
    assert [document.key for document in full.documents(limit=1, offset=1)] == [summit.key]
    view = full.document("summit")
    assert (view.key, view.text, dict(view.metadata)) == (summit.key, summit.text, {"language": "en"})
    assert view.claim_count == 3
    assert [claim.begin for claim in full.claims_in(view.iri)] == sorted(
        claim.span.start for claim in extractions[1].claims
    )


@pytest.mark.parametrize("key", ["0" * 32, "", 'a"> <b', "nothing here", "https://w3id.org/detente/document/"])
def test_what_is_not_there(full: ClaimGraph, key: str) -> None:
    for ask in (full.claim, full.document, full.claims_in, full.claims_of, full.actor, full.remove):
        with pytest.raises(NotFound):
            ask(key)


def test_stats(full: ClaimGraph) -> None:
    stats = full.stats()
    assert (stats.documents, stats.origins, stats.claims, stats.minted) == (2, 2, 7, 0)
    assert sum(stats.standings.values()) == stats.ties
    assert stats.standings["denied"] == 1


def test_the_pairs_that_most_is_said_of(full: ClaimGraph) -> None:
    first, *others = full.top_pairs()
    assert (first.a.id, first.b.id, first.claim_count) == ("russia", "ukraine", 3)
    assert [pair.claim_count for pair in others] == sorted((pair.claim_count for pair in others), reverse=True)
    assert full.top_pairs(limit=1) == [first]
