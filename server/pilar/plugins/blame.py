"""An exception that came out of a plugin -> the file and line of the plugin that an author has to look at."""

from __future__ import annotations

import traceback
from pathlib import Path

from pilar.plugins.plugin import Plugin


def blame(error: BaseException, plugin: Plugin) -> tuple[str, int]:
    """Return the innermost line of the plugin's own code below which `error` was raised."""
    lines = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        lines.append((error.filename or "", error.lineno or 0))
    folder = plugin.manifest.path.parent if plugin.manifest else Path(plugin.package)
    own = [(file, line) for file, line in lines if Path(file).is_relative_to(folder)]
    return own[-1] if own else (str(folder / "__init__.py"), 1)


def reason(error: BaseException) -> str:
    """Return the kind of an exception and the first line of what it says, as one sentence."""
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    first = said.strip().partition("\n")[0].rstrip(".")
    return f"{type(error).__name__}: {first}." if first else f"{type(error).__name__}."
