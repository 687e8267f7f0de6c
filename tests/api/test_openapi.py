"""The OpenAPI document: what it says of every field, and that the server keeps to it, whatever it is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import jsonschema
import pytest
from our_server import COMMAND, serving

HOOKS = Path(__file__).with_name("schemathesis.toml")


def test_every_field_has_an_example(web: httpx.Client) -> None:
    """Its own, or those of the schema that it refers to; and the example is one by its schema."""
    document = web.get("/openapi.json").json()
    for name, schema in document["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            assert "$ref" in str(described) or described.get("examples"), f"{name}.{field}"
            for example in described.get("examples", ()):
                jsonschema.validate(example, described | {"components": document["components"]})


def test_every_parameter_has_an_example(web: httpx.Client) -> None:
    for path, operations in web.get("/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", ()):
                where = f"{method} {path} {parameter['name']}"
                examples = parameter["schema"].get("examples")
                assert examples, where
                for example in examples:
                    jsonschema.validate(example, parameter["schema"])


def test_every_answer_is_as_documented(filled: Path, tmp_path: Path) -> None:
    pytest.importorskip("schemathesis")
    store = shutil.copytree(filled, tmp_path / "store")
    create = [*COMMAND, "keys", "create", "--scope", "admin", "--store", str(store)]
    key = subprocess.run(create, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    with serving(store, DETENTE_QUERY_SECONDS="2") as address:
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", "--checks", checks,
            "--max-examples", os.environ.get("DETENTE_FUZZ", "12"), "--seed", "1", "--header", f"X-API-Key: {key}",
            "--phases", "examples,coverage,fuzzing",
        ]  # fmt: skip
        hooks = {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(Path(__file__).parent)}
        environment = os.environ | hooks
        done = subprocess.run(command, capture_output=True, text=True, timeout=580, cwd=tmp_path, env=environment)
        alive = httpx.get(f"{address}/healthz").status_code
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert alive == 200
