"""Which spaCy pipeline documents are read with, and that claims say so."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from detente.extract import Document, Extractor
from detente.extract.errors import ModelMissing
from detente.extract.models import SMALL, chosen_model

LARGE = "en_core_web_trf"
TEXT = Document("Russia attacked Ukraine.", date="2022-02-24")


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to import from, with the small pipeline under the name of the largest official one."""
    nlp = importlib.import_module(chosen_model()).load()
    nlp.meta["name"], nlp.meta["version"] = "core_web_trf", "9.9.9"
    package = tmp_path / LARGE
    package.mkdir()
    nlp.to_disk(package / f"{LARGE}-9.9.9")
    shutil.copy(package / f"{LARGE}-9.9.9" / "meta.json", package)
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_the_small_one_is_usual_whatever_is_installed(large: Path) -> None:
    assert chosen_model() in SMALL
    (claim,) = Extractor().extract(TEXT).claims
    assert claim.extractor == "rules"


def test_the_largest_installed_is_taken_when_asked_for_and_its_claims_name_it(large: Path) -> None:
    assert chosen_model("largest") == LARGE
    (claim,) = Extractor("largest").extract(TEXT).claims
    assert (claim.subject.actor, claim.relation, claim.object.actor) == ("russia", "assault", "ukraine")
    assert claim.extractor == "rules on en_core_web_trf-9.9.9"


@pytest.mark.parametrize("name", ["en_core_web_nosuch", "../evil", "os.path", "nosuch.sub"])
def test_one_that_is_not_installed_is_said(name: str) -> None:
    with pytest.raises(ModelMissing, match="not installed"):
        Extractor(name)


def test_a_module_that_is_no_pipeline_is_said() -> None:
    with pytest.raises(ModelMissing, match="can't be loaded"):
        Extractor("json")


def test_a_pipeline_that_parses_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "blank_english.py").write_text("import spacy\n\n\ndef load(**_):\n    return spacy.blank('en')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModelMissing, match="no ner and no parser and no tagger"):
        Extractor("blank_english")


def test_choosing_loads_no_pipeline() -> None:
    """The server chooses, and leaves the loading to the process that reads."""
    code = "import sys; from detente.extract.models import chosen_model; chosen_model(); print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
