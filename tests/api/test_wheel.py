"""What is installed is whole: every module and data file is in the wheel, and the demo runs from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("ontology", "extract", "graph", "api")
PACKAGES = (*CODE, "examples")
LEFT_OUT = frozenset({"examples/README.md", "examples/graph.svg"})


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the sources."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    target = source / "dist"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(source)]
    done = subprocess.run(build, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = target.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_is_in_the_wheel(names: list[str], package: str) -> None:
    files = (path.relative_to(ROOT) for path in (ROOT / package).rglob("*") if path.is_file())
    wanted = {f"detente/{file.as_posix()}" for file in files if "__pycache__" not in file.parts}
    assert f"detente/{package}/__init__.py" in wanted
    assert f"detente/{package}/py.typed" in wanted or package not in CODE
    assert wanted - set(names) == {f"detente/{file}" for file in LEFT_OUT if file.startswith(f"{package}/")}


def test_nothing_else_is_in_the_wheel(names: list[str]) -> None:
    tops = {tuple(name.split("/")[:2]) for name in names if not name.split("/")[0].endswith(".dist-info")}
    assert tops == {("detente", package) for package in PACKAGES}


def test_packages_are_flat_and_all_declared() -> None:
    nested = [path for package in PACKAGES for path in (ROOT / package).glob("*/**/*.py")]
    assert nested == []
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-dir"]
    assert declared == {f"detente.{package}": package for package in PACKAGES}


def test_the_demo_runs_from_the_wheel_in_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(installed), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True, timeout=300)
    environment = os.environ | {"PYTHONPATH": str(installed), "DETENTE_STORE": str(tmp_path / "store")}

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, timeout=300, cwd=elsewhere, env=environment
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    assert run("-c", "import detente.api as api; print(api.__file__)").startswith(str(installed))
    briefs = len(list((ROOT / "examples").glob("*.txt")))
    said = run(str(installed / "bin" / "detente"), "demo", "--no-serve", "--table")
    assert f"{briefs} documents read: {briefs} new" in said
    assert "affirmed" in said
