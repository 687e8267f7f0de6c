"""Where a sentence names whom the act that a noun stands for befalls: "aid from Oman reached Chad"."""

from __future__ import annotations

from detente.extract.classes import INVITATIONS
from detente.extract.cue_words import entries_at
from detente.extract.doers import measured
from detente.extract.lexicon import Entry
from detente.extract.names import Nature
from detente.extract.reach import NEAR, SOURCE, TARGET
from detente.extract.reading import Argument, Sentence
from detente.extract.tools import Family
from detente.extract.verb_forms import is_passive

_AIMED = frozenset("targeting aimed directed launched carried imposed waged conducted made levelled leveled".split())
_SHIELD = ("defend", "protect", "shield", "guard")
_ARRIVING = (
    "reach", "arriv", "enter", "land", "dock", "flow", "help", "came", "come", "deliver", "sent", "ship", "save",
)  # fmt: skip
"""Beginnings of verbs of help that gets where it is needed."""
_HURTING = (
    "hurt", "hit", "target", "damag", "crippl", "squeez", "isolat", "batter", "affect", "bar", "restrict", "cut",
    "weaken", "devastat", "punish", "strangl", "prevent", "prohibit", "deprive", "choke", "ruin", "wreck",
    "block", "push", "cost", "forc", "appl", "cover",
)  # fmt: skip
"""Beginnings of verbs of what sanctions do to whom they are laid upon."""
_DEATHS = frozenset("death deaths killing killings injury injuries wounding loss".split())
_JUDGING = frozenset({"accuse", "support", "reject"})
_AT = frozenset({"at", "against", "on", "upon", "for", "in"})


_ON_ACCOUNT = frozenset({"after", "since", "following", "amid", "despite", "against", "of", "from", "during"})
"""What stands between help and the attack that calls for it; "of" as in "in the face of"."""
_HELP = frozenset({"support", "aid"})
_HELPED = frozenset({"State", "Territory", "Person", "ArmedGroup"})

_UNDERGONE = frozenset({"release", "extradition", "handover", "return", "deportation", "arrest", "transfer"})
_ANSWERS = frozenset("response retaliation reaction answer reply revenge reprisal".split())


class NounTargets(Family):
    """Whom what a noun says befalls, by the words around it."""

    def scene(self, s: Sentence, noun: int) -> list[Argument]:
        """Where an attack known by its place befell somebody: "the Paris attacks"."""
        found = []
        for kid in s.tree.children(noun, "compound"):
            named = s.named[kid]
            if named is not None and named.nature in {Nature.CAPITAL, Nature.PLACE}:
                found.append(self._nominals.argument(s, kid, kid, named.actor, "place"))
            elif kid in s.places:
                found.append(self._nominals.argument(s, kid, kid, s.places[kid].actor, "place"))
        return found

    def slain(self, s: Sentence, noun: int) -> list[Argument]:
        """Who died in it: "the deaths of two Danes in an air strike by Chad"."""
        tree = s.tree
        deaths = tree.heads[tree.heads[noun]]
        if tree.deps[noun] != "pobj" or tree.lower[tree.heads[noun]] not in {"in", "during", "from"}:
            return []
        if tree.lower[deaths] not in _DEATHS:
            return []
        return [a for t in tree.prepositions(deaths, {"of"}) for a in self._targets.target(s, t, "assault")]

    @staticmethod
    def told_before(s: Sentence, noun: int) -> bool:
        """Whether "the attack" takes up one told before: nothing beside it says on whom or whose."""
        beside = {s.tree.lower[k] for k in s.tree.kids[noun]}
        return bool(beside & {"the", "this"}) and not any(
            s.tree.deps[k] in {"prep", "acl", "relcl", "poss", "amod", "compound"} for k in s.tree.kids[noun]
        )

    def told_of(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Whom the noun's own clause is about: "the accusation that Moscow poisoned him", "the demand that he go"."""
        if relation not in {"accuse", "request", "threaten"}:
            return []
        for clause in s.tree.children(noun, "acl", "ccomp", "relcl"):
            marked = any(s.tree.lower[k] == "that" for k in s.tree.children(clause, "mark"))
            doer = s.tree.child(clause, "nsubj", "nsubjpass")
            if marked and doer is not None:
                return self._nominals.resolve(s, doer, SOURCE)
        return []

    def behind_doer(self, s: Sentence, noun: int, entry: Entry) -> list[Argument]:
        """Targets that the tree hangs on the doer: "the detention by Belarus of Sofia Sapega"."""
        doers = [t for t in s.tree.prepositions(noun, {"by"}) if s.tree.deps[t] == "pobj"]
        words = frozenset(entry.cue.prepositions) - {"in", "to"}
        if entry.cue.relation in {"mobilize", "retreat"}:  # "the departure of staff from Baghdad"
            doers += [t for t in s.tree.prepositions(noun, {"of"}) if s.tree.deps[t] == "pobj"]
        found = [a for doer in doers for a in self.behind(s, doer, words, entry.cue.relation)]
        if found or "against" not in words:
            return found
        doers = [
            t for t in s.tree.prepositions(noun, {"of"}) if s.tree.deps[t] == "pobj"
        ]  # "aggression of X against Y"
        return [a for doer in doers for a in self.behind(s, doer, frozenset({"against"}), entry.cue.relation)]

    def helped_by(self, s: Sentence, noun: int) -> list[Argument]:
        """Who does something with another's help: "struck Houthi depots with support from Canada"."""
        tree = s.tree
        head = tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"with", "thanks", "to"}:
            return []
        above = list(tree.ancestors(head))
        if tree.lower[head] == "to":
            above = above[1:] if above and tree.lower[above[0]] == "thanks" else []
        verb = next((v for v in above[:3] if tree.tags[v][:1] == "V"), None)
        if verb is None or is_passive(tree, verb):
            return self._clauses.source(s, verb, SOURCE) if verb is not None else []
        return self._clauses.subject(s, verb, SOURCE)  # without who does it beside them

    def behind(self, s: Sentence, word: int, prepositions: frozenset[str], relation: str) -> list[Argument]:
        """The targets behind a noun's or verb's prepositions."""
        tree = s.tree
        tokens = [t for t in tree.prepositions(word, prepositions) if tree.deps[t] == "pobj"]
        if not tokens and relation == "assault" and (whole := measured(tree, word)) != word:
            tokens = [t for t in tree.prepositions(whole, prepositions - {"of"}) if tree.deps[t] == "pobj"]
        tokens = [t for t in tokens if tree.lower[t] not in INVITATIONS]
        if relation == "request":  # a request for somebody's extradition asks nothing of him
            tokens = [t for t in tokens if tree.lower[t] not in _UNDERGONE]
        if not tokens:  # "the support of Peru and other members for Chad": the tree hangs it on the last of the list
            doers = [p for t in tree.prepositions(word, {"of"}) for p in tree.conjuncts_after(t)[1:]]
            behind = prepositions & {"for", "on", "against"}
            tokens = [t for p in doers for t in tree.prepositions(p, behind) if tree.deps[t] == "pobj"]
        return [a for token in tokens for a in self._targets.target(s, token, relation)]

    def next_to(self, s: Sentence, noun: int, verb: int, prepositions: frozenset[str], relation: str) -> list[Argument]:
        """The targets right behind the noun that the tree hangs on its verb: "condemned Oslo's support to Chad"."""
        tree = s.tree
        if not any(e.cue.relation in _JUDGING for e in entries_at(self._lexicon, s, verb)):
            return []
        beside = [k for k in tree.children(verb, "prep", "dative") if k == noun + 1 and tree.lower[k] in prepositions]
        return [a for k in beside for t in tree.children(k, "pobj") for a in self._targets.target(s, t, relation)]

    def aimed(self, s: Sentence, noun: int, of_is_target: bool, relation: str) -> list[Argument]:
        """The targets behind "of" or a participle: "the shelling of Kharkiv", "strikes aimed at Hezbollah"."""
        tree = s.tree
        tokens = list(tree.prepositions(noun, {"of"})) if of_is_target else []
        found = [a for token in tokens for a in self._targets.target(s, token, relation)]
        for participle in tree.children(noun, "acl"):
            if not found and tree.lower[participle] in _AIMED:
                tokens = [*tree.children(participle, "dobj"), *tree.prepositions(participle, _AT)]
                found = [a for token in tokens for a in self._targets.target(s, token, relation)]
        return found

    def defended(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is shielded from it: "defend Israel against attacks from Hamas"."""
        tree = s.tree
        head = tree.heads[noun]
        verb = tree.heads[head]
        if tree.deps[noun] != "pobj" or tree.lower[head] not in {"against", "from"}:
            return []
        defended = self._clauses.target_tokens(tree, verb) if tree.lower[verb].startswith(_SHIELD) else []
        return [a for token in defended for a in self._nominals.resolve(s, token, TARGET)]

    def stood_by(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is helped on account of it: "stood with Georgia after Russia's attack", "aid for Mali since the raid"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[preposition] not in _ON_ACCOUNT:
            return []
        for above in [preposition, *tree.ancestors(preposition)][:5]:
            helping = (e.cue for e in entries_at(self._lexicon, s, above) if e.cue.relation in _HELP)
            behind = frozenset(p for cue in helping for p in (*cue.prepositions, "with", "for"))
            if not behind or tree.tags[above][:1] not in "VN":
                continue
            tokens = tree.children(above, "dobj") if tree.tags[above][:1] == "V" else []
            tokens = tokens or [t for t in tree.prepositions(above, behind) if tree.deps[t] == "pobj"]
            found = [a for t in tokens if t != noun for a in self._nominals.resolve(s, t, NEAR)]
            if states := [a for a in found if a.actor.kind in _HELPED]:
                return states
        return []

    def threatened(self, s: Sentence, noun: int) -> list[Argument]:
        """Whom what is threatened would befall: "threats to invade Georgia", "the threat of a strike on Iran"."""
        tree = s.tree
        for clause in tree.children(noun, "acl"):
            if tree.tags[clause] == "VB":
                tokens = [*tree.children(clause, "dobj"), *tree.prepositions(clause, {"on", "against", "to", "at"})]
                return next((f for t in tokens if (f := self._targets.target(s, t, "assault"))), [])
        deeds = [t for t in tree.prepositions(noun, {"of"}) if tree.lower[t] in self._lexicon.events]
        behind = (t for deed in deeds for t in tree.prepositions(deed, _AT | {"into"}))
        return next((f for t in behind if (f := self._targets.target(s, t, "assault"))), [])

    def borne(self, s: Sentence, noun: int) -> list[Argument]:
        """Who is "under" it: "came under attack from Chad", "under pressure from Oslo, Riga gave way"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        if tree.deps[noun] != "pobj" or tree.lower[preposition] != "under":
            return []
        above = tree.heads[preposition]
        if tree.tags[above][:1] == "V":
            objects = tree.children(above, "dobj")
            if objects and objects[0] < preposition:
                return [a for t in objects for a in self._nominals.resolve(s, t, TARGET)]
            return self._clauses.subject(s, above, NEAR)
        return self._nominals.resolve(s, above, NEAR) if tree.tags[above][:1] == "N" else []

    def answered(self, s: Sentence, noun: int) -> list[Argument]:
        """Who answers it, to whom it was done: "froze the trade in response to Canadian criticism"."""
        tree, preposition = s.tree, s.tree.heads[noun]
        answer = tree.heads[preposition]
        if (
            tree.deps[noun] != "pobj"
            or tree.lower[preposition] not in {"to", "for"}
            or tree.lower[answer] not in _ANSWERS
        ):
            return []
        if (owner := tree.child(answer, "poss")) is not None and owner in s.references:
            return s.references[owner]  # "Oslo backs Riga in its response to the raid"
        verb = next((v for v in tree.ancestors(answer) if tree.tags[v][:1] == "V"), None)
        return self._clauses.source(s, verb, NEAR) if verb is not None else []

    def felt_by(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Whom the act does something to in its own clause: "sanctions that have isolated North Korea"."""
        if relation not in {"sanction", "assault", "coerce", "aid"}:
            return []
        tree = s.tree
        for clause in tree.children(noun, "relcl"):
            subject = tree.child(clause, "nsubj")
            if subject is not None and tree.lower[subject] in {"that", "which"}:
                for token in tree.children(clause, "dobj"):
                    return self._targets.target(s, token, relation)
        return []

    def reached(self, s: Sentence, noun: int, relation: str) -> list[Argument]:
        """Where help arrives, and whom sanctions hit: "aid from Oman reached Chad", "the sanctions have hurt Iran"."""
        tree, first = s.tree, s.tree.conjuncts(noun)[0]
        verb = tree.heads[first]
        if tree.deps[first] not in {"nsubj", "nsubjpass"} or tree.tags[verb][:1] != "V":
            return []
        if relation == "sanction" and tree.lower[verb].startswith(_HURTING):
            return [a for t in tree.children(verb, "dobj") for a in self._targets.target(s, t, relation)]
        if relation != "aid" or not tree.lower[verb].startswith(_ARRIVING):
            return []
        tokens = [*tree.children(verb, "dobj"), *tree.prepositions(verb, {"in", "at", "to", "into", "for"})]
        return [a for t in tokens for a in self._targets.target(s, t, relation)]

    def thanks(self, s: Sentence, noun: int) -> tuple[int, int] | None:
        """The verb of thanking for what a noun says, and its object: "Cairo thanked Oman for its support"."""
        tree, first = s.tree, s.tree.conjuncts(noun)[0]
        if tree.deps[first] == "pobj" and tree.lower[tree.heads[first]] == "of":
            first = tree.heads[tree.heads[first]]  # "for a package of aid"
        elif tree.deps[first] == "compound":
            first = tree.heads[first]  # "for the aid package"
        preposition = tree.heads[first]
        verb = tree.heads[preposition]
        if tree.deps[first] != "pobj" or tree.lower[preposition] != "for" or not tree.lower[verb].startswith("thank"):
            return None
        thanked = self._clauses.target_tokens(tree, verb)
        return (verb, thanked[0]) if thanked else None

    def appreciated(self, s: Sentence, noun: int) -> list[Argument]:
        """Who values the help that a noun tells of: "Malé appreciated the assistance extended by India"."""
        tree, first = s.tree, s.tree.conjuncts(noun)[0]
        verb = tree.heads[first]
        valued = tree.deps[first] == "dobj" and tree.lower[verb].startswith("appreciat")
        return self._clauses.source(s, verb, NEAR) if valued else []

    def means(self, s: Sentence, noun: int) -> bool:
        """Whether the act is but the means of another, which has the true target: "killed in an air strike in Iraq"."""
        verb = s.tree.heads[s.tree.heads[noun]]
        listed = self._lexicon.entries.get(s.tree.lower[verb], ())
        means = s.tree.deps[noun] == "pobj" and is_passive(s.tree, verb)
        return means and any(e.cue.relation == "assault" for e in listed)

    def slays(self, s: Sentence, noun: int) -> bool:
        """Whether the act is how a person or militants met their death: "Zarqawi was killed in a raid in Iraq"."""
        tree = s.tree
        verb = tree.heads[tree.heads[noun]]
        listed = self._lexicon.entries.get(tree.lower[verb], ())
        if tree.deps[noun] != "pobj" or not any(e.cue.relation == "assault" and e.cue.pos == "verb" for e in listed):
            return False
        dead = self._clauses.target_tokens(tree, verb) if is_passive(tree, verb) else []
        dead = dead or [t for t in [self._clauses.subject_token(tree, verb)] if t is not None]
        if any(tree.lower[t] in self._lexicon.nouns["rebels"] for t in dead):
            return True
        return any(a.actor.kind == "Person" for t in dead for a in self._nominals.resolve(s, t, NEAR))
