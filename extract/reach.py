"""How far a role may look for its actor.

``people`` (a noun that acts for an actor: "Russian officials"), ``owner`` (any thing of an actor's: "an Iranian
airport"), ``instrument`` (a thing that acts for its owner: "Israeli drones"), ``place`` (an actor as the place of the
thing: "buildings in Iran"), ``helpers`` (who helps for it: "Cuban doctors").
"""

from __future__ import annotations

Reach = frozenset[str]
NEAR: Reach = frozenset({"people"})
SOURCE: Reach = frozenset({"people", "instrument"})
TARGET: Reach = frozenset({"people", "owner"})
VICTIM: Reach = frozenset({"people", "owner", "place"})
