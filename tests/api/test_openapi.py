"""The OpenAPI document: what it says of every field, and that the server keeps to it, whatever it is asked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import jsonschema
import pytest
from our_server import COMMAND, serving


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


@pytest.fixture(scope="module")
def written(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server that may be written to, and a key to do it with."""
    pytest.importorskip("schemathesis")
    store = shutil.copytree(filled, tmp_path_factory.mktemp("fuzzed") / "store")
    create = [*COMMAND, "keys", "create", "--scope", "admin", "--store", str(store)]
    key = subprocess.run(create, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    with serving(store, DETENTE_QUERY_SECONDS="2") as address:
        yield address, key


def fuzz(document: str, written: tuple[str, str], folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Ask all sorts of things by that document (a file or an address), and hold the answers against it."""
    address, key = written
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", document, "--url", address, "--checks", checks,
        "--max-examples", os.environ.get("DETENTE_FUZZ", "12"), "--seed", "1", "--header", f"X-API-Key: {key}",
        "--phases", "examples,coverage,fuzzing", *more,
    ]  # fmt: skip
    hooks = {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(Path(__file__).parent)}
    environment = os.environ | hooks
    return subprocess.run(command, capture_output=True, text=True, timeout=580, cwd=folder, env=environment)


def test_every_answer_is_as_documented(written: tuple[str, str], tmp_path: Path) -> None:
    document = f"{written[0]}/openapi.json"
    operations = sum(len(methods) for methods in httpx.get(document).json()["paths"].values())
    done = fuzz(document, written, tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert re.search(rf"Selected: {operations}/{operations}\s+Tested: {operations}\s", done.stdout), done.stdout[-3000:]
    assert httpx.get(f"{written[0]}/healthz").status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/v1/changes", "400"), ("/v1/claims/{key}", "404")])
def test_an_answer_that_is_not_documented_is_found(
    written: tuple[str, str], tmp_path: Path, path: str, status: str
) -> None:
    document = httpx.get(f"{written[0]}/openapi.json").json()
    (tmp_path / "whole.json").write_text(json.dumps(document))
    del document["paths"][path]["get"]["responses"][status]
    (tmp_path / "lacking.json").write_text(json.dumps(document))
    assert fuzz("whole.json", written, tmp_path, "--include-path", path).returncode == 0
    done = fuzz("lacking.json", written, tmp_path, "--include-path", path)
    assert done.returncode == 1
    assert f"[{status}]" in done.stdout.partition("FAILURES")[2]
