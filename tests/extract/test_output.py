"""The JSON form of claims."""

from __future__ import annotations

import json
from dataclasses import replace

from detente.extract.model import Claim, Claimant, Document, Extraction, Mention, Period, Span
from detente.extract.output import claim_record
from detente.ontology.actor import Actor
from detente.ontology.catalogue import load_catalogue

TEXT = "Vladimir Putin accused the Blue Brigade, experts said."
DOCUMENT = Document(TEXT, id="d1")
BRIGADE = Actor(id="x-blue-brigade", kind="ArmedGroup", label="Blue Brigade", minted=True)
CLAIM = Claim(
    DOCUMENT.key,
    Mention("vladimir-putin", "Vladimir Putin", Span(0, 14), "russia"),
    "accuse",
    Mention("x-blue-brigade", "Blue Brigade", Span(27, 39)),
    TEXT,
    Span(0, len(TEXT)),
    claimant=Claimant("experts", Span(41, 48)),
    period=Period("2001-01-01", None, "year", "since 2001"),
    confidence=0.75,
    version="1",
    cue="accused",
    rule="accuse.accuse/transitive",
)
EXTRACTION = Extraction(DOCUMENT, (CLAIM,), (BRIGADE,))


def record(claim: Claim = CLAIM) -> dict[str, object]:
    return claim_record(claim, EXTRACTION, load_catalogue())


def test_the_scorers_form() -> None:
    made = record()
    assert json.loads(json.dumps(made)) == made
    assert made["document"] == "d1"
    subject = made["subject"]
    assert isinstance(subject, dict)
    assert (subject["label"], subject["mention"]) == ("Vladimir Putin", "Vladimir Putin")
    assert "Putin" in subject["aliases"]
    assert subject["principal"]["label"] == "Russia"
    assert "Kremlin" in subject["principal"]["aliases"]
    assert TEXT[subject["start"] : subject["end"]] == "Vladimir Putin"
    assert (made["relation"], made["negated"], made["modality"]) == ("accuse", False, "actual")
    assert made["evidence"] == {"text": TEXT, "start": 0, "end": len(TEXT)}
    assert made["period"] == {"start": "2001-01-01", "end": None, "precision": "year", "text": "since 2001"}


def test_actors_that_the_catalogue_lacks_come_from_the_extraction() -> None:
    obj = record()["object"]
    assert isinstance(obj, dict)
    assert (obj["id"], obj["label"], obj["kind"], obj["principal"]) == (
        "x-blue-brigade",
        "Blue Brigade",
        "ArmedGroup",
        None,
    )


def test_a_claimant_is_an_actor_or_a_word() -> None:
    assert record()["attributed_to"] == {"label": "experts", "mention": "experts", "aliases": [], "principal": None}
    named = record(replace(CLAIM, claimant=Claimant("Putin", Span(9, 14), "vladimir-putin", "russia")))["attributed_to"]
    assert isinstance(named, dict)
    assert (named["label"], named["mention"], named["principal"]["id"]) == ("Vladimir Putin", "Putin", "russia")
    assert record(replace(CLAIM, claimant=None))["attributed_to"] is None


def test_a_document_without_id_goes_by_its_key() -> None:
    extraction = replace(EXTRACTION, document=replace(DOCUMENT, id=""))
    assert claim_record(CLAIM, extraction, load_catalogue())["document"] == DOCUMENT.key


def test_a_word_for_several_is_no_name_of_any() -> None:
    """ "They" of two states is not what either is called; where it stands is told all the same."""
    span = Span(0, 4)
    both = tuple(replace(CLAIM, subject=Mention(actor, "They", span, None)) for actor in ("russia", "china"))
    extraction = replace(EXTRACTION, claims=both)
    sides = [claim_record(claim, extraction, load_catalogue())["subject"] for claim in both]
    assert [(side["label"], side["mention"], side["words"]) for side in sides] == [
        ("Russia", None, "They"),
        ("China", None, "They"),
    ]
