"""A plugin for tests: a table that tells of its rows."""

from typing import ClassVar

import pilar
import strawberry
from pilar import Entity, Region, Source, column, hookimpl, reference


class Reading(Entity, table=True):
    """What a gauge showed."""

    __subscription__: ClassVar[tuple[str, str] | None] = ("readingAdded", "region")

    region_id: int = reference(Region)
    """Where the gauge stands."""
    source_id: int | None = reference(Source, optional=True)
    year: int = column()
    value: float = column()


@pilar.extend(Reading)
class ReadingFields:
    """What Python adds to a reading."""

    @strawberry.field(description="The value in words.")
    def words(self) -> str:
        return f"about {self.value:g}"

    @strawberry.field(description="Always an error.")
    def failing(self) -> str | None:
        raise ValueError("secret")


@hookimpl
def register_tables() -> list[type[Entity]]:
    """The one table."""
    return [Reading]


@hookimpl
def register_fields() -> list[type]:
    """The resolvers."""
    return [ReadingFields]
