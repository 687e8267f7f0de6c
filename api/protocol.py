"""SPARQL 1.1 Protocol, the request side: what is asked, out of GET and both kinds of POST. https://www.w3.org/TR/sparql11-protocol/"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from detente.api.errors import BadRequest, BodyTooLarge, UnknownBody
from detente.api.iri import absolute_iri
from detente.api.queries import Query, Update

if TYPE_CHECKING:  # the workers, which read queries too, have no need of it
    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

Pairs = Sequence[tuple[str, str]]


async def read_query(request: Request, max_body: int) -> Query:
    """The query of a GET or POST request.

    Raises :class:`BadRequest` where there isn't exactly one, :class:`BodyTooLarge` and :class:`UnknownBody`.
    """
    pairs = url_pairs(request)
    if request.method != "POST":
        return _query(only(pairs, "query"), request, pairs)
    kind = body_type(request)
    if kind == FORM:
        form = decode_form((await read_body(request, max_body)).decode("ascii", "replace"))
        return _query(only(form, "query"), request, [*form, *pairs])
    if kind == QUERY:
        if any(name == "query" for name, _ in pairs):
            raise BadRequest("the query stands both in the body and in the URL: send it once")
        return _query(decode_text(await read_body(request, max_body)), request, pairs)
    raise UnknownBody(f"a query is posted as {QUERY} or {FORM}, not as {kind or 'a body without Content-Type'}")


async def read_update(request: Request, max_body: int) -> Update:
    """The update of a POST request; raises as :func:`read_query` does."""
    pairs = url_pairs(request)
    kind = body_type(request)
    if kind == FORM:
        form = decode_form((await read_body(request, max_body)).decode("ascii", "replace"))
        return _update(only(form, "update"), request, [*form, *pairs])
    if kind == UPDATE:
        return _update(decode_text(await read_body(request, max_body)), request, pairs)
    raise UnknownBody(f"an update is posted as {UPDATE} or {FORM}, not as {kind or 'a body without Content-Type'}")


def url_pairs(request: Request) -> list[tuple[str, str]]:
    """The parameters of the request's URL, decoded once."""
    return decode_form(request.scope["query_string"].decode("latin-1"))


def decode_form(text: str) -> list[tuple[str, str]]:
    """The names and values of a form-encoded text; raises :class:`BadRequest` where they aren't UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise BadRequest("the parameters are not UTF-8") from None


def decode_text(body: bytes) -> str:
    """The body as text; raises :class:`BadRequest` where it isn't UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8 (byte {error.start})") from None


def only(pairs: Pairs, name: str) -> str:
    """The value of the one parameter ``name``; raises :class:`BadRequest` where there is none or more than one."""
    values = [value for key, value in pairs if key == name]
    if len(values) != 1:
        raise BadRequest(f"exactly one parameter '{name}' is needed, not {len(values)}")
    return values[0]


def body_type(request: Request) -> str:
    """The media type of the body, without its parameters, in small letters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_body(request: Request, limit: int) -> bytes:
    """The body; raises :class:`BodyTooLarge` as soon as it is longer than ``limit`` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyTooLarge(f"the body is longer than the {limit} bytes that are taken")
    return bytes(body)


def _query(text: str, request: Request, pairs: Pairs) -> Query:
    return query_of(text, request.headers.get("accept"), pairs, str(request.url.replace(query="")))


def query_of(text: str, accept: str | None, pairs: Pairs, base: str) -> Query:
    """A query with the dataset that the parameters name; raises :class:`BadRequest`."""
    if not pairs:
        return Query(text, accept, base=base)
    return Query(text, accept, values(pairs, "default-graph-uri"), values(pairs, "named-graph-uri"), base)


def _update(text: str, request: Request, pairs: Pairs) -> Update:
    base = str(request.url.replace(query=""))
    return Update(text, values(pairs, "using-graph-uri"), values(pairs, "using-named-graph-uri"), base)


def values(pairs: Pairs, name: str) -> tuple[str, ...]:
    """The absolute IRIs of all parameters ``name``; raises :class:`BadRequest` for what is none."""
    return tuple(absolute_iri(value) for key, value in pairs if key == name)
