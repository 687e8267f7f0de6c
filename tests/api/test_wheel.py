"""What is installed is whole: every module and data file is in the wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("ontology", "extract", "graph", "api")
LEFT_OUT = frozenset({"__pycache__"})


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel built from a copy of the sources."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns(*LEFT_OUT))
    target = source / "dist"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(source)]
    done = subprocess.run(build, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = target.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_is_in_the_wheel(wheel: list[str], package: str) -> None:
    files = [path for path in (ROOT / package).rglob("*") if path.is_file() and not LEFT_OUT & set(path.parts)]
    wanted = {f"detente/{path.relative_to(ROOT).as_posix()}" for path in files}
    assert f"detente/{package}/__init__.py" in wanted
    assert f"detente/{package}/py.typed" in wanted
    assert wanted - set(wheel) == set()


def test_nothing_else_is_in_the_wheel(wheel: list[str]) -> None:
    tops = {tuple(name.split("/")[:2]) for name in wheel if not name.split("/")[0].endswith(".dist-info")}
    assert tops == {("detente", package) for package in PACKAGES}


def test_packages_are_flat() -> None:
    nested = [path for package in PACKAGES for path in (ROOT / package).glob("*/**/*.py")]
    assert nested == []
