"""The clauses of a SELECT, and the joins by which it reaches the keys that it is ordered or grouped by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pilar.query.compiler.scope import Scope
from pilar.query.plan import OrderKey


def select(columns: str, table: str, joins: Sequence[str], where: Sequence[str], rest: str = "") -> str:
    """Put the clauses of a SELECT together; `rest` is what stands behind WHERE."""
    conditions = " AND ".join(part for part in where if part)
    parts = [f"SELECT {columns} FROM {table}", *joins, f"WHERE {conditions}" if conditions else "", rest]
    return " ".join(part for part in parts if part)


@dataclass
class Joins:
    """The joins of a select over `alias` that lead to its keys: one for all keys that take the same way."""

    scope: Scope
    alias: str
    _joined: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    """The columns that lead to a row -> its alias, the text of its join."""

    def key(self, key: OrderKey) -> str:
        """Write the column of a key, as it is compared and ordered by."""
        alias = self.alias
        path: tuple[str, ...] = ()
        for relation, target in key.path:
            path = (*path, relation.column)
            if path not in self._joined:
                joined = self.scope.alias()
                link = f"{joined}.id = {self.scope.dialect.name_of(alias, relation.column)}"
                on = self.scope.visible(joined, target, link)
                self._joined[path] = (joined, f"LEFT JOIN {self.scope.rows(target, joined)} ON {on}")
            alias, _ = self._joined[path]
        return self.scope.dialect.ordered(self.scope.expression(alias, key.column), key.column.kind)

    def texts(self) -> list[str]:
        """Return the joins that the keys so far need."""
        return [text for _, text in self._joined.values()]
