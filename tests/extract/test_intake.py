"""Reading documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from detente.extract.errors import InputError
from detente.extract.intake import clean, files_of, read_documents, read_file, read_lines, read_text
from detente.extract.model import Document
from hypothesis import given
from hypothesis import strategies as st


def test_front_matter_becomes_the_documents_fields() -> None:
    text = (
        "---\ntitle: 'Talks: a start'\nDate: 2024-03-26T10:00:00Z\nsource: Example Wire\ndesk: East\n---\n\nThey met.\n"
    )
    document = read_text(text, "brief", "brief.txt")
    assert document == Document("They met.", "Talks: a start", "2024-03-26", "Example Wire", "brief")
    assert document.metadata == {"desk": "East"}


def test_text_without_front_matter_is_all_text() -> None:
    assert read_text("\ufeffThey met.\r\nThey parted.", "brief", "brief.txt").text == "They met.\nThey parted."
    assert read_text("They met.\n---\nThey parted.", "brief", "brief.txt").text == "They met.\n---\nThey parted."


def test_old_line_ends_are_read_like_new_ones() -> None:
    document = read_text("---\rtitle: A\r---\rThey met.\rThey parted.", "brief", "brief.txt")
    assert (document.title, document.text) == ("A", "They met.\nThey parted.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: A\nno colon here\n---\nText.", "brief.txt:3: front matter needs `key: value`"),
        ("---\ndate: 26 March 2024\n---\nText.", "brief.txt: date '26 March 2024' is not an ISO date"),
        ("---\ntitle: A\n---\n \n", "brief.txt: there is no text"),
        ("---\ntitle: A\nText without an end.", "brief.txt: front matter has no closing line `---`"),
        ("", "brief.txt: there is no text"),
    ],
)
def test_faults_of_a_text_are_named_by_file_and_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(text, "brief", "brief.txt")
    assert said in str(caught.value)


def test_json_lines_keep_what_they_bring_along() -> None:
    lines = ['{"id": 7, "title": null, "date": "2024-03-26", "text": "They met.", "tags": ["a"]}\n', "\n"]
    (document,) = read_lines(lines, "archive.jsonl")
    assert document == Document("They met.", date="2024-03-26", id="7")
    assert document.metadata == {"tags": ["a"]}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not a JSON object"),
        ("[1]", "a JSON object is needed, not list"),
        ('"text"', "a JSON object is needed, not str"),
        ("{}", "`text` is missing or empty"),
        ('{"text": "  "}', "`text` is missing or empty"),
        ('{"text": 5}', "`text` is missing or empty"),
        ('{"text": "a", "title": 5}', "`title` must be text, not int"),
        ('{"text": "a", "date": 2024}', "`date` must be text, not int"),
        ('{"text": "a", "date": "soon"}', "is not an ISO date"),
        ('{"text": "a", "id": {}}', "`id` must be text or a whole number, not dict"),
        ('{"text": "a", "id": true}', "`id` must be text or a whole number, not bool"),
        ("[" * 100_000, "not a JSON object"),
        ('{"text": "a", "id": ' + "1" * 5000 + "}", "not a JSON object"),
        ('{"text": "a", "n": NaN}', "not a JSON object"),
    ],
    ids=lambda value: value[:30],
)
def test_faults_of_a_record_are_named_by_file_and_line(line: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_lines(['{"text": "fine"}', "", line], "archive.jsonl"))
    assert str(caught.value).startswith("archive.jsonl:3: ")
    assert said in str(caught.value)


@given(st.text(st.characters()))
def test_control_characters_become_blanks_in_their_places(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert all(new == old or new == " " for new, old in zip(cleaned, text, strict=True))
    cleaned.encode()
    assert not any(ord(char) < 32 and char not in "\t\n\r" for char in cleaned)


def test_offsets_hold_in_a_text_with_control_characters() -> None:
    (document,) = read_lines([json.dumps({"text": "a\x00b\ud800c\x1b", "title": "x\x07"})], "archive.jsonl")
    assert (document.text, document.title) == ("a b c ", "x ")


def test_metadata_holds_no_lone_surrogates() -> None:
    (document,) = read_lines([r'{"text": "a", "by\ud800": ["x\udfff", {"k": "y\u0000"}]}'], "archive.jsonl")
    assert json.dumps(dict(document.metadata), ensure_ascii=False).encode()


def test_folders_are_read_in_name_order_without_readmes_and_hidden_files(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.jsonl",
        "README.md",
        "readme.txt",
        ".hidden.txt",
        "d.pdf",
        "noext",
        ".git/x.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "C."}' if name.endswith("jsonl") else name)
    assert [document.id or "c" for document in read_documents([tmp_path])] == ["a", "b", "c"]
    assert [path.name for path in files_of([tmp_path / "README.md"])] == ["README.md"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"caf\xe9", "a.txt: not UTF-8 at byte 3; convert it first"),
        ("a.jsonl", b'{"text": "caf\xe9"}', "a.jsonl"),
        ("a.pdf", b"%PDF", "can't read .pdf files"),
    ],
)
def test_files_that_hold_no_text(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(read_documents([tmp_path / name]))
    assert said in str(caught.value)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InputError, match=r"gone\.txt: no such file or folder"):
        list(read_documents(["gone.txt"]))


def test_a_json_lines_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"text": "They met."}\n')
    assert [document.text for document in read_file(tmp_path / "a.jsonl")] == ["They met."]
