"""Plan -> the one SQL statement of a root field: pure, and the only place where SQL is written.

Shapes: a to-one reference is a LEFT JOIN behind the page it belongs to; a to-many field is a scalar subquery over an
inner select that is filtered, ordered and limited before any JSON is made. The statement has one column of one row: the
JSON of the field.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from pilar.query import keyset
from pilar.query.dialects import DANGLING, TOO_MANY_GROUPS, Dialect
from pilar.query.formulas import FormulaWriter
from pilar.query.plan import (
    Aggregation,
    All,
    Columns,
    Compare,
    Cursor,
    DatedColumn,
    Edges,
    Either,
    Exists,
    Field,
    GroupField,
    Having,
    Identity,
    KeyField,
    KeyObject,
    Leaf,
    Lookup,
    Measure,
    MeasureField,
    Measures,
    Namespace,
    Node,
    NodeList,
    Nodes,
    Not,
    OrderKey,
    Page,
    PageField,
    PageInfo,
    Parameter,
    Place,
    Predicate,
    Root,
    Source,
    Through,
    ToOne,
    TotalCount,
    TypeName,
)
from pilar.schema.aggregates import SUM
from pilar.schema.catalog import NUMBERS, Column, Kind, Relation, Table

MOST_GROUPS: Final = 10_000
NUMERIC: Final = frozenset({*NUMBERS, Kind.BOOLEAN})
FEW_ROWS: Final = 8
WRITTEN_OUT: Final = (Kind.ENUM, Kind.BOOLEAN)
_Joins = dict[tuple[str, ...], tuple[str, str]]
"""The joins of an ordering: the columns that lead to a row, its alias, the text of its join."""
_Listed = Callable[[str], str]
"""Writes the JSON array of what is written of each row of a page."""


@dataclass(frozen=True)
class Statement:
    """SQL with one column of one row, its parameters in order, and the tables that it reads.

    `head` and `tail` go around the JSON that it returns. `reads_few` when it reads a handful of rows by their keys.
    """

    sql: str
    parameters: tuple[Parameter, ...]
    tables: frozenset[str] = frozenset()
    head: str = ""
    tail: str = ""
    reads_few: bool = False


def compile_root(root: Root, dialect: Dialect) -> Statement:
    """Write the statement of a root field. A namespace around a single field needs no SQL of its own."""
    writer = _Writer(dialect)
    head = ""
    while isinstance(root, Namespace) and len(root.fields) == 1:
        [inner] = root.fields
        if not isinstance(inner, Lookup | Page | Aggregation):
            break
        head, root = f'{head}{{"{inner.key}":', inner
    match root:
        case Lookup():
            sql = writer.lookup(root, None)
        case NodeList():
            sql = writer.node_list(root)
        case Page():
            sql = writer.page(root, None)
        case Aggregation():
            sql = writer.aggregation(root, None)
        case Namespace():
            sql = f"SELECT {writer.object(root.fields, _Row(''))}"
    return Statement(
        sql,
        tuple(writer.parameters),
        frozenset(writer.tables),
        head,
        "}" * head.count("{"),
        isinstance(root, Lookup) and _finds_one(root.source) and _references(root.fields) <= FEW_ROWS,
    )


@dataclass
class _Row:
    """A row in scope: its alias, the joins that its references add, the columns read through its alias.

    `page` is the alias of the select that numbers it and holds its order keys, where it stands on a page. `item` is
    what is listed of it, where an inner select puts the items in order.
    """

    alias: str
    page: str = ""
    item: str = ""
    joins: list[str] = field(default_factory=list)
    used: dict[str, None] = field(default_factory=dict)


class _Writer:
    """The state of writing one statement: parameters so far, aliases given out."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.parameters: list[Parameter] = []
        self._places: dict[Callable[[Any], Any], int] = {}
        self.tables: set[str] = set()
        self._aliases = 0

    # --- objects ---

    def object(self, fields: Sequence[Field], row: _Row) -> str:
        """Write the JSON object of a row."""
        return self.dialect.object([(item.key, self._field(item, row)) for item in fields])

    def _field(self, item: Field, row: _Row) -> str:
        match item:
            case Leaf(_, column):
                return self._leaf(row, column)
            case Identity(_, type_name):
                return self.dialect.identity(type_name, self._name(row, "id"))
            case Place(_, mark):
                return self.dialect.cursor(mark, [(self._name(row, "id"), Kind.ID)])
            case TypeName(_, name):
                return self.dialect.word(name)
            case ToOne(_, relation, target, fields, required):
                return self._reference(row, self._name(row, relation.column), target, fields, required)
            case Namespace(_, fields):
                return self.object(fields, row)
            case Columns(_, table):
                return self._all_columns(row, table)
            case Page():
                return f"({self.page(item, row)})"
            case Aggregation():
                return f"({self.aggregation(item, row)})"
            case Lookup():
                return f"({self.lookup(item, row)})"

    def _leaf(self, row: _Row, column: Column) -> str:
        value = self._column(row, column)
        if column.formula is None or column.kind not in self.dialect.written_repeatedly:
            return self.dialect.leaf(value, column.kind, column.scale)
        alias = self._alias()
        leaf = self.dialect.leaf(f"{alias}.x", column.kind, column.scale)
        return f"(SELECT {leaf} FROM (SELECT {value} AS x) {alias})"

    def _reference(
        self, row: _Row, key: str, target: Table, fields: Sequence[Field], required: bool = False
    ) -> str:
        """Join the row behind a foreign key; a join has a limit, beyond which a subquery does it."""
        alias = self._alias()
        on = self._visible(alias, target, f"{self.dialect.name_of(alias, 'id')} = {key}")
        otherwise = f" ELSE {self.dialect.fail(DANGLING)}" if required else ""
        if len(row.joins) < self.dialect.tables_of_join:
            row.joins.append(f"LEFT JOIN {self.dialect.rows(target)} {alias} ON {on}")
            shown = self.object(fields, _Row(alias, joins=row.joins))
            return f"CASE WHEN {self.dialect.name_of(alias, 'id')} IS NOT NULL THEN {shown}{otherwise} END"
        inner = _Row(alias)
        shown = self.object(fields, inner)
        joins = " ".join(inner.joins)
        subquery = f"(SELECT {shown} FROM {self.dialect.rows(target)} {alias} {joins} WHERE {on})"
        return f"coalesce({subquery}, {self.dialect.fail(DANGLING)})" if required else subquery

    def _all_columns(self, row: _Row, table: Table) -> str:
        keys = ("id", *(item.column for item in table.relations))
        pairs = [(name, self.dialect.leaf(self._name(row, name), Kind.ID)) for name in keys]
        for column in table.columns:
            for name in [name for _, name in column.translations] or [column.name]:
                kind = Kind.INT if column.kind is Kind.BIGINT else column.kind
                pairs.append((name, self.dialect.leaf(self._name(row, name), kind, column.scale)))
        return self.dialect.object(pairs)

    # --- sources and predicates ---

    def _source(self, source: Source, alias: str, parent: _Row | None) -> list[str]:
        """Return the conditions that a row of the source satisfies."""
        conditions: list[str] = []
        if source.link is not None and parent is not None:
            conditions.append(
                f"{self.dialect.name_of(alias, source.link.column)} = {self._name(parent, 'id')}"
            )
        where = self._predicate(source.where, alias)
        if where:
            conditions.append(where)
        return [self._visible(alias, source.table, *conditions)]

    def _visible(self, alias: str, table: Table, *conditions: str) -> str:
        """Join conditions, the visibility of the table's rows always among them; every table read passes here."""
        self.tables |= table.reads
        seen = [f"{alias}.visibility = 0"] if table.has_visibility else []
        return " AND ".join([*seen, *conditions])

    def _predicate(self, predicate: Predicate, alias: str) -> str:
        return self._predicate_over(predicate, lambda column: self._expression(alias, column), alias)

    def _predicate_over(self, predicate: Predicate, column_of: Callable[[Column], str], alias: str) -> str:
        """Write a predicate; the empty text stands for true."""
        match predicate:
            case Compare(column, operator, parameter):
                place = (
                    "" if parameter is None else self._bind(self.dialect.operand(column, operator, parameter))
                )
                return self.dialect.compare(column_of(column), column.kind, operator, place)
            case All(parts):
                written = [self._predicate_over(part, column_of, alias) for part in parts]
                return _joined(" AND ", [part for part in written if part])
            case Either(parts):
                written = [self._predicate_over(part, column_of, alias) or "1 = 1" for part in parts]
                return _joined(" OR ", written) or "1 = 0"
            case Not(part):
                return f"({self._predicate_over(part, column_of, alias) or '1 = 1'}) IS NOT TRUE"
            case Through(relation, target, part):
                inner = self._alias()
                where = self._visible(inner, target, *filter(None, [self._predicate(part, inner)]))
                key = self.dialect.name_of(alias, relation.column)
                return f"{key} IN (SELECT {inner}.id FROM {self.dialect.rows(target)} {inner} WHERE {where or '1 = 1'})"
            case Exists(link, target, part):
                inner = self._alias()
                linked = f"{self.dialect.name_of(inner, link.column)} = {alias}.id"
                where = self._visible(inner, target, linked, *filter(None, [self._predicate(part, inner)]))
                return f"EXISTS (SELECT 1 FROM {self.dialect.rows(target)} {inner} WHERE {where})"

    # --- single rows ---

    def lookup(self, lookup: Lookup, parent: _Row | None) -> str:
        """Write the select of one row, or none."""
        row = _Row(self._alias())
        shown = self.object(lookup.fields, row)
        rows = self.dialect.rows(lookup.source.table)
        if _finds_one(lookup.source):
            where = self._source(lookup.source, row.alias, parent)
            return _select(shown, f"{rows} {row.alias}", row.joins, where)
        found = self._alias()
        joined = f"{self.dialect.join_to_page} {rows} {row.alias} ON {row.alias}.id = {found}.id"
        return _select(shown, f"({self._first(lookup, parent)}) {found}", [joined, *row.joins], [])

    def _first(self, lookup: Lookup, parent: _Row | None) -> str:
        """Write the select of the id that comes first. It stands inside, for JSON that is sorted becomes text."""
        alias = self._alias()
        joins: _Joins = {}
        keys = [(self._order_expression(key, alias, joins), key) for key in lookup.order]
        ordered = ", ".join(keyset.term(text, key, backward=False) for text, key in keys) or f"{alias}.id"
        where = self._source(lookup.source, alias, parent)
        table = f"{self.dialect.rows(lookup.source.table)} {alias}"
        return _select(f"{alias}.id", table, _texts(joins), where, f"ORDER BY {ordered} LIMIT 1")

    def node_list(self, nodes: NodeList) -> str:
        """Write the select of rows of several types in the order of their ids."""
        alias = self._alias()
        item, type_name, key, place = self.dialect.ids(self._bind(nodes.ids), alias)
        choices = []
        for choice in nodes.choices:
            row = _Row(self._alias())
            shown = self.object(choice.fields, row)
            where = self._visible(row.alias, choice.table, f"{row.alias}.id = {key}")
            found = _select(shown, f"{self.dialect.rows(choice.table)} {row.alias}", row.joins, [where])
            choices.append(f"WHEN {self.dialect.text(choice.table.type_name)} THEN ({found})")
        shown = f"CASE {type_name} {' '.join(choices)} END" if choices else self.dialect.nothing
        return f"SELECT {self.dialect.array(shown, order=place)} FROM {item}"

    # --- pages ---

    def page(self, page: Page, parent: _Row | None) -> str:
        """Write the select of a connection.

        Where several texts of a row are read, SQLite's page is of keys alone, to which the rows are joined: then no row
        is copied on its way through the page (a list of 514 took 0.87 times as long).
        """
        row = _Row(self._alias())
        keys_alone = _width(page) >= self.dialect.wide_row and not page.source.table.select
        row.page = self._alias() if keys_alone else row.alias
        looks_ahead = any(_looks_ahead(page, item) for item in page.fields)
        numbered = looks_ahead or page.backward or any(_shows_end(item) for item in page.fields)
        limit = self._limit(page) if _needs_rows(page) else ""
        only = f"{row.page}._rn <= {limit}" if looks_ahead else ""
        sorts = not numbered and not self.dialect.keeps_order
        order = ", ".join(_terms(page, row.page)) if sorts else self._number(page, row)
        listed = partial(self.dialect.array, only=only, order=order)
        if sorts and _lists_once(page):
            listed = partial(self._item, row)
        parts = [(item.key, self._page_field(page, item, row, parent, limit, listed)) for item in page.fields]
        shown = parts[0][1] if page.bare else self.dialect.object(parts)
        if not _needs_rows(page):
            return f"SELECT {shown}"
        columns = ["id"] if keys_alone else [name for name in row.used if not _is_order_key(name)]
        shows_keys = numbered or sorts or _order_key(0) in row.used
        rows = self._rows(page, columns, shows_keys, parent, f"{limit} + 1" if looks_ahead else limit)
        if numbered:
            rows = self._numbered(page, rows)
        joins = row.joins
        if keys_alone:
            table = f"{self.dialect.rows(page.source.table)} {row.alias}"
            joins = [f"{self.dialect.join_to_page} {table} ON {row.alias}.id = {row.page}.id", *joins]
        if not row.item:
            return _select(shown, f"({rows}) {row.page}", joins, [])
        items = _select(f"{row.item} AS item", f"({rows}) {row.page}", joins, [], f"ORDER BY {order}")
        return _select(shown, f"({items}) {row.page}", [], [])

    def _item(self, row: _Row, item: str) -> str:
        """Write the array of items that come in order: to sort within the array would be to sort what is long."""
        row.item = item
        return self.dialect.array(f"{row.page}.item")

    def _limit(self, page: Page) -> str:
        """Write how many rows a page has."""
        if self.dialect.writes_limits and page.limit.fixed is not None:
            return str(int(page.limit.fixed))
        return self._bind(page.limit)

    def _number(self, page: Page, row: _Row) -> str:
        """Write the order of a numbered page, where the database needs to be told; a page read backward is turned."""
        if page.backward:
            return f"{row.page}._rn DESC"
        return "" if self.dialect.keeps_order else f"{row.page}._rn"

    def _page_field(
        self, page: Page, item: PageField, row: _Row, parent: _Row | None, limit: str, listed: _Listed
    ) -> str:
        match item:
            case TypeName(_, name):
                return self.dialect.word(name)
            case TotalCount():
                alias = self._alias()
                where = self._source(page.source, alias, parent)
                counted = self.dialect.leaf("count(*)", Kind.INT)
                return f"({_select(counted, f'{self.dialect.rows(page.source.table)} {alias}', [], where)})"
            case Nodes(_, fields):
                return listed(self.object(fields, row))
            case Edges(_, fields):
                edge = self.dialect.object([(part.key, self._edge_field(page, part, row)) for part in fields])
                return listed(edge)
            case PageInfo(_, fields):
                return self.dialect.object(
                    [(key, self._page_info(page, name, row, limit)) for key, name in fields]
                )

    def _edge_field(self, page: Page, part: Cursor | Node | TypeName, row: _Row) -> str:
        match part:
            case Cursor():
                return self._cursor(page, row)
            case Node(_, fields):
                return self.object(fields, row)
            case TypeName(_, name):
                return self.dialect.word(name)

    def _page_info(self, page: Page, name: str, row: _Row, limit: str) -> str:
        ahead, behind = (
            ("hasPreviousPage", "hasNextPage") if page.backward else ("hasNextPage", "hasPreviousPage")
        )
        if name == ahead:
            return self.dialect.truth(f"max({row.page}._total) > {limit}")
        if name == behind:
            return self.dialect.truth("1 = 1" if page.seek is not None else "1 = 0")
        if name == "__typename":
            return self.dialect.word("PageInfo")
        at_first = name == ("endCursor" if page.backward else "startCursor")
        number = "1" if at_first else self.dialect.least(limit, f"{row.page}._total")
        found = f"{row.page}._rn = {number} AND {row.page}._rn <= {limit}"
        return f"max(CASE WHEN {found} THEN {self._cursor(page, row)} END)"

    def _cursor(self, page: Page, row: _Row) -> str:
        keys = [
            (f"{row.page}.{_order_key(number)}", key.column.kind) for number, key in enumerate(page.order)
        ]
        row.used.update({_order_key(number): None for number in range(len(page.order))})
        return self.dialect.cursor(page.fingerprint, keys)

    def _rows(
        self, page: Page, columns: Sequence[str], shows_keys: bool, parent: _Row | None, limit: str
    ) -> str:
        """Write the inner select: the rows of one page, in order, with the columns that are read of them."""
        alias = self._alias()
        joins: _Joins = {}
        keys = [self._order_expression(key, alias, joins) for key in page.order]
        ordered = [
            keyset.term(text, key, backward=page.backward) for text, key in zip(keys, page.order, strict=True)
        ]
        where = self._source(page.source, alias, parent)
        if page.seek is not None:
            places = [None if item is None else self._bind(item) for item in page.seek.keys]
            where.append(keyset.predicate(keys, page.order, places, backward=page.backward))
        named = [f"{text} AS {_order_key(number)}" for number, text in enumerate(keys)] if shows_keys else []
        shown = [self.dialect.name_of(alias, name) for name in columns]
        return _select(
            ", ".join([*shown, *named]) or f"{alias}.id",
            f"{self.dialect.rows(page.source.table)} {alias}",
            _texts(joins),
            where,
            f"ORDER BY {', '.join(ordered)} LIMIT {limit}",
        )

    def _numbered(self, page: Page, rows: str) -> str:
        """Number the rows of a page in its order, and count them."""
        alias = self._alias()
        ordered = ", ".join(_terms(page, alias))
        window = f"row_number() OVER (ORDER BY {ordered}) AS _rn, count(*) OVER () AS _total"
        return f"SELECT {alias}.*, {window} FROM ({rows}) {alias}"

    def _order_expression(self, key: OrderKey, alias: str, joins: _Joins) -> str:
        """Write the column of a key, and join the rows that lead to it once for all keys."""
        path: tuple[str, ...] = ()
        for relation, target in key.path:
            path = (*path, relation.column)
            if path not in joins:
                joined = self._alias()
                link = f"{joined}.id = {self.dialect.name_of(alias, relation.column)}"
                on = self._visible(joined, target, link)
                joins[path] = (joined, f"LEFT JOIN {self.dialect.rows(target)} {joined} ON {on}")
            alias, _ = joins[path]
        return self.dialect.ordered(self._expression(alias, key.column), key.column.kind)

    # --- aggregates ---

    def aggregation(self, aggregation: Aggregation, parent: _Row | None) -> str:
        """Write the select of a list of groups."""
        row = _Row(self._alias())
        measures: dict[Measure, str] = {}
        shown = self.dialect.object(
            [(item.key, self._group_field(aggregation, item, row, measures)) for item in aggregation.fields]
        )
        groups = self._groups(aggregation, parent, measures)
        order = [] if self.dialect.keeps_order else _group_terms(aggregation, row.alias)
        listed = self.dialect.array(shown, order=", ".join(order))
        if aggregation.groups:  # a list that was cut off would be taken for the whole
            failed = self.dialect.fail(TOO_MANY_GROUPS)
            listed = f"CASE WHEN count(*) > {MOST_GROUPS} THEN {failed} ELSE {listed} END"
        return _select(listed, f"({groups}) {row.alias}", row.joins, [])

    def _group_field(
        self, aggregation: Aggregation, item: GroupField, row: _Row, measures: dict[Measure, str]
    ) -> str:
        match item:
            case TypeName(_, name):
                return self.dialect.word(name)
            case MeasureField(_, measure):
                name = measures.setdefault(measure, f"m{len(measures)}")
                scale = measure.column.scale if measure.column else 0
                return self.dialect.leaf(f"{row.alias}.{name}", _kind_of(measure), scale)
            case Measures(_, fields):
                parts = [(part.key, self._group_field(aggregation, part, row, measures)) for part in fields]
                return self.dialect.object(parts)
            case KeyObject(_, fields):
                return self.dialect.object(
                    [(part.key, self._key_field(aggregation, part, row)) for part in fields]
                )

    def _key_field(self, aggregation: Aggregation, item: KeyField | TypeName, row: _Row) -> str:
        if isinstance(item, TypeName):
            return self.dialect.word(item.name)
        if item.group is None:
            return self.dialect.nothing
        name = f"{row.alias}.g{aggregation.groups.index(item.group)}"
        if isinstance(item.group.of, Relation) and item.target is not None:
            return self._reference(row, name, item.target, item.fields)
        assert isinstance(item.group.of, Column)
        return self.dialect.leaf(name, item.group.of.kind)

    def _groups(self, aggregation: Aggregation, parent: _Row | None, measures: dict[Measure, str]) -> str:
        """Write the inner select: one row a group, with the measures that are read of it."""
        alias = self._alias()
        joins: _Joins = {}
        keys = []
        for group in aggregation.groups:
            column = group.of
            if isinstance(column, Relation):
                column = Column(column.column, column.column, Kind.ID, nullable=True)
            keys.append(self._order_expression(OrderKey(group.path, column, False), alias, joins))
        columns = [f"{text} AS g{number}" for number, text in enumerate(keys)]
        columns += [f"{self._measure(measure, alias)} AS {name}" for measure, name in measures.items()]
        if not keys:
            columns.append("count(*) AS n")  # makes it one group, whatever else is read
        where = self._source(aggregation.source, alias, parent)
        table = f"{self.dialect.rows(aggregation.source.table)} {alias}"
        grouped = f"GROUP BY {', '.join(keys)}" if keys else ""
        kept = [self._having(item, alias) for item in aggregation.having]
        having = " HAVING " + " AND ".join(filter(None, kept)) if any(kept) else ""
        ordered = (
            f" ORDER BY {', '.join(f'{key} NULLS LAST' for key in keys)} LIMIT {MOST_GROUPS + 1}"
            if keys
            else ""
        )
        return _select(", ".join(columns), table, _texts(joins), where, f"{grouped}{having}{ordered}")

    def _having(self, having: Having, alias: str) -> str:
        """Write the predicate. The measure is written only where something is compared with it: it may bind the day."""
        return self._predicate_over(having.predicate, lambda _: self._compared(having.measure, alias), alias)

    def _compared(self, measure: Measure, alias: str) -> str:
        expression = self._measure(measure, alias)
        if measure.column is not None and measure.function != "avg":
            return self.dialect.number(expression, measure.column)
        return expression

    def _measure(self, measure: Measure, alias: str) -> str:
        if measure.column is None:
            return "count(*)"
        return self.dialect.measure(measure.function, self._expression(alias, measure.column), measure.column)

    # --- names ---

    def _alias(self) -> str:
        self._aliases += 1
        return f"t{self._aliases}"

    def _bind(self, parameter: Parameter) -> str:
        """Return the sign of a parameter; what the document fixes and has few values is written out."""
        if parameter.kind in WRITTEN_OUT and parameter.fixed is not None:
            return self.dialect.literal(parameter)
        if parameter not in self.parameters:
            self.parameters.append(parameter)
        return self.dialect.placeholder(self.parameters.index(parameter) + 1, parameter)

    def _name(self, row: _Row, name: str) -> str:
        row.used[name] = None
        return self.dialect.name_of(row.alias, name)

    def _column(self, row: _Row, column: Column) -> str:
        row.used.update(dict.fromkeys(column.formula.columns if column.formula else [column.name]))
        if column.fallback:
            row.used[column.fallback] = None
        return self._expression(row.alias, column)

    def _expression(self, alias: str, column: Column) -> str:
        if column.formula is not None:
            on = self._bind(column.on) if isinstance(column, DatedColumn) else ""
            value = FormulaWriter(self.dialect, self._alias, self._visible).write(column.formula, alias, on)
            return self.dialect.calculated(value, column.kind, column.scale)
        name = self.dialect.name_of(alias, column.name)
        return (
            f"coalesce({name}, {self.dialect.name_of(alias, column.fallback)})" if column.fallback else name
        )


def _select(columns: str, table: str, joins: Sequence[str], where: Sequence[str], rest: str = "") -> str:
    conditions = " AND ".join(part for part in where if part)
    parts = [f"SELECT {columns} FROM {table}", *joins, f"WHERE {conditions}" if conditions else "", rest]
    return " ".join(part for part in parts if part)


def _terms(page: Page, alias: str) -> list[str]:
    """Write the order of a page by the keys that the select `alias` shows."""
    return [
        keyset.term(f"{alias}.{_order_key(number)}", key, backward=page.backward)
        for number, key in enumerate(page.order)
    ]


def _group_terms(aggregation: Aggregation, alias: str) -> list[str]:
    return [f"{alias}.g{number} NULLS LAST" for number in range(len(aggregation.groups))]


def _texts(joins: _Joins) -> list[str]:
    return [text for _, text in joins.values()]


def _joined(word: str, parts: Sequence[str]) -> str:
    """Join predicates so that the whole can stand between any others."""
    return f"({word.join(parts)})" if len(parts) > 1 else "".join(parts)


def _finds_one(source: Source) -> bool:
    """Tell whether a predicate is on what is unique: the primary key, or a natural key of one column."""
    return (
        isinstance(source.where, Compare)
        and source.where.operator == "eq"
        and (source.where.column.kind is Kind.ID or (source.where.column.name,) == source.table.key)
    )


def _references(fields: Sequence[Field]) -> float:
    """Count the rows behind references, infinitely many behind a list."""
    count = 0.0
    for item in fields:
        match item:
            case ToOne(fields=inner):
                count += 1 + _references(inner)
            case Page() | Aggregation() | Lookup() | Namespace():
                return math.inf
    return count


def _width(page: Page) -> int:
    """Count the texts that are read of each row of a page; numbers are copied at no cost to speak of."""
    return sum(map(_texts_read, (field for part in page.fields for field in _row_fields(part))))


def _row_fields(part: PageField) -> Sequence[Field]:
    if isinstance(part, Nodes):
        return part.fields
    nodes = [item for item in part.fields if isinstance(item, Node)] if isinstance(part, Edges) else []
    return [field for node in nodes for field in node.fields]


def _texts_read(field: Field) -> int:
    match field:
        case Leaf(_, column):
            return 0 if column.kind in NUMERIC else 2 if column.fallback else 1
        case Columns(_, table):
            return len(table.columns)
        case Namespace(_, fields):
            return sum(map(_texts_read, fields))
    return 0


def _needs_rows(page: Page) -> bool:
    """Tell whether the select is over rows: then some part of it is an aggregate, and one row comes out."""
    return any(
        isinstance(item, Nodes | Edges) or _looks_ahead(page, item) or _shows_end(item)
        for item in page.fields
    )


def _lists_once(page: Page) -> bool:
    return sum(isinstance(item, Nodes | Edges) for item in page.fields) == 1


def _looks_ahead(page: Page, item: PageField) -> bool:
    ahead = "hasPreviousPage" if page.backward else "hasNextPage"
    return isinstance(item, PageInfo) and any(name == ahead for _, name in item.fields)


def _shows_end(item: PageField) -> bool:
    return isinstance(item, PageInfo) and any(name in ("startCursor", "endCursor") for _, name in item.fields)


def _order_key(number: int) -> str:
    """Name a key of an ordering. No column of a model can begin with an underscore, so none is meant by it."""
    return f"_k{number}"


def _is_order_key(name: str) -> bool:
    return name.startswith("_k")


def _kind_of(measure: Measure) -> Kind:
    if measure.column is None:
        return Kind.INT
    if measure.function == "sum":
        return SUM[measure.column.kind]
    return Kind.FLOAT if measure.function == "avg" else measure.column.kind
