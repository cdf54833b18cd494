"""`pilar schema`: print the composed schema, or compare it with one that clients rely on."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from graphql import GraphQLError, GraphQLSchema, build_schema
from graphql.utilities import find_breaking_changes, find_dangerous_changes

from pilar.errors import InvalidSetting
from pilar.settings import Settings
from pilar.startup import load_graph

app = typer.Typer(help="Print the schema, or compare it with an older one.", no_args_is_help=True)


@app.command("print")
def print_schema() -> None:
    """Print the schema of the core and all healthy plugins; `schema.graphql` is this command's output."""
    _, composition = load_graph(Settings.from_environment(os.environ))
    typer.echo(composition.sdl, nl=False)


@app.command()
def check(
    old: Annotated[Path, typer.Argument(help="A file that `pilar schema print` wrote earlier.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fail when a query that was valid against OLD would break; also name what may surprise a client."""
    _, composition = load_graph(Settings.from_environment(os.environ))
    before = _read(old)
    breaking = [change.description for change in find_breaking_changes(before, composition.graphql)]
    dangerous = [change.description for change in find_dangerous_changes(before, composition.graphql)]
    if as_json:
        typer.echo(json.dumps({"breaking": breaking, "dangerous": dangerous}, indent=2))
    else:
        for title, changes in (("Breaking", breaking), ("Dangerous", dangerous)):
            for change in changes:
                typer.echo(f"{title}: {change}")
        typer.echo(f"{len(breaking)} breaking and {len(dangerous)} dangerous changes since {old}.")
    if breaking:
        raise typer.Exit(1)


def _read(path: Path) -> GraphQLSchema:
    try:
        return build_schema(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidSetting(f"{path} cannot be read: {error.strerror}.", "Name a schema file.") from error
    except (GraphQLError, TypeError, UnicodeDecodeError) as error:
        raise InvalidSetting(
            f"{path} is not a GraphQL schema: {error}.", "Write it with `pilar schema print`."
        ) from error
