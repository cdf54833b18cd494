"""`/static/...` -> our files, compressed for who takes gzip, cached for ever where the address has a hash."""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pilar.http.negotiation import takes_gzip

STATIC: Final = Path(__file__).parent / "static"
IMMUTABLE: Final = "public, max-age=31536000, immutable"
MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}


@cache
def address_of(name: str) -> str:
    """Return the address of `name` in `static/`; it changes with the file, so that caches need not ask."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def asset_routes(static: Path) -> list[Route]:
    """Return the route that serves the files in `static`."""
    return [Route("/static/{path:path}", partial(asset, static))]


async def asset(static: Path, request: Request) -> Response:
    """Serve one file of `static`. Only the types in `MEDIA_TYPES` are served; all else is 404."""
    path = static / request.path_params["path"]
    media_type = MEDIA_TYPES.get(path.suffix)
    if media_type is None or not _is_file_in(static, path):
        raise HTTPException(404)
    is_hashed = path.parent.name == "assets" or "v" in request.query_params
    headers = {
        "Cache-Control": IMMUTABLE if is_hashed else "no-cache",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    twin = path.with_name(f"{path.name}.gz")
    if takes_gzip(request.headers.get("Accept-Encoding", "")) and twin.is_file():
        headers["Content-Encoding"] = "gzip"
        path = twin
    return _conditional(
        request, FileResponse(path, headers=headers, media_type=media_type, stat_result=path.stat())
    )


def _is_file_in(folder: Path, path: Path) -> bool:
    """Whether `path` is a file in `folder`. What cannot be a path (a null in it) is none, not an error."""
    try:
        return path.resolve().is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        return False


def _conditional(request: Request, response: FileResponse) -> Response:
    """Answer 304 when the client has the same bytes."""
    if response.headers["ETag"] not in request.headers.get("If-None-Match", ""):
        return response
    kept = ("ETag", "Cache-Control", "Vary", "X-Content-Type-Options")
    return Response(status_code=304, headers={name: response.headers[name] for name in kept})
