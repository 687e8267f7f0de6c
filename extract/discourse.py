"""What a document has spoken of so far: the memory that references are resolved from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Set

from detente.extract.classes import COUNTED, STATES
from detente.extract.descriptions import Descriptions
from detente.extract.lexicon import Lexicon
from detente.extract.model import Span
from detente.extract.names import Nature
from detente.extract.nominals import Nominals
from detente.extract.pairs import Pairs
from detente.extract.pronouns import Pronouns
from detente.extract.reading import Argument, Named, Sentence
from detente.extract.roster import Roster
from detente.extract.salience import (
    Recent,
    as_reference,
    barred_tokens,
    binder,
    is_listed,
    lasting_weight,
    sayers,
    weight,
)
from detente.extract.titles import topics_of
from detente.extract.turns import Turns
from detente.extract.unread import Unread
from detente.extract.voices import spare_speaker, voices
from detente.ontology.actor import Actor

_KEPT = 60
_UNSAID = -0.5
"""How much an actor stands out that the title alone has named."""
_LISTED = 1.5
"""What one of several stands back by behind "it"."""
_WITHIN = 0.5
"""What a person of the same sentence stands out by behind "he" and "she"."""
_SAYING = 1.0
"""What whoever says something stands out by behind a pronoun that opens what is said."""
_GOING_ON = 1.0
"""What the subject of the sentence before stands out by behind a pronoun that opens the next."""
_BOTH = frozenset({"leaders", "presidents", "premiers", "sides", "parties", "ministers", "two", "both"})
_ISSUERS = frozenset({"State", "Organisation", "Bloc"})


class Discourse:
    """Remembers who was mentioned, and fills in the references of each sentence from it."""

    def __init__(
        self,
        roster: Roster,
        lexicon: Lexicon,
        turns: Turns,
        foe: Callable[[list[Argument]], list[Argument]],
        quarrel: Callable[[], list[Argument]],
    ) -> None:
        self._topics = topics_of(turns.title, roster, turns.titled)
        self.foe = foe
        """Who "the enemy" is to some actors."""
        self.quarrel = quarrel
        """The two last told of as being at odds."""
        self.cast = roster.cast
        self.turns = turns
        self.names = sorted(roster.names.items())
        self._titled = [Recent(self.plain(self.cast.get(a)), -1, _UNSAID) for a in self._topics]
        self._next = 0
        self._unread = Unread(turns.text)
        self._last_sentence = -1
        self.recent: list[Recent] = []
        self.act = -2
        """The last sentence that spoke of an act by a noun."""
        self._events = lexicon.events
        self._saying = lexicon.verbs["say"]
        self._offices = lexicon.nouns["representatives"] - lexicon.nouns["rebels"] - {"group", "faction", "outfit"}
        self.acting: dict[str, Argument] = {}
        """Whom each noun for those who act last stood for: the Malian one of "the Malian army … the army"."""
        self.officer: tuple[int, Argument] | None = None
        """For whom an official without a name last did something, and in which sentence."""
        self.holder: tuple[int, Argument] | None = None
        """Who holds the office that was a sentence's subject, and of which sentence: "The president of Chad"."""
        self.plural: tuple[int, list[Argument]] | None = None
        """Whom the plural subject of a sentence last stood for, and of which sentence: "The members of the Council"."""
        self.several: list[Argument] = []
        """Three and more bodies last listed together."""
        self.all_act = -2
        """The last sentence that told of what they all did."""
        self.pairs = Pairs(
            [self.plain(a) for a in turns.partners()],
            [self.plain(a) for a in turns.people()],
            [self.plain(a) for a in turns.titled if a.id in roster.cast.met],
        )
        self._pronouns = Pronouns(self, lexicon)
        self._descriptions = Descriptions(self, lexicon)

    # -- filling in ----------------------------------------------------------------------------------------------

    def resolve(self, s: Sentence, nominals: Nominals) -> None:
        """Fill ``s.references`` with all but the first and second person, left to right."""
        self._catch_up(s)
        self._pronouns.genders.read(s)
        self._recount(s)
        for token, lower in enumerate(s.tree.lower):
            if s.named[token] is None and (
                found := self._pronouns.third(s, token, lower, nominals) or self._descriptions.read(s, token, lower)
            ):
                s.references[token] = [as_reference(s, token, a) for a in found]
            elif lower in self._offices and s.named[token] is None:
                owners = nominals.resolve_one(s, token)
                if len(owners) == 1 and owners[0].actor.kind == "Person":  # "The Syrian leader … his envoy"
                    self.recent.append(Recent(owners[0], s.number, lasting_weight(s, token)))
                bodies = [self.body(owner).actor for owner in owners]
                plural = s.tree.tags[token] == "NNS"
                if len(bodies) == 1 and bodies[0].kind in ({"Organisation"} if plural else {"State", "Territory"}):
                    self.acting[lower] = self.plain(bodies[0])
                    if s.tree.deps[token] in {"nsubj", "nsubjpass", "dobj"}:
                        self.officer = (s.number, self.acting[lower])
        self._note_subject(s, nominals)

    def _recount(self, s: Sentence) -> None:
        """Take a counted bloc for those listed before: after Mali, Niger and Chad, "the three Sahel states"."""
        for token, named in enumerate(s.named):
            if named is None or named.actor.kind != "Bloc":
                continue
            counts = {COUNTED.get(s.tree.lower[k]) for k in s.tree.children(token, "nummod")}
            if len(self.several) in counts and all(a.actor.kind in STATES for a in self.several):
                s.named[token] = None
                s.references[token] = [as_reference(s, token, a) for a in self.several]
                self.all_act = s.number if s.tree.deps[token] == "nsubj" else self.all_act

    def _note_subject(self, s: Sentence, nominals: Nominals) -> None:
        """Keep whom the sentence is about: who holds the office that it names, and several that it speaks of as one."""
        subject = s.tree.child(s.tree.root, "nsubj")
        if subject is None or s.named[subject] is not None:
            return
        found = nominals.resolve_one(s, subject)
        lower = s.tree.lower[subject]
        if lower in {"members", "they"}:
            self.plural = (s.number, found) if found else None
        elif lower in _BOTH and len(found) == 2:
            self.plural = (s.number, found)
        elif len(found) == 1 and found[0].actor.kind == "Person" and subject not in s.references:
            self.holder = (s.number, found[0])

    def address(self, s: Sentence, speakers: dict[int, Argument]) -> None:
        """Fill in "I", "we" and "you", once it is known who speaks; ``speakers`` gives the speaker per token."""
        speaker, addressee = self.turns.at(s.span.end - 1), self.turns.addressee(s.span.end - 1)
        if speaker is not None and addressee is not None:
            self.pair([self.plain(speaker), self.plain(addressee)], s.number)
        s.voices = voices(s, speakers, self._issuer(s))
        for token, speaking in speakers.items():
            spare_speaker(s, token, speaking)
        for token, lower in enumerate(s.tree.lower):
            if s.named[token] is None and (found := self._pronouns.spoken(s, token, lower, speakers)):
                s.references[token] = [as_reference(s, token, a) for a in found]
                if lower == "we" and s.tree.deps[token] == "nsubj":  # "we stand by it and its army": not our own army
                    for other in (t for t in range(token, len(s.tree)) if s.tree.lower[t] == "its"):
                        spare_speaker(s, other, found[0])

    def _issuer(self, s: Sentence) -> Argument | None:
        """Who issued the text, where the words of ``s`` are not somebody unknown's."""
        issuer = None if self.turns.unknown(s.span.end - 1) else self.turns.issuer
        return self.plain(issuer) if issuer is not None else None

    # -- remembering ---------------------------------------------------------------------------------------------

    def note(self, s: Sentence) -> None:
        """Remember the actors of ``s``, once it has been read."""
        for token, named in enumerate(s.named):
            if named is not None:
                self.recent.append(
                    Recent(self.of_name(s, token, named), s.number, lasting_weight(s, token), is_listed(s, token))
                )
                self._note_pair(s, token, named)
        for token, arguments in s.references.items():
            if s.tree.lower[token] not in {"i", "we", "you", "our", "my", "your", "us", "me"}:
                self.recent += [Recent(a, s.number, lasting_weight(s, token), is_listed(s, token)) for a in arguments]
                if s.tree.tags[token] in {"NNS", "NNPS"} and all(a.actor.kind == "State" for a in arguments):
                    self.pair(arguments, s.number)  # "both countries" are spoken of together again
        if self.holder is not None and self.holder[0] == s.number:
            self.recent.append(Recent(self.holder[1], s.number, 1.0, False))
        del self.recent[:-_KEPT]
        if not self._events.isdisjoint(s.tree.lower):
            self.act = s.number
        self._last_sentence = s.number
        while self._next < len(self.names) and self.names[self._next][0].start < s.span.end:
            self._next += 1

    def _note_pair(self, s: Sentence, token: int, named: Named) -> None:
        if s.tree.deps[token] in {"conj", "amod", "compound", "nmod"}:
            return
        together = [t for t in s.tree.conjuncts_after(token) if (n := s.named[t]) and n.nature is not Nature.ADJECTIVE]
        if len(together) > 2:
            self.several = [self.body(self.of_name(s, t, n)) for t in together if (n := s.named[t])]
            self.all_act = s.number if s.tree.deps[token] == "nsubj" else -2
        if len(together) == 2:
            self.pair([self.of_name(s, t, n) for t in together if (n := s.named[t])], s.number)

    def _catch_up(self, s: Sentence) -> None:
        """Remember the names of the sentences before ``s`` that were not worth parsing."""
        passed: list[tuple[Span, Argument]] = []
        while self._next < len(self.names) and self.names[self._next][0].start < s.span.start:
            span, named = self.names[self._next]
            passed.append((span, Argument(named.actor, 0, span, "name", self.cast.principal(named.actor))))
            self._next += 1
        for one in self._unread.names(passed, s, self._last_sentence):
            self.recent.append(Recent(one.argument, one.sentence, one.weight))
            if len(one.listed) == 2:
                self.pair(one.listed, one.sentence)
            elif len(one.listed) > 2:
                self.several = [self.body(a) for a in one.listed]
                self.all_act = one.sentence if one.leads else -2

    def pair(self, arguments: list[Argument], sentence: int | None = None) -> None:
        """Note two actors spoken of together."""
        if len(arguments) != 2 or arguments[0].actor.id == arguments[1].actor.id:
            return
        number = self._last_sentence + 1 if sentence is None else sentence
        self.pairs.note(number, arguments, [self.body(a) for a in arguments])

    # -- recalling -----------------------------------------------------------------------------------------------

    def both(self) -> list[Argument]:
        """The two bodies last spoken of together: what "bilateral" relations are between; or the only two that the
        sentence before tells of.
        """
        return self.pairs.both() or self.last_two()

    def last_two(self) -> list[Argument]:
        """The only two bodies that the sentence before tells of."""
        told = [self.body(r.argument) for r in self.recent if r.sentence == self._last_sentence]
        found = {a.actor.id: a for a in told if a.actor.kind != "Person"}
        return list(found.values()) if len(found) == 2 else []

    def leader(self, sentence: int, but: Set[int]) -> list[Argument]:
        """Of whom one of the two sentences before tells something, the last first; ``but`` are sentences left out."""
        for number in (sentence - 1, sentence - 2):
            if number not in but:
                told = [r for r in self.recent if r.sentence == number and r.weight >= 1.0]
                if told:
                    return [told[0].argument] if len({r.argument.actor.id for r in told}) == 1 else []
        return []

    def two_here(self, s: Sentence, token: int) -> list[Argument]:
        """The two persons named before ``token`` in its sentence: "Blair phoned Bush, and the two agreed"."""
        named = [(t, n) for t in range(token) if (n := s.named[t]) is not None and n.actor.kind == "Person"]
        found = {n.actor.id: self.of_name(s, t, n) for t, n in named}
        return list(found.values()) if len(found) == 2 else []

    def two_persons(self, sentence: int) -> list[Argument]:
        """The two persons of the two sentences before, where they are two who act for different bodies."""
        found = {
            r.argument.actor.id: r.argument
            for r in self.recent
            if r.argument.actor.kind == "Person" and 0 <= sentence - r.sentence <= 2
        }
        pair = list(found.values())
        return pair if len(pair) == 2 and pair[0].principal != pair[1].principal else []

    def plain(self, actor: Actor) -> Argument:
        """An argument of ``actor`` that stands nowhere yet."""
        return Argument(actor, 0, Span(0, 0), "reference", self.cast.principal(actor))

    def of_name(self, s: Sentence, token: int, named: Named) -> Argument:
        """The argument of a name."""
        return Argument(named.actor, token, s.mention_span(token, token), "name", self.cast.principal(named.actor))

    def body(self, argument: Argument) -> Argument:
        """The actor that a person acts for."""
        if argument.actor.kind != "Person" or argument.principal is None:
            return argument
        return Argument(self.cast.get(argument.principal), argument.token, argument.span, "reference", None)

    def narrator(self, s: Sentence, token: int) -> list[Argument]:
        """Who says "we" in a text of an unknown issuer, outside quotations: the body that is most often its subject."""
        subjects = [self.body(r.argument) for r in self._candidates(s, token) if r.weight >= 0.8]
        bodies = [a for a in subjects if a.actor.kind in _ISSUERS]
        told = Counter(a.actor.id for a in bodies)
        most = max(reversed(bodies), key=lambda a: told[a.actor.id], default=None)
        return [] if most is None else [as_reference(s, token, most)]

    def last(
        self, s: Sentence, token: int, fits: Callable[[Actor], bool], *, reach: int = 4, subjects: bool = True
    ) -> list[Argument]:
        """The best antecedent that ``fits``, recent and outstanding; the next best is kept in ``s.seconds``."""
        own = s.tree.deps[token] == "poss"
        bound, surely = binder(s, token) if own else (None, 0.0)
        single = s.tree.lower[token] in {"it", "its", "country", "nation"}
        said_by = sayers(s, token, self._saying)
        opens = token == 0 and s.number > 0
        scores: dict[str, tuple[float, Argument]] = {}
        for candidate in self._candidates(s, token):
            argument, distance = candidate.argument, s.number - candidate.sentence
            topical = self._topics.get(argument.actor.id, 0.0)
            distance = min(distance, 1) if topical else distance
            if distance > reach or not fits(argument.actor):
                continue
            near = 0.6 if own and distance == 0 else 0.0
            near += _WITHIN if distance == 0 and not own and argument.actor.kind == "Person" else 0.0
            near += _SAYING if distance == 0 and argument.token in said_by else 0.0
            near += _GOING_ON if opens and distance == 1 and candidate.weight >= 0.8 else 0.0
            near += topical
            near -= _LISTED if single and candidate.listed else 0.0
            near += surely if distance == 0 and bound == argument.token and not (single and candidate.listed) else 0.0
            score = near + (1.5 * candidate.weight if subjects else 0.0) - distance + argument.span.start / 1e7
            if argument.actor.id not in scores or score >= scores[argument.actor.id][0]:
                scores[argument.actor.id] = (score, argument)
        ranked = sorted(scores.values(), key=lambda item: -item[0])
        if len(ranked) > 1:
            s.seconds[token] = as_reference(s, token, ranked[1][1])
        return [ranked[0][1]] if ranked else []

    def only(self, s: Sentence, token: int, kinds: frozenset[str]) -> list[Argument]:
        """The one actor of some kinds that the text has named so far, however long ago."""
        found = {r.argument.actor.id: r.argument for r in self._candidates(s, token) if r.argument.actor.kind in kinds}
        return list(found.values()) if len(found) == 1 else []

    def _candidates(self, s: Sentence, token: int) -> Iterator[Recent]:
        barred = barred_tokens(s, token)
        beside = self._barred_actors(s, barred)
        yield from (r for r in (*self._titled, *self.recent) if r.argument.actor.id not in beside)
        for before in range(token):
            if before in barred:
                continue
            if (named := s.named[before]) is not None:
                if named.actor.id not in beside:
                    yield Recent(self.of_name(s, before, named), s.number, weight(s, before), is_listed(s, before))
            elif before in s.references:
                here = (a for a in s.references[before] if a.actor.id not in beside)
                yield from (Recent(a, s.number, weight(s, before), is_listed(s, before)) for a in here)

    def _barred_actors(self, s: Sentence, barred: set[int]) -> set[str]:
        """Who does what is done to a pronoun or for whom: Mali is not whom its envoy accuses."""
        doing = [n.actor for t in barred if (n := s.named[t]) is not None]
        doing += [a.actor for t in barred for a in s.references.get(t, ())]
        above = {i for actor in doing if (i := self.cast.principal(actor)) and self.cast.get(i).kind == "State"}
        return {actor.id for actor in doing} | above
