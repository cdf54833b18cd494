"""A page of a connection -> SELECT: rows are filtered, ordered and limited before any JSON is made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pilar.query import keyset
from pilar.query.compiler import conditions
from pilar.query.compiler.clauses import Joins, select
from pilar.query.compiler.pagination import (
    ends_behind,
    is_order_key,
    lists_once,
    looks_ahead,
    needs_rows,
    order_key,
    shows_end,
    width,
)
from pilar.query.compiler.scope import Objects, Row, Scope
from pilar.query.plan import Cursor, Edges, Node, Nodes, Page, PageField, PageInfo, TotalCount, TypeName
from pilar.schema.catalog import Kind


def write_page(page: Page, parent: Row | None, objects: Objects) -> str:
    """Write the select of a connection.

    Where several texts of a row are read, SQLite's page is of keys alone, to which the rows are joined: then no row is
    copied on its way through the page (a list of 514 took 0.87 times as long).
    """
    scope = objects.scope
    row = Row(scope.alias())
    keys_alone = width(page) >= scope.dialect.wide_row and not page.source.table.select
    row.page = scope.alias() if keys_alone else row.alias
    limit = scope.limit(page.limit) if needs_rows(page) else ""
    return _Connection(page, parent, row, limit, objects, scope).write(keys_alone)


@dataclass
class _Connection:
    """A page that is being written: `row` is one of its rows, `limit` the sign of how many it has at most."""

    page: Page
    parent: Row | None
    row: Row
    limit: str
    objects: Objects
    scope: Scope
    item: str = ""
    """What is listed of a row, where an inner select puts the items in order."""

    def write(self, keys_alone: bool) -> str:
        page, row, scope = self.page, self.row, self.scope
        ahead = looks_ahead(page)
        numbered = ahead or page.backward or shows_end(page)
        sorts = not numbered and not scope.dialect.keeps_order
        only = f"{row.page}._rn <= {self.limit}" if ahead else ""
        order = ", ".join(self._terms(row.page)) if sorts else self._number()
        in_order = sorts and lists_once(page)
        listed = self._listed_in_order if in_order else partial(scope.dialect.array, only=only, order=order)
        parts = [(item.key, self._field(item, listed)) for item in page.fields]
        shown = parts[0][1] if page.bare else scope.dialect.object(parts)
        if not needs_rows(page):
            return f"SELECT {shown}"
        columns = ["id"] if keys_alone else [name for name in row.used if not is_order_key(name)]
        shows_keys = numbered or sorts or order_key(0) in row.used
        rows = self._rows(columns, shows_keys, f"{self.limit} + 1" if ahead else self.limit)
        if numbered:
            rows = self._numbered(rows)
        joins = row.joins
        if keys_alone:
            table = scope.rows(page.source.table, row.alias)
            joins = [f"{scope.dialect.join_to_page} {table} ON {row.alias}.id = {row.page}.id", *joins]
        if not self.item:
            return select(shown, f"({rows}) {row.page}", joins, [])
        items = select(f"{self.item} AS item", f"({rows}) {row.page}", joins, [], f"ORDER BY {order}")
        return select(shown, f"({items}) {row.page}", [], [])

    def _listed_in_order(self, item: str) -> str:
        """Write the array of items that come in order: to sort within the array would be to sort what is long."""
        self.item = item
        return self.scope.dialect.array(f"{self.row.page}.item")

    def _number(self) -> str:
        """Write the order of a numbered page, where the database needs to be told; a page read backward is turned."""
        if self.page.backward:
            return f"{self.row.page}._rn DESC"
        return "" if self.scope.dialect.keeps_order else f"{self.row.page}._rn"

    def _terms(self, alias: str) -> list[str]:
        """Write the order of the page by the keys that the select `alias` shows."""
        return [
            keyset.term(f"{alias}.{order_key(number)}", key, backward=self.page.backward)
            for number, key in enumerate(self.page.order)
        ]

    # --- what is shown of a page ---

    def _field(self, item: PageField, listed: Callable[[str], str]) -> str:
        dialect = self.scope.dialect
        match item:
            case TypeName(_, name):
                return dialect.word(name)
            case TotalCount():
                return self._total()
            case Nodes(_, fields):
                return listed(self.objects.object(fields, self.row))
            case Edges(_, fields):
                edge = dialect.object([(part.key, self._edge_field(part)) for part in fields])
                return listed(edge)
            case PageInfo(_, fields):
                return dialect.object([(key, self._page_info(name)) for key, name in fields])

    def _total(self) -> str:
        scope, source = self.scope, self.page.source
        alias = scope.alias()
        where = conditions.of_source(source, alias, self.parent, scope)
        counted = scope.dialect.leaf("count(*)", Kind.INT)
        return f"({select(counted, scope.rows(source.table, alias), [], [where])})"

    def _edge_field(self, part: Cursor | Node | TypeName) -> str:
        match part:
            case Cursor():
                return self._cursor()
            case Node(_, fields):
                return self.objects.object(fields, self.row)
            case TypeName(_, name):
                return self.scope.dialect.word(name)

    def _page_info(self, name: str) -> str:
        dialect, numbers, limit = self.scope.dialect, self.row.page, self.limit
        if name == "__typename":
            return dialect.word("PageInfo")
        if name in ("hasNextPage", "hasPreviousPage"):
            if ends_behind(self.page, name):
                return dialect.truth(f"max({numbers}._total) > {limit}")
            return dialect.truth("1 = 1" if self.page.seek is not None else "1 = 0")
        at_first = name == ("endCursor" if self.page.backward else "startCursor")
        number = "1" if at_first else dialect.least(limit, f"{numbers}._total")
        found = f"{numbers}._rn = {number} AND {numbers}._rn <= {limit}"
        return f"max(CASE WHEN {found} THEN {self._cursor()} END)"

    def _cursor(self) -> str:
        names = [order_key(number) for number in range(len(self.page.order))]
        self.row.used.update(dict.fromkeys(names))
        keys = [
            (f"{self.row.page}.{name}", key.column.kind)
            for name, key in zip(names, self.page.order, strict=True)
        ]
        return self.scope.dialect.cursor(self.page.fingerprint, keys)

    # --- the rows of a page ---

    def _rows(self, columns: Sequence[str], shows_keys: bool, limit: str) -> str:
        """Write the inner select: the rows of one page, in order, with the columns that are read of them."""
        page, scope = self.page, self.scope
        alias = scope.alias()
        joins = Joins(scope, alias)
        keys = [joins.key(key) for key in page.order]
        ordered = [
            keyset.term(text, key, backward=page.backward) for text, key in zip(keys, page.order, strict=True)
        ]
        where = [conditions.of_source(page.source, alias, self.parent, scope)]
        if page.seek is not None:
            places = [None if item is None else scope.bind(item) for item in page.seek.keys]
            where.append(keyset.predicate(keys, page.order, places, backward=page.backward))
        named = [f"{text} AS {order_key(number)}" for number, text in enumerate(keys)] if shows_keys else []
        shown = [scope.dialect.name_of(alias, name) for name in columns]
        return select(
            ", ".join([*shown, *named]) or f"{alias}.id",
            scope.rows(page.source.table, alias),
            joins.texts(),
            where,
            f"ORDER BY {', '.join(ordered)} LIMIT {limit}",
        )

    def _numbered(self, rows: str) -> str:
        """Number the rows of the page in its order, and count them."""
        alias = self.scope.alias()
        ordered = ", ".join(self._terms(alias))
        window = f"row_number() OVER (ORDER BY {ordered}) AS _rn, count(*) OVER () AS _total"
        return f"SELECT {alias}.*, {window} FROM ({rows}) {alias}"
