"""Queries as they stand on the wire, read by the workers themselves where they are plain."""

from __future__ import annotations

import re
from collections.abc import Collection

from detente.api.errors import ApiError
from detente.api.hosts import host_of
from detente.api.protocol import FORM, QUERY, decode_form, decode_text, only, query_of
from detente.api.queries import Query
from httptools import HttpParserError, HttpRequestParser

STARTS = (b"POST /sparql ", b"POST /sparql?", b"GET /sparql?")
"""How a request begins that may be plain."""
LONGEST = 1 << 15
"""Bytes of a plain request; the engine reads so long a query in some milliseconds."""
HEADS = 64
"""How many a reader remembers."""
USED = frozenset({b"host", b"accept", b"connection", b"content-type", b"content-length"})
PASSED_OVER = frozenset(
    {
        b"accept-charset", b"accept-encoding", b"accept-language", b"authorization", b"cache-control",
        b"cookie", b"dnt", b"pragma", b"priority", b"referer", b"user-agent", b"x-api-key",
    }
)  # fmt: skip
"""Headers that change nothing in the answer to a query."""
HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")


class NotPlain(Exception):
    """The server had better read this request."""


class _Parts:
    """What the parser finds."""

    def __init__(self) -> None:
        self.begun = 0
        self.whole = False
        self.url = b""
        self.headers: dict[bytes, str] = {}
        self.body = b""

    def on_message_begin(self) -> None:
        self.begun += 1

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        name = name.lower()
        if name in USED and name not in self.headers:
            self.headers[name] = value.decode("latin-1")
        elif name not in PASSED_OVER and not name.startswith(b"sec-"):
            raise NotPlain

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        self.whole = True


def read_plain(data: bytes, hosts: Collection[str] | None) -> tuple[str, Query] | None:
    """The method and the query of one request, which begins with one of :data:`STARTS`; ``None``: it isn't whole yet.

    Args:
        data: all that came of it.
        hosts: names that the server goes by; ``None``: any.

    Raises:
        NotPlain: it is something else, or wrong, or more than one request, or the last of its connection.
    """
    parts = _Parts()
    parser = HttpRequestParser(parts)
    try:
        parser.feed_data(data)
    except (HttpParserError, NotPlain):
        raise NotPlain from None
    if parts.begun > 1 or len(data) > LONGEST:
        raise NotPlain
    if not parts.whole:
        return None
    if parser.get_http_version() != "1.1" or parts.headers.get(b"connection", "keep-alive").lower() != "keep-alive":
        raise NotPlain
    host = parts.headers.get(b"host", "")
    if not HOST.fullmatch(host) or (hosts is not None and host_of(host) not in hosts):
        raise NotPlain
    method = parser.get_method().decode()
    try:
        return method, _query(method, parts, f"http://{host}/sparql")
    except ApiError:
        raise NotPlain from None


def _query(method: str, parts: _Parts, base: str) -> Query:
    path, _, parameters = parts.url.decode("latin-1").partition("?")
    if path != "/sparql":
        raise NotPlain
    pairs = decode_form(parameters) if parameters else []
    accept = parts.headers.get(b"accept")
    if method == "GET":
        return query_of(only(pairs, "query"), accept, pairs, base)
    kind = parts.headers.get(b"content-type", "").partition(";")[0].strip().lower()
    if kind == QUERY and not pairs:
        return query_of(decode_text(parts.body), accept, pairs, base)
    if kind == FORM:
        form = decode_form(parts.body.decode("ascii", "replace"))
        return query_of(only(form, "query"), accept, [*form, *pairs], base)
    raise NotPlain


class PlainReader:
    """:func:`read_plain` for a client that sends the same head again and again, which says the same each time.

    Args:
        hosts: names that the server goes by; ``None``: any.
    """

    def __init__(self, hosts: Collection[str] | None) -> None:
        self._hosts = hosts
        self._heads: dict[bytes, tuple[int, str | None, str | None]] = {}
        """Of queries that stand in the body as they are: the body's length, what is accepted, and the base."""

    def read(self, data: bytes) -> tuple[str, Query] | None:
        """As :func:`read_plain`."""
        head, _, body = data.partition(b"\r\n\r\n")
        known = self._heads.get(head)
        if known is not None and len(body) == known[0]:
            try:
                return "POST", Query(body.decode(), known[1], base=known[2])
            except UnicodeDecodeError:
                raise NotPlain from None
        found = read_plain(data, self._hosts)
        if found is not None and found[0] == "POST" and found[1].text.encode() == body:
            if len(self._heads) >= HEADS:
                self._heads.clear()
            self._heads[head] = len(body), found[1].accept, found[1].base
        return found
