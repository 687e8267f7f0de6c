"""Reading documents: plain text with optional front matter, and JSON lines."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from detente.extract.errors import InputError
from detente.extract.model import Document

TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ""})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
_KNOWN = frozenset({"id", "title", "date", "source", "text"})
_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_OPEN_MATTER = re.compile(r"---[ \t]*\n(?:id|title|date|source)[ \t]*:", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


def read_documents(paths: Iterable[str | Path]) -> Iterator[Document]:
    """The documents of files and folders (searched for text and JSON-lines files, in name order).

    Raises:
        InputError: a file is missing, isn't UTF-8, or a record is malformed; the message names file and line.
    """
    for path in files_of(paths):
        yield from read_file(path)


def files_of(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The files meant by ``paths``; folders are searched, README files left out.

    Raises:
        InputError: a path doesn't exist, or its suffix says that it is not text.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file() and _meant(file.relative_to(path)))
        elif not path.exists():
            raise InputError(f"{path}: no such file or folder")
        elif path.suffix.lower() not in TEXT_SUFFIXES | LINES_SUFFIXES:
            raise InputError(f"{path}: can't read {path.suffix} files; give plain text (.txt) or JSON lines (.jsonl)")
        else:
            yield path


def _meant(path: Path) -> bool:
    """Whether a file inside a folder is a document."""
    if path.stem.upper() == "README" or any(part.startswith(".") for part in path.parts):
        return False
    return path.suffix != "" and path.suffix.lower() in TEXT_SUFFIXES | LINES_SUFFIXES


def read_file(path: Path) -> Iterator[Document]:
    """The documents of one file."""
    try:
        if path.suffix.lower() in LINES_SUFFIXES:
            with path.open(encoding="utf-8") as file:
                yield from read_lines(file, str(path))
        else:
            yield read_text(path.read_text("utf-8"), path.stem, str(path))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; convert it first") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def read_lines(lines: Iterable[str] | IO[str], where: str) -> Iterator[Document]:
    """The documents of JSON lines; ``where`` names the input in errors. Empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        line = line.removeprefix("\ufeff") if number == 1 else line
        if line.strip():
            yield _from_record(line, f"{where}:{number}")


def _from_record(line: str, where: str) -> Document:
    try:
        record = _cleaned(json.loads(line, parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not a JSON object (one a line is needed): {error}") from error
    if not isinstance(record, dict):
        raise InputError(f"{where}: a JSON object is needed, not {type(record).__name__}")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: `text` is missing or empty")
    for key in ("title", "date", "source"):
        if record.get(key) is not None and not isinstance(record[key], str):
            raise InputError(f"{where}: `{key}` must be text, not {type(record[key]).__name__}")
    identity = record.get("id")
    if identity is not None and (not isinstance(identity, str | int) or isinstance(identity, bool)):
        raise InputError(f"{where}: `id` must be text or a whole number, not {type(identity).__name__}")
    rest = {key: value for key, value in record.items() if key not in _KNOWN}
    return Document(
        text=text,
        title=record.get("title") or "",
        date=_date(record.get("date"), where),
        source=record.get("source") or None,
        id=str(identity) if identity is not None else "",
        metadata=MappingProxyType(rest),
    )


def _cleaned(value: Any) -> Any:
    """A JSON value with every text in it, keys too, made fit to keep."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def read_text(content: str, name: str, where: str) -> Document:
    """A plain text; ``---`` lines at its top may hold ``title:``, ``date:``, ``source:`` and more.

    Raises:
        InputError: the front matter or the date is malformed, or there is no text.
    """
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields: dict[str, str] = {}
    if match := _MATTER.match(content):
        for number, line in enumerate(match.group(1).splitlines(), 2):
            key, colon, value = line.partition(":")
            if not line.strip():
                continue
            if not colon or not key.strip():
                raise InputError(f"{where}:{number}: front matter needs `key: value`, found {line!r}")
            fields[key.strip().lower()] = value.strip().strip("\"'")
        content = content[match.end() :]
    elif _OPEN_MATTER.match(content):
        raise InputError(f"{where}: front matter has no closing line `---`")
    if not content.strip():
        raise InputError(f"{where}: there is no text")
    fields = _cleaned(fields)
    rest = {key: value for key, value in fields.items() if key not in _KNOWN}
    return Document(
        text=clean(content.strip()),
        title=fields.get("title", ""),
        date=_date(fields.get("date"), where),
        source=fields.get("source") or None,
        id=fields.get("id") or clean(name),
        metadata=MappingProxyType(rest),
    )


def clean(text: str) -> str:
    """``text`` with control characters, which RDF and XML can't hold, turned into blanks; same length."""
    return _CONTROL.sub(" ", text)


def _date(value: str | None, where: str) -> str | None:
    """An ISO day; a time behind it is dropped."""
    if not value or not value.strip():
        return None
    try:
        return dt.date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        raise InputError(f"{where}: date {value!r} is not an ISO date such as 2024-03-26") from None
