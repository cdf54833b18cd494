"""The command `pilar`: one file a command, one place where errors become a message and an exit code.

Exit codes: 0 done, 1 failed, 2 wrong usage. An error on purpose prints its code, its message and what to do;
any other prints its kind and how to report it. Neither prints a traceback.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from keyword import iskeyword
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from pilar import __version__
from pilar.errors import PilarError

COMMANDS: Final = ("serve", "db", "import", "schema", "plugin", "assess", "doctor")
"""Each is a module of this package. It holds a Typer application `app`, or a function of the name of the module."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        compose(given)(given, prog_name="pilar")
    except PilarError as error:
        _fail(f"Error {error.code}", error.message, error.hint)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        remedy = "This is a bug in Pilar: please report it. PYTHONDEVMODE=1 shows where it happened."
        _fail(f"Unexpected {type(error).__name__}", str(error), remedy)
    sys.exit(0)


def compose(arguments: Sequence[str]) -> typer.Typer:
    """Compose the application out of the command that `arguments` begin with, or else out of all.

    So a command does not wait for the imports of the others, while `--help` and a slip of the pen know all.
    """
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(options)
    named = [name for name in arguments[:1] if name in COMMANDS]
    for name in named or COMMANDS:
        python_name = f"{name}_" if iskeyword(name) else name
        module = importlib.import_module(f"pilar.cli.{python_name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, python_name))
    return app


def print_version(wanted: bool) -> None:
    """Answer `--version`, before anything else is looked at."""
    if wanted:
        typer.echo(f"pilar {__version__}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=print_version, help="Print the version.")
    ] = False,
) -> None:
    """Pilar: one GraphQL API, composed from plugins."""


def _fail(title: str, message: str, hint: str) -> NoReturn:
    console = Console(stderr=True, soft_wrap=True)
    console.print(Text(f"{title}: ", style="bold red") + Text(message, style="default"))
    if hint:
        console.print(Text(hint))
    sys.exit(1)
