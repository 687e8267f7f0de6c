"""The verb that makes, lists and revokes API keys."""

from __future__ import annotations

import argparse

from detente.api.output import Output
from detente.api.verbs import Verbs, settings_of

SCOPES = ("read", "write", "admin")


def add_verbs(verbs: Verbs) -> None:
    """Add the parsers of this module's verbs."""
    keys = verbs.add(
        "keys", run_list, "make, list and revoke the keys that allow writing over HTTP",
        "detente keys create --scope write --note 'the newsroom'\ndetente keys list\ndetente keys revoke 1f2e3d4c",
        verbs.stored,
    )  # fmt: skip
    actions = keys.add_subparsers(title="actions", metavar="ACTION", required=True)
    create = actions.add_parser("create", parents=[verbs.stored], help="make a key; it is printed once, at the end")
    create.add_argument("--scope", choices=SCOPES, default="read", help="what it may do (default: read)")
    create.add_argument("--note", default="", metavar="TEXT", help="whom it is for")
    create.set_defaults(run=run_create)
    actions.add_parser("list", parents=[verbs.shown], help="show what is kept of each key").set_defaults(run=run_list)
    revoke = actions.add_parser("revoke", parents=[verbs.stored], help="make a key worthless from now on")
    revoke.add_argument("id", metavar="ID", help="as `detente keys list` shows it")
    revoke.set_defaults(run=run_revoke)


def run_create(options: argparse.Namespace) -> int:
    """``keys create``"""
    from detente.api.keys import key_ring

    key, text = key_ring(settings_of(options)).create(options.scope, options.note)
    Output.choose("table").text(f"key {key.id} may {key.scope}; it is shown only this once:", text)
    return 0


def run_list(options: argparse.Namespace) -> int:
    """``keys list``"""
    from detente.api.keys import key_ring

    keys = key_ring(settings_of(options)).keys()
    columns = ("id", "scope", "created", "note", "revoked")
    rows = [tuple(getattr(key, column) for column in columns) for key in keys]
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    Output.choose(options.form).either(listed, columns, rows)
    return 0


def run_revoke(options: argparse.Namespace) -> int:
    """``keys revoke ID``"""
    from detente.api.keys import key_ring

    key = key_ring(settings_of(options)).revoke(options.id)
    Output.choose("table").text(f"key {key.id} is revoked")
    return 0
