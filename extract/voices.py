"""Whose words the tokens of a sentence are, and whom pronouns in them cannot mean."""

from __future__ import annotations

from detente.extract.reading import Argument, Sentence
from detente.extract.salience import binder


def voices(s: Sentence, speakers: dict[int, Argument], issuer: Argument | None) -> dict[int, Argument]:
    """Whose words each token is: the speaker's, or else those of the document's issuer."""
    found = dict(speakers)
    if issuer is not None:
        found |= {t: issuer for t in range(len(s.tree)) if t not in found and not (s.quoted and s.quoted[t])}
    return found


def spare_speaker(s: Sentence, token: int, speaker: Argument) -> None:
    """Nobody calls himself "he" in his own words, nor a state itself "it", but for "Chad keeps its word"."""
    bound, _ = binder(s, token)
    if bound is not None and (named := s.named[bound]) is not None and named.actor.id == speaker.actor.id:
        return
    if s.tree.tags[token] in {"PRP", "PRP$"} and any(
        a.actor.id == speaker.actor.id for a in s.references.get(token, ())
    ):
        second = s.seconds.get(token)
        if second is not None and second.actor.kind == speaker.actor.kind and second.actor.id != speaker.actor.id:
            s.references[token] = [second]
        else:
            del s.references[token]
