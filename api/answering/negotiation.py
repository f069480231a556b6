"""Content negotiation and caching: which format, which language, which version of the answer (RFC 9110, 9111)."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.answering.problems import NotAcceptable

_COMPRESS_FROM = 600  # bytes; below, gzip's own overhead eats the gain
_NOT_COMPRESSED = ("image/png", "font/", "application/gzip")


@dataclass(frozen=True, slots=True)
class Range:
    """One element of an Accept header."""

    value: str
    quality: float


def ranges(header: str) -> tuple[Range, ...]:
    """The elements of an Accept or Accept-Language header, as they stand; a quality that is no number counts as 0."""
    found = []
    for part in header.split(","):
        value, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, number = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(number), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if value:
            found.append(Range(value.lower(), quality))
    return tuple(found)


def media_type(request: Request, offered: Sequence[str]) -> str:
    """The best of the offered media types by the caller's Accept header; the first where all are equal.

    Raises NotAcceptable (406, with the list of what there is) where none is acceptable.
    """
    accepted = ranges(request.headers.get("accept") or "*/*")
    scored = [(_quality(each, accepted), -index, each) for index, each in enumerate(offered)]
    quality, _, best = max(scored)
    if quality <= 0:
        raise NotAcceptable(tuple(offered))
    return best


def _quality(offered: str, accepted: Sequence[Range]) -> float:
    """The quality of the most specific range that matches."""
    kind = offered.split("/")[0]
    for wanted in (offered, f"{kind}/*", "*/*"):
        found = [each.quality for each in accepted if each.value == wanted]
        if found:
            return max(found) + (0.0001 if wanted == offered and max(found) > 0 else 0)
    return 0.0


def language(request: Request, default: str = "") -> str:
    """``ja`` or ``en``: by ``?lang=``, else Accept-Language, else the default, else Japanese."""
    asked = request.query_params.get("lang", "")
    if asked in ("ja", "en"):
        return asked
    header = request.headers.get("accept-language", "")
    scored = [
        (each.quality, -index, each.value[:2])
        for index, each in enumerate(ranges(header))
        if each.value[:2] in ("ja", "en")
    ]
    best = max(scored, default=None)
    if best and best[0] > 0:
        return best[2]
    return default or "ja"


def answer(
    request: Request,
    body: bytes,
    media_type_: str,
    version: str,
    *,
    status: int = 200,
    lang: str = "",
    vary: Sequence[str] = ("Accept",),
    headers: Mapping[str, str] | None = None,
    max_age: int = 0,
) -> Response:
    """A cacheable answer: strong ETag (version of the data, body, media type, language, coding), 304, gzip, Vary."""
    compressible = len(body) >= _COMPRESS_FROM and not media_type_.startswith(_NOT_COMPRESSED)
    wanted = ranges(request.headers.get("accept-encoding", ""))
    coding = {each.value: each.quality for each in wanted}
    zipped = compressible and coding.get("gzip", coding.get("*", 0.0)) > 0
    digest = hashlib.sha256(body).hexdigest()[:12]
    kind = hashlib.sha256(media_type_.encode()).hexdigest()[:6]
    tag = f'"{version}-{digest}-{kind}{"-" + lang if lang else ""}{"-gz" if zipped else ""}"'
    out = {
        "ETag": tag,
        "Vary": ", ".join(dict.fromkeys([*vary, "Accept-Encoding"])),
        "Cache-Control": f"public, max-age={max_age}" if max_age else "no-cache",
        **(headers or {}),
    }
    if lang:
        out["Content-Language"] = lang
    if status == 200 and _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=out)
    if zipped:
        body = gzip.compress(body, 6, mtime=0)
        out["Content-Encoding"] = "gzip"
    return Response(
        body,
        status,
        out,
        media_type_
        if "charset" in media_type_ or not media_type_.startswith("text/")
        else f"{media_type_}; charset=utf-8",
    )


def _matches(header: str, tag: str) -> bool:
    return any(each.strip().removeprefix("W/") in (tag, "*") for each in header.split(",")) if header else False
