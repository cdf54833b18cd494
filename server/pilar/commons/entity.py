"""`Entity`, the base of every table in the graph; `column`, `computed` and `reference` declare its columns.

A subclass is the whole declaration: its docstring becomes the GraphQL description of the type, the docstring
under each attribute that of the field, `name_en` beside `name_id` one bilingual field, `region_id` a
relationship.
"""

from __future__ import annotations

import enum
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final, Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    Dialect,
    Enum,
    Float,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    Table,
    UniqueConstraint as Unique,
    event,
    inspect,
    text,
)
from sqlalchemy.orm import Mapper, declared_attr
from sqlalchemy.types import String, TypeDecorator
from sqlmodel import Field, SQLModel

from pilar.commons.shortcut import Shortcut
from pilar.errors import InvalidTable
from pilar.plugins.manifest import namespace_of

MOST_DIGITS: Final = 18
PUBLISHED_ONLY: Final = "visibility = 0"
RESERVED_COLUMNS: Final = frozenset({"id", "visibility"})

OnDelete = Literal["CASCADE", "SET NULL"]


class Visibility(enum.IntEnum):
    """Who may read a row. Anonymous readers see published rows only."""

    PUBLISHED = 0
    DRAFT = 1
    INTERNAL = 2


class _VisibilityType(TypeDecorator[Visibility]):
    """Stored as a small integer: in SQLite the 0 of a published row takes no space."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Visibility | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Visibility | None:
        return None if value is None else Visibility(value)


class Entity(SQLModel):
    """One row of a table that the graph shows.

    Class variables that a table may set:
    `__key__`      columns that name a row for people and for seeds (a unique constraint); one column alone
                   also becomes an argument of the root field, as in `indicator(code: ...)`;
    `__indexes__`  further indexes of published rows, each a tuple of columns: filtered by the first ones and
                   ordered by the last, a statement reads no more rows than it returns;
    `__plural__`   the plural of the class name where `naming.plural` would get it wrong;
    `__lookups__`  further ways to find one row: argument name -> filter, with `LOOKUP` for the argument.
    `__shortcuts__` fields with arguments of their own that lead to rows of this table: see `Shortcut`;
    `__checks__`   rules between the columns of a row that the database enforces: name -> condition, which SQLite and
                   PostgreSQL read alike, such as `{"dates": "ends_on >= starts_on"}`; null counts as kept;
    `__view__`     a SELECT of rows from other tables, `{region}` standing for the published rows of `region`: the
                   graph shows them like a table's, and nobody can write them (see `schema/views.py`). It selects
                   every column of the class and an `id` that is unique and lasting, of at most 18 digits;
    `__subscription__` the subscription that tells of rows as they are added, and the reference whose code it asks for,
                   as in `("assessmentChanged", "region")`: only for a table whose rows never change, and whose ids grow
                   in the order of their commits; a plugin's begins with its namespace;
    `__max_page__` the largest page of this table, where its rows are small and wanted together, as in a series; 0: as
                   large as `PILAR_MAX_PAGE` says.
    """

    model_config = {"use_attribute_docstrings": True}

    __key__: ClassVar[tuple[str, ...]] = ()
    __indexes__: ClassVar[tuple[tuple[str, ...], ...]] = ()
    __plural__: ClassVar[str] = ""
    __lookups__: ClassVar[dict[str, Any]] = {}
    __shortcuts__: ClassVar[tuple[Shortcut, ...]] = ()
    __checks__: ClassVar[dict[str, str]] = {}
    __view__: ClassVar[str] = ""
    __subscription__: ClassVar[tuple[str, str] | None] = None
    __max_page__: ClassVar[int] = 0

    id: int | None = Field(default=None, primary_key=True)
    visibility: Visibility = Field(
        default=Visibility.PUBLISHED, sa_type=_VisibilityType, sa_column_kwargs={"server_default": text("0")}
    )

    @declared_attr.directive
    def __tablename__(cls) -> str:
        """The class name in snake case, after the namespace of the plugin that the class belongs to."""
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
        namespace = namespace_of(cls.__module__)
        return f"{namespace}_{name}" if namespace else name

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Unique, ...]:
        return (Unique(*cls.__key__, name=f"uq_{cls.__tablename__}"),) if cls.__key__ else ()


LOOKUP: Final = object()


def table_of(entity: type[SQLModel]) -> Table:
    """Return the table that an entity declares. Raises `NoInspectionAvailable` for a class without one."""
    table = inspect(entity).local_table
    assert isinstance(table, Table)
    return table


def column(
    *,
    default: Any = ...,
    unit: str | None = None,
    index: bool = False,
    big: bool = False,
    scale: int | None = None,
    ge: float | None = None,
    le: float | None = None,
    max_length: int | None = None,
) -> Any:
    """Declare a column.

    `unit` is its UCUM unit, shown in the description; `index` makes filters and orderings by it fast;
    `big` stores a 64-bit integer (GraphQL `BigInt`); `scale` is the number of digits behind the point of a
    `Decimal`, which is stored exactly; `ge`, `le` and `max_length` bound what is accepted.
    """
    given: dict[str, Any] = {} if default is ... else {"default": default}
    if big:
        given["sa_type"] = BigInteger
    return Field(
        **given,
        ge=ge,
        le=le,
        max_length=max_length,
        decimal_places=scale,
        sa_column_kwargs={"info": {"unit": unit, "indexed": index}},
    )


def computed(sql: str, *, unit: str | None = None, index: bool = False) -> Any:
    """Declare a column that the database computes from others of its row and stores; nobody else writes it.

    `sql` is an expression which SQLite and PostgreSQL read alike; it may not name another computed column.
    Annotate the attribute `X | None`: it is null until the row is stored, and wherever the expression is.
    """
    return Field(
        default=None,
        sa_column_args=(Computed(sql, persisted=True),),
        sa_column_kwargs={"info": {"unit": unit, "indexed": index}},
    )


def reference(
    target: str | type[Entity],
    *,
    optional: bool = False,
    back: str | None = None,
    on_delete: OnDelete | None = None,
) -> Any:
    """Declare a foreign key `<name>_id` to `target` (an entity or a table's name): the relationship `<name>`.

    `back` names the connection on the other side; without it, that is the plural of this class. `on_delete` says what
    becomes of this row when the row referred to is deleted: without it, that is refused; `CASCADE` deletes this row,
    `SET NULL` takes the reference away.
    """
    table = target if isinstance(target, str) else str(target.__tablename__)
    given: dict[str, Any] = {"default": None} if optional else {}
    if on_delete is not None:
        given["ondelete"] = on_delete
    return Field(
        **given,
        foreign_key=f"{table}.id",
        nullable=optional,
        sa_column_kwargs={"info": {"indexed": True, "back": back}},
    )


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored as ISO 8601 in UTC with microseconds on SQLite, so that text order is time order."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(
            DateTime(timezone=True) if dialect.name == "postgresql" else String(27)
        )

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None or dialect.name == "postgresql":
            return value
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone.")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal number of `scale` digits behind the point; on SQLite, which has none, an integer of its last digits.

    So `12.50` is stored as 1250, compares and adds up exactly, and has at most 18 digits.
    """

    impl = Numeric
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__(MOST_DIGITS, scale)
        self.scale = scale

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(self.impl_instance if dialect.name == "postgresql" else BigInteger())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | int | None:
        if value is None:
            return None
        units = Decimal(value).scaleb(self.scale)
        if not units.is_finite() or units != int(units) or abs(units) >= 10**MOST_DIGITS:
            raise ValueError(
                f"{value} does not fit {MOST_DIGITS} digits, {self.scale} of them behind the point."
            )
        return value if dialect.name == "postgresql" else int(units)

    def process_result_value(self, value: Decimal | int | None, dialect: Dialect) -> Decimal | None:
        return Decimal(value).scaleb(-self.scale) if isinstance(value, int) else value


@event.listens_for(Entity, "instrument_class", propagate=True)
def _complete_table(mapper: Mapper[Any], entity: type[Entity]) -> None:
    """Give a new table portable types, and the indexes that its columns and its class ask for."""
    table = mapper.local_table
    assert isinstance(table, Table)
    _refuse_columns(table, entity)
    for item in table.columns:
        _make_portable(item)
    if entity.__view__:
        table.info["view"] = True
        return
    for item in table.columns:
        if any(key.ondelete for key in item.foreign_keys):
            _index_referrers(table, item)
        elif item.info.get("indexed"):
            _index(table, (item.name,))
    for names in entity.__indexes__:
        _index(table, names)
    for name, rule in entity.__checks__.items():
        table.append_constraint(CheckConstraint(rule, name=f"ck_{table.name}_{name}"))


def _refuse_columns(table: Table, entity: type[Entity]) -> None:
    """Raise `InvalidTable` for a column that every table has already, or a reference that can hold no id."""
    where = f"{entity.__module__}.{entity.__qualname__}"
    for name in RESERVED_COLUMNS.intersection(vars(entity).get("__annotations__", ())):
        raise InvalidTable(
            f"The column '{name}' of {where} has a name that every table uses already.",
            "Give it another name.",
        )
    for item in table.columns:
        if item.foreign_keys and not isinstance(item.type, Integer):
            raise InvalidTable(
                f"The reference '{item.name}' of {where} cannot hold the id of a row.",
                "Annotate it `int`, or `int | None` with `optional=True`.",
            )


def _index(table: Table, names: tuple[str, ...]) -> None:
    """Index published rows by `names`, then by id: the order in which pages are read."""
    where = text(PUBLISHED_ONLY)
    columns = [table.c[name] for name in (*names, "id")]
    Index(f"ix_{table.name}_{'_'.join(names)}", *columns, sqlite_where=where, postgresql_where=where)


def _index_referrers(table: Table, item: Column[Any]) -> None:
    """Index all rows by a reference that is followed when the row referred to is deleted, whatever their visibility.

    A unique constraint that begins with the column is such an index already.
    """
    uniques = (each for each in table.constraints if isinstance(each, Unique))
    if any(item is next(iter(unique.columns), None) for unique in uniques):
        return
    where = text(f"{item.name} IS NOT NULL") if item.nullable else None
    Index(f"ix_{table.name}_{item.name}", item, sqlite_where=where, postgresql_where=where)


def _make_portable(item: Column[Any]) -> None:
    """Enums become checked text, which both databases sort and filter alike; floats are doubles, decimals exact."""
    if isinstance(item.type, Enum) and item.type.enum_class is not None:
        names = ", ".join(f"'{member.name}'" for member in item.type.enum_class)
        item.type = Enum(item.type.enum_class, native_enum=False, length=40)
        item.table.append_constraint(
            CheckConstraint(f"{item.name} IN ({names})", name=f"ck_{item.table.name}_{item.name}")
        )
    elif isinstance(item.type, Float):
        item.type = Float(53)
    elif isinstance(item.type, Numeric) and item.type.scale is not None:
        item.type = ExactDecimal(item.type.scale)
    elif isinstance(item.type, DateTime) or type(item.type).__name__ == "UTCDateTime":
        item.type = UtcDateTime()
