"""Classes that rules in several places refer to: of relation types, of kinds of actors, of function words."""

from __future__ import annotations

from types import MappingProxyType

FORCE = frozenset({"assault", "coerce", "mobilize"})
"""Relations of acts by force."""
SPOKEN = frozenset({"accuse", "agree", "consult", "protest", "reject", "request", "support", "threaten"})
"""Relations of acts done in words."""
MUTUAL_TIES = frozenset({"alliedWith", "enemyOf", "partnerOf", "rivalOf"})
"""Ties that hold from both sides, named by one word for both: "the allies A and B"."""

STATES = frozenset({"State", "Territory"})
"""Kinds of actors that a country's name stands for."""
GROUPS = frozenset({"ArmedGroup", "Movement", "Party"})
"""Kinds of actors that "the group" takes up."""

BE = frozenset("is are was were be been being am 's ’s 're ’re".split())
"""The forms of "be"."""
COPULAS = BE | frozenset("remain remains remained stay stayed".split())
"""Verbs that link a subject to what it is."""
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
"""Relative pronouns."""
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
"""Reflexive pronouns of the third person."""
RECIPROCAL = REFLEXIVE | {"other", "another"}
"""Objects that take up the subject: "itself", "each other"."""
COUNTS = frozenset({"both", "two", "three", "four", "five"})
"""Words that count the members of a group named before: "the three", "both"."""
COUNTED = MappingProxyType({"three": 3, "four": 4, "five": 5, "six": 6})
"""How many are listed before that a number takes up: "the three Sahel states"."""
MATERIEL = frozenset({"defences", "defenses"})
"""Plurals that name things to hit or give, where the singular names an act."""
INVITATIONS = frozenset({"invitation", "request", "behest", "urging"})
"""At whose what one comes is at whose word, not against whom: "at the request of the president"."""
