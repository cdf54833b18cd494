"""A plugin for tests: a column of every kind, names that a careless compiler would use itself, Python resolvers."""

import datetime
import enum
from decimal import Decimal
from typing import ClassVar

import pilar
import strawberry
from pilar import (
    Entity,
    Expression,
    Given,
    Parameter,
    Region,
    Shortcut,
    column,
    expression,
    hookimpl,
    reference,
)


class Terrain(enum.Enum):
    """What a place stands on."""

    SEA = "sea"
    LAND = "land"


class Place(Entity, table=True):
    """A place with a column of every kind."""

    __shortcuts__ = (
        Shortcut(
            "largest",
            "The largest place.",
            shows="row",
            on="region_id",
            arguments={
                "terrain": Parameter("AtlasTerrain", "What it stands on."),
                "named": Parameter("str", "Part of its name.", default="a"),
            },
            where={"terrain": {"eq": Given("terrain")}, "name": {"contains": Given("named")}},
            order=({"area": "DESC"},),
        ),
        Shortcut("cheapest", "Cheap ones.", shows="list", on="region_id", order=({"price": "ASC"},), most=2),
        Shortcut(
            "ranking",
            "Places by size.",
            shows="page",
            arguments={
                "terrain": Parameter("AtlasTerrain", "What they stand on.", required=True),
                "within": Parameter("str", "Code of the province, or of its country."),
                "open": Parameter("bool", "Whether they are open."),
            },
            where={
                "terrain": {"eq": Given("terrain")},
                "isOpen": {"eq": Given("open")},
                "region": {
                    "or": [
                        {"code": {"eq": Given("within")}},
                        {"parent": {"code": {"eq": Given("within")}}},
                    ]
                },
            },
            otherwise={"within": {"above": {"name": {"isNull": True}}}},
            order=({"area": "DESC"}, {"region": {"code": "ASC"}}),
        ),
    )

    name_id: str = column(index=True)
    """The name."""
    name_en: str | None = column(default=None)
    """The English name."""
    total: int | None = column(default=None)
    rn: int | None = column(default=None)
    k0: int | None = column(default=None)
    g0: int | None = column(default=None)
    order: str | None = column(default=None)
    area: float | None = column(default=None)
    is_open: bool | None = column(default=None)
    opened_on: datetime.date | None = column(default=None)
    opened_at: datetime.datetime | None = column(default=None)
    price: Decimal | None = column(default=None, scale=2)
    """Price of admission in rupiah."""
    terrain: Terrain | None = column(default=None)
    visitors: int | None = column(default=None, big=True)
    above_id: int | None = reference("atlas_place", optional=True, back="below")
    """The place above."""
    region_id: int = reference(Region)
    """Where it is."""
    age_days: ClassVar[Expression] = expression("{on:day} - {opened_on:day}", type=int, unit="d")
    """Days since it was opened."""
    guests: ClassVar[Expression] = expression(
        "(SELECT count(*) FROM {Visit v} WHERE {v.place_id} = {id})", type=int
    )
    """Visits that were noted."""
    is_old: ClassVar[Expression] = expression("{age_days} > 1000 * (1 + {guests})", type=bool)
    """Open for more than 1000 days and for as many more at each visit."""
    ground: ClassVar[Expression] = expression("CASE WHEN {area} > 1 THEN 'SEA' ELSE 'LAND' END", type=Terrain)
    """What its area lets expect."""
    price_twice: ClassVar[Expression] = expression("2 * {price}", type=Decimal, scale=2)
    """The price for two."""
    priced: ClassVar[Expression] = expression("1.0 * {price} / nullif({total}, 0)", type=float)
    """The price divided by the total."""
    heights: ClassVar[Expression] = expression(
        "(SELECT sum({p.age_days}) FROM {Place p} WHERE {p.above_id} = {id})", type=int, unit="d"
    )
    """Days since the places below were opened, together."""


class Visit(Entity, table=True):
    """A visit to a place."""

    place_id: int = reference(Place)
    note: str | None = column(default=None)


@pilar.extend(Place)
class PlaceFields:
    """What Python adds to a place."""

    @strawberry.field(description="The name in capitals, and the price as the row holds it.")
    def label(self) -> str:
        return f"{self.name_id.upper()} {self.price} {self.is_open}"

    @strawberry.field(description="A sum that goes wrong where there is no total.")
    def risky(self, more: int = 1) -> int:
        return self.total + more


@pilar.extend(Region)
class RegionFields:
    """What Python adds to a region."""

    @strawberry.field(description="The code twice.")
    def twice(self) -> str:
        return self.code * 2


@pilar.extend()
class AtlasFields:
    """What Python adds to the namespace itself."""

    @strawberry.field(description="A constant.")
    def motto(self) -> str:
        return "onward"


@hookimpl
def register_tables():
    return [Place, Visit]


@hookimpl
def register_fields():
    return [PlaceFields, RegionFields, AtlasFields]
