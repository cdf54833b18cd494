"""Templates -> HTML answers, in the reader's language, with the headers that every page of ours carries."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from pilar.http.assets import address_of
from pilar.http.negotiation import Language, choose_language

TEMPLATES: Final = Path(__file__).parent / "templates"
SECURITY_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_templates: Final = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["asset"] = address_of


def page_language(request: Request) -> Language:
    """Return what `?lang=` names, else what `Accept-Language` prefers, else Indonesian."""
    match request.query_params.get("lang", "").lower():
        case "id" | "en" as language:
            return language
        case _:
            return choose_language(request.headers.get("Accept-Language", ""))


def words_of(page: str, language: Language) -> dict[str, Any]:
    """Return the words of `page` in `language`, from `templates/<page>.<language>.toml`."""
    return tomllib.loads((TEMPLATES / f"{page}.{language}.toml").read_text(encoding="utf-8"))


def html(request: Request, template: str, policy: str, status: int = 200, **context: object) -> Response:
    """Render `template` under the content security policy `policy`; 304 when the reader has those bytes."""
    body = _templates.get_template(template).render(context).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        **SECURITY_HEADERS,
        "Content-Security-Policy": policy,
        "Cache-Control": "no-cache",
        "ETag": etag,
        "Vary": "Accept-Language",
    }
    if status == 200 and etag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type="text/html")
