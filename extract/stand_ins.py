"""Whom a noun stands for by what is set beside it: an apposition, examples, a leader, who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.allegiances import liege_tokens
from detente.extract.cast import Cast
from detente.extract.classes import COPULAS
from detente.extract.lexicon import Lexicon
from detente.extract.names import Nature
from detente.extract.reach import NEAR, Reach
from detente.extract.reading import Argument, Sentence
from detente.extract.tree import Tree

if TYPE_CHECKING:
    from detente.extract.nominals import Nominals

_BODIES = frozenset(
    "coalition alliance force forces mission group delegation team bloc panel brigade fleet troops soldiers units unit "
    "mercenaries militia militias fighters rebels militants column convoy flotilla gangs gang gunmen insurgents "
    "guerrillas jihadists separatists mutineers".split()
)
_PARTS = frozenset("faction wing branch offshoot splinter affiliate breakaway".split())
_FLEEING = frozenset("fleeing flee fled escaping escaped displaced uprooted".split())
_LANDS: Reach = frozenset({"people", "place"})
_HELD = frozenset("held controlled occupied ruled run dominated governed claimed owned operated".split())
_INCLUDING = frozenset({"including", "among", "include", "like", "as", "namely"})

_HOLDING = frozenset("including includes included comprising comprises comprised uniting unites grouping".split())
"""What a body does to its members: "a coalition that includes Chad"."""

_MEN = frozenset({"men", "women", "boys", "girls", "youths"})
"""Who act for a group where they are "of" it."""


class StandIns:
    """Finds the actors beside a common noun that it stands for."""

    def __init__(self, nominals: Nominals, cast: Cast, lexicon: Lexicon) -> None:
        self._nominals = nominals
        self._cast = cast
        self._lexicon = lexicon

    def apposed(self, s: Sentence, token: int) -> list[Argument]:
        """A name set beside a common noun: "the Kurdish group, the YPG"; "rival Pakistan"."""
        found: list[Argument] = []
        beside = s.tree.children(token, "appos")
        if not beside and s.tree.lower[token] in _PARTS:  # "a faction of the movement, Ansaru"
            beside = [k for t in s.tree.prepositions(token, {"of"}) for k in s.tree.children(t, "appos")]
            beside = [k for k in beside if (n := s.named[k]) is not None and n.actor.kind == "ArmedGroup"]
        for kid in beside:
            for part in s.tree.conjuncts_after(kid):
                named = s.named[part]
                if named is not None and named.nature is not Nature.ADJECTIVE:
                    found.append(self._nominals.argument(s, part, part, named.actor, "name"))
                elif named is None and found:  # "its minister, Ali Tamim, and his Omani counterpart"
                    found += self._nominals.resolve_one(s, part, NEAR, 1)
        return found

    def bearer(self, s: Sentence, token: int) -> list[Argument]:
        """The person behind several titles: "met with party chairman and former prime minister Ali Tamim"."""
        tree = s.tree
        titles = self._lexicon.nouns["office_references"] | {"member"}
        if tree.lower[token] not in titles or tree.tags[token] not in {"NN", "NNP"}:
            return []
        if any(tree.deps[k] in {"det", "poss", "appos", "relcl"} for k in tree.kids[token]):
            return []
        listed = False
        for here in range(token + 1, min(token + 16, len(tree))):
            named = s.named[here]
            if named is not None and named.actor.kind == "Person":
                return [self._nominals.argument(s, here, here, named.actor, "name")] if listed else []
            if named is None and tree.tags[here] not in {"NNP", "NNPS", "NN", "CC", "IN", "DT", "JJ"}:
                return []
            listed = listed or tree.lower[here] == "and"
        return []

    def layers(self, s: Sentence, token: int) -> list[Argument]:
        """Who laid or sent what does harm: "a mine planted by the FARC killed five", "shells from Syria"."""
        places = (token, *s.tree.children(token, "acl"))
        behind = [t for k in places for t in s.tree.prepositions(k, {"by", "from"})]
        return [a for t in behind for a in self._nominals.resolve(s, t)]

    def holders(self, s: Sentence, token: int) -> list[Argument]:
        """Who holds a place now, whosever it is: "the Houthi-held port", "Hajin, controlled by the YPG"."""
        tree = s.tree
        if s.named[token] is not None or tree.lower[token] in self._lexicon.nouns["people"]:
            return []
        held = [k for k in tree.children(token, "amod", "acl", "relcl") if tree.lower[k] in _HELD]
        behind = [t for k in held for t in tree.prepositions(k, {"by"})]
        behind += [t for k in held for t in tree.children(k, "npadvmod", "compound", "nmod") if s.named[t] is not None]
        for clause in (k for k in held if tree.deps[k] == "relcl"):
            if any(tree.lower[k] in {"which", "that"} for k in tree.children(clause, "dobj")):
                behind += tree.children(clause, "nsubj")  # "Fallujah, which ISIL has held since January"
        return [a for t in behind for a in self._nominals.resolve(s, t)]

    def fled(self, s: Sentence, token: int) -> list[Argument]:
        """Whose people they are who flee: "families fleeing the war in Mali", "people displaced from Sudan"."""
        tree = s.tree
        of = tree.heads[token]
        count = [tree.heads[of]] if tree.deps[token] == "pobj" and tree.lower[of] == "of" else []
        away = [k for t in (token, *count) for k in tree.children(t, "acl", "relcl") if tree.lower[k] in _FLEEING]
        left = [t for k in away for t in (*tree.children(k, "dobj"), *tree.prepositions(k, {"from", "in"}))]
        left += [t for place in list(left) for t in tree.prepositions(place, {"in", "of", "from"})]
        found = (a for t in left for a in self._nominals.resolve(s, t, _LANDS))
        return [a for a in found if a.actor.kind in {"State", "Territory"}][:1]

    def authors(self, s: Sentence, token: int, depth: int) -> list[Argument]:
        """Whose words are for them: "a UN report", "the joint statement issued by Mali and Niger"."""
        behind = list(s.tree.prepositions(token, {"by", "from"}))
        for clause in s.tree.children(token, "acl"):
            behind += s.tree.prepositions(clause, {"by"})
        authors = [a for t in behind for a in self._nominals.resolve(s, t)]
        return authors or self._nominals.owners_of(s, token, "people", depth)

    def rebels(self, s: Sentence, token: int) -> list[Argument]:
        """ "Houthi rebels" are the Houthis; "Syrian rebels" a body of their own, not Syria."""
        if s.tree.lower[token] == "fighter" and any(map(str.isdigit, s.tree.words[token - 1])):
            return []  # "a Turkish F-16 fighter"
        for kid in s.tree.children(token, "amod", "compound", "nmod"):
            named = s.named[kid]
            if named is None:
                continue
            if named.actor.kind in {"State", "Territory", "Bloc"} or (
                named.nature is Nature.ADJECTIVE and named.actor.kind != "ArmedGroup"
            ):
                words = s.tree.words[kid] + " " + s.tree.words[token]
                group = self._cast.group(words, "ArmedGroup", named.actor.id)
                return [self._nominals.argument(s, kid, token, group, "name")]
            return [self._nominals.argument(s, kid, token, named.actor, "people")]
        return []

    def enrolled(self, s: Sentence, token: int) -> list[Argument]:
        """The group that those told of are of: "the gunmen who stormed the hotel belonged to ETA", "two men of ETA"."""
        tree, verb = s.tree, s.tree.heads[token]
        behind: list[int] = []
        if tree.lower[token] in _MEN:
            behind += tree.prepositions(token, {"of"})
        if tree.deps[token] == "nsubj" and tree.lower[verb].startswith("belong"):
            behind += tree.prepositions(verb, {"to"})
        return [a for t in behind for a in self._nominals.resolve(s, t) if a.actor.kind == "ArmedGroup"]

    def linked(self, s: Sentence, token: int) -> list[Argument]:
        """ "officials associated with North Korea", "fighters loyal to Khalifa Haftar"."""
        return next((found for t in liege_tokens(s, token) if (found := self._nominals.resolve(s, t))), [])

    def examples(self, s: Sentence, token: int, reach: Reach = NEAR) -> list[Argument]:
        """ "countries such as Iran and Syria", "partners, including Japan"."""
        found: list[Argument] = []
        inner = [
            t
            for kid in s.tree.kids[token]
            if s.tree.lower[kid] in _INCLUDING and s.tree.deps[kid] == "prep"
            for t in s.tree.children(kid, "pobj")
        ]
        for t in inner:
            found += [a for a in self._nominals.resolve(s, t, reach) if a.how == "name" or "owner" in reach]
        return found

    @staticmethod
    def among_them(tree: Tree, noun: int) -> list[int]:
        """The head of what stands behind "among them", wherever the parser hangs it."""
        for them in range(noun + 2, min(noun + 6, len(tree))):
            if tree.lower[them - 1 : them + 1] == ["among", "them"]:
                nouns = (t for t in range(them + 1, len(tree)) if tree.tags[t][:1] == "N")
                return [t for t in nouns if tree.deps[t] not in {"compound", "amod", "poss", "nmod"}][:1]
        return []

    def composed(self, s: Sentence, token: int) -> list[Argument]:
        """Who leads or makes up a body: "a coalition led by Oman and including Chad", "a force made up of Fijians"."""
        behind = any(s.tree.lower[k] in {"of", "from"} for k in s.tree.children(token, "prep"))
        beside = s.tree.deps[token] == "appos" and s.named[s.tree.heads[token]] is not None
        if s.tree.lower[token] not in _BODIES or behind or beside or self._nominals.owners_of(s, token, "people", 1):
            return []
        found: list[Argument] = []
        for clause in s.tree.children(token, "acl", "relcl"):
            for part in s.tree.conjuncts_after(clause):
                inner = [*s.tree.children(part, "pobj", "dobj")]
                if s.tree.lower[part] in {"led", "headed", "commanded", "formed", "run"}:
                    inner = list(s.tree.prepositions(part, {"by"}))
                elif s.tree.lower[part] in {"made", "composed", "consisting", "drawn"}:
                    inner = [
                        t for k in (part, *s.tree.children(part, "prt")) for t in s.tree.prepositions(k, {"of", "from"})
                    ]
                elif s.tree.lower[part] not in _HOLDING:
                    continue
                found += [a for t in inner for a in self._nominals.resolve(s, t)]
        return found

    def predicated(self, s: Sentence, token: int, depth: int) -> list[Argument]:
        """Of whom a common noun is said, by a copula or beside the name: "Rebels is a militia that Ankara arms"."""
        named = [t for t in self._bearers(s, token) if t != token]
        return [a for t in named for a in self._nominals.resolve_one(s, t, NEAR, depth + 1)]

    def _bearers(self, s: Sentence, token: int) -> list[int]:
        """The tokens of those of whom it is said."""
        tree, head = s.tree, s.tree.heads[token]
        nouns = self._lexicon.nouns
        linked = tree.lower[head] in COPULAS
        body = nouns["group_references"] | nouns["state_references"] | nouns["representatives"] | nouns["people"]
        among = tree.deps[token] == "pobj" and tree.lower[head] == "among" and tree.lower[tree.heads[head]] in COPULAS
        if among and (tree.lower[token] == "those" or tree.lower[token] in body):
            told = tree.children(tree.heads[head], "nsubj")  # "Peru was among those who condemned it"
            return [part for t in told for part in tree.conjuncts_after(t)]
        beside = s.named[head] if tree.deps[token] == "appos" else None
        person = beside is not None and beside.actor.kind == "Person"  # "Johnson Sirleaf, an economist whom Doe jailed"
        person = person and any(tree.lower[k] in {"who", "whom"} for c in tree.kids[token] for k in tree.kids[c])
        if (tree.lower[token] not in body and not person) or tree.child(token, "relcl", "acl") is None:
            return []
        match tree.deps[token]:
            case "nsubj":  # "the group that Delhi blames is Lashkar-e-Taiba"
                return [name for name in tree.children(head, "attr") if linked and s.named[name] is not None]
            case "appos":
                return [head] if s.named[head] is not None else []
            case "attr":
                subject = tree.child(head, "nsubj") if linked else None
                return [] if subject is None or subject == token else tree.conjuncts_after(subject)
        return []
