"""TOML files of the core and of plugins -> rows of `CompositeIndex`; a changed file is a new version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from pilar.assessment import indices
from pilar.assessment.definition import Index, Indicator, Title
from pilar.assessment.reading import read_index
from pilar.commons.composite_index import CompositeIndex
from pilar.commons.entity import table_of
from pilar.errors import InvalidIndex, nearest
from pilar.reassessing.catalogue import Catalogue

BUILT_IN_FILES: Final = tuple(
    Path(str(indices.__file__)).parent / f"{name}.toml" for name in indices.BUILT_IN
)
GROUPS: Final = ("kind", "province")
"""What a missing value may be imputed within: there are no other columns beside an observation's."""

composite_index: Final = table_of(CompositeIndex)


def load_definitions(
    connection: sa.Connection, namespace: str, files: Iterable[Path], owners: dict[str, str]
) -> None:
    """Insert new definitions and update changed ones; what has not changed is not written.

    `owners` are the codes of the indices so far, and the files that define them; those of `files` are added.
    Raises `InvalidIndex` with file, key, rule and remedy.
    """
    for file in files:
        label = f"{namespace or 'core'}/{file.name}"
        try:
            content = file.read_bytes()
        except OSError as error:
            raise InvalidIndex(
                f"{label}: the file cannot be read: {error.strerror}.", "Reinstall it."
            ) from error
        index = read_index(label, content)
        _check(label, index, owners)
        _store(connection, index, content.decode("utf-8-sig"))
        owners[index.code] = label


def _check(label: str, index: Index, owners: dict[str, str]) -> None:
    if index.code in owners:
        raise InvalidIndex(
            f"{label}: the index '{index.code}' is defined in {owners[index.code]} already.", "Rename it."
        )
    for indicator in index.indicators:
        group = indicator.imputation_group
        if group is not None and group not in GROUPS:
            raise InvalidIndex(
                f"{label}: 'indicators.{indicator.code}.imputation' groups regions by '{group}'.",
                nearest(group, GROUPS) or f"Group them by {' or '.join(GROUPS)}.",
            )


def _store(connection: sa.Connection, index: Index, definition: str) -> None:
    digest = hashlib.sha256(definition.encode()).hexdigest()
    stored = connection.execute(
        sa.select(composite_index.c.id, composite_index.c.version, composite_index.c.sha256).where(
            composite_index.c.code == index.code
        )
    ).one_or_none()
    if stored is not None and stored.sha256 == digest:
        return
    row = {
        "code": index.code,
        "name_id": index.title.id or index.title.en or index.code,
        "name_en": index.title.en or None,
        "scale": index.scale,
        "definition": definition,
        "sha256": digest,
        "version": stored.version + 1 if stored else 1,
        "source": index.source or None,
    }
    if stored is None:
        connection.execute(composite_index.insert().values(row))
    else:
        connection.execute(composite_index.update().where(composite_index.c.id == stored.id).values(row))


def read_definition(code: str, definition: str, catalogue: Catalogue) -> Index:
    """Read a stored definition; indicators that it gives no title have that of the catalogue."""
    index = _parsed(code, definition)
    indicators = tuple(_titled(indicator, catalogue) for indicator in index.indicators)
    return index if indicators == index.indicators else replace(index, indicators=indicators)


@lru_cache(maxsize=64)
def _parsed(code: str, definition: str) -> Index:
    return read_index(code, definition.encode())


def _titled(indicator: Indicator, catalogue: Catalogue) -> Indicator:
    entry = catalogue.entries.get(indicator.code)
    if entry is None or indicator.title != Title():
        return indicator
    return replace(indicator, title=Title(en=entry.name_en or "", id=entry.name_id))
