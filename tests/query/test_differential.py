"""The compiler's main test: generated valid operations answer alike compiled to SQL and walked by the executor.

A failure prints seed, number, document and variables of the operation.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)
from pilar.query.engine import Engine
from pilar.query.exchange import Request
from pilar.query.values import Facts
from pilar.query.variables import coerce_variables
from pilar.query.walk import Prepared, walk
from pilar.startup import Service

OPERATIONS = 600
TEXTS = ["Kota", "Jawa", "bandung", "32.73", "11.1", "BPS", "a", "%", "_", "é", "o'clock", '"', "\\", ""]
NUMBERS = [0, 1, -1, 2019, 2020, 2024, 50, 1000, 2**31 - 1]
FLOATS = [0.0, 0.1, -7.8, 12.5, 1e9, 1e-9, 33.333333333333336]
IDS = ["Region_1", "Region_17", "Region_333", "Indicator_3", "EnvironmentPowerPlant_5", "Source_99999"]
KEYS = [1, 2, 17, 333, 99999]
KNOWN = ("Region", "Indicator", "EnvironmentPowerPlant", "AtlasPlace")
CODES = {
    "region": ["32.73", "33.74", "31", "99"],
    "index": ["NATIONAL", "IPM", "NONE"],
    "indicator": ["HR.MEAN_SCHOOLING", "QOL.LIFE_EXPECTANCY", "NONE"],
}
"""What arguments and fields of these names hold, rather than any text."""
FORBIDDEN = frozenset({"plugins", "risky", "whatIf", "sensitivity"})
"""Answered by Python: an operation with one of them goes through the executor in any case, so its ways are one."""
UNLIMITED: dict[str, Any] = {
    "max_nodes": 10**8,
    "max_aliases": 10_000,
    "max_tokens": 10**6,
    "max_depth": 50,
    "max_fragments": 1_000,
    "max_directives": 1_000,
    "points_per_minute": 0,
    "statement_timeout_s": 30.0,
    "operation_timeout_s": 60.0,
}


@dataclass
class Generator:
    """Writes random operations that fit the schema; the same seed, the same operations."""

    schema: GraphQLSchema
    random: random.Random
    variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    aliases: int = 0
    id_type: str = ""
    forbidden: frozenset[str] = FORBIDDEN

    def operation(self) -> tuple[str, dict[str, Any]]:
        """Return a document, well within the limit of 2,000 tokens, and its variables."""
        document, variables = self.any_operation()
        return (document, variables) if len(document) < 4_000 else self.operation()

    def any_operation(self) -> tuple[str, dict[str, Any]]:
        self.variables, self.fragments = {}, []
        assert self.schema.query_type
        fields = self.schema.query_type.fields
        names = self.random.choices(
            [name for name in fields if name not in self.forbidden], k=self.random.randint(1, 3)
        )
        roots = [self.field(f"r{index}", fields[name], name, 4) for index, name in enumerate(names)]
        declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in self.variables.items())
        head = f"query Generated({declared})" if declared else "query Generated"
        document = f"{head} {{ {' '.join(roots)} __typename }} {' '.join(self.fragments)}"
        return document, {name: value for name, (_, value) in self.variables.items() if value is not ...}

    def field(self, alias: str, declared: GraphQLField, name: str, depth: int) -> str:
        arguments = ", ".join(self.arguments(name, declared))
        head = f"{alias}: {name}" if alias else name
        called = f"{head}({arguments})" if arguments else head
        named = get_named_type(declared.type)
        return (
            called
            if is_leaf_type(named)
            else f"{called}{self.directive()} {{ {self.selection(named, depth)} }}"
        )

    def directive(self) -> str:
        if self.random.random() > 0.1:
            return ""
        name = self.random.choice(["include", "skip"])
        value = name == "include"
        if self.random.random() < 0.5:
            return f" @{name}(if: ${self.declare('Boolean!', value if self.random.random() < 0.8 else not value)})"
        return f" @{name}(if: {str(value).lower()})"

    def selection(self, type_: Any, depth: int, *, aliased: bool = False) -> str:
        """Select at random. Fields of several types in one place need aliases: their types may differ."""
        if isinstance(type_, GraphQLInterfaceType):
            possible = self.schema.get_possible_types(type_)
            chosen = self.random.sample(list(possible), k=min(4, len(possible)))
            known = [self.schema.type_map[name] for name in KNOWN if name in self.schema.type_map]
            inline = [
                f"... on {item.name} {{ {self.selection(item, depth - 1, aliased=True)} }}"
                for item in {*chosen, *known}
            ]
            return " ".join(["__typename id", *sorted(inline)])
        assert isinstance(type_, GraphQLObjectType)
        shown = list(self.chosen(type_, depth, aliased=aliased))
        parts = [self.field(alias, type_.fields[name], name, depth - 1) for alias, name in shown]
        if self.random.random() < 0.2:
            parts.append("__typename")
        if self.random.random() < 0.15:
            return " ".join([*parts[:1], self.fragment(type_, parts[1:] or ["__typename"])])
        return " ".join(parts or ["__typename"])

    def chosen(self, type_: GraphQLObjectType, depth: int, *, aliased: bool) -> Iterator[tuple[str, str]]:
        fields = {name: item for name, item in type_.fields.items() if name not in self.forbidden}
        leaves = [name for name, item in fields.items() if is_leaf_type(get_named_type(item.type))]
        nested = [name for name in fields if name not in leaves]
        names = self.random.sample(leaves, k=self.random.randint(0, min(4, len(leaves))))
        if depth > 0 and nested:
            names += self.random.choices(nested, k=self.random.randint(1, 2))
        seen: set[str] = set()
        for name in names or leaves[:1]:
            self.aliases += 1
            alias = f"a{self.aliases}" if aliased or name in seen or self.random.random() < 0.2 else ""
            seen.add(name)
            yield alias, name

    def fragment(self, type_: GraphQLObjectType, parts: list[str]) -> str:
        if self.random.random() < 0.5:
            return f"... on {type_.name} {{ {' '.join(parts)} }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {type_.name} {{ {' '.join(parts)} }}")
        return f"...{name}"

    def arguments(self, name: str, declared: GraphQLField) -> Iterator[str]:
        self.id_type = get_named_type(declared.type).name
        arguments = dict(declared.args)
        looks_up = "by" in arguments or set(arguments) <= {"id", "code"}
        if looks_up:
            arguments = dict([self.random.choice(list(arguments.items()))]) if arguments else {}
        elif "first" in arguments:
            backward = self.random.random() < 0.25
            for dropped in ("first", "after") if backward else ("last", "before"):
                arguments.pop(dropped)
            arguments.pop("after", None)
            arguments.pop("before", None)
        for key, argument in arguments.items():
            if looks_up or is_required_argument(argument) or self.random.random() < 0.5:
                yield f"{key}: {self.value(argument.type, 2, key)}"

    def value(self, type_: GraphQLInputType, depth: int, key: str = "") -> str:
        """Return a literal, or a variable that holds one."""
        if self.random.random() < 0.25:
            value = self.plain(type_, depth, key)
            return f"${self.declare(str(type_), value)}"
        return self.literal(type_, depth, key)

    def declare(self, type_: str, value: Any) -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = (type_, value)
        return name

    def literal(self, type_: GraphQLInputType, depth: int, key: str) -> str:
        if isinstance(type_, GraphQLNonNull):
            return self.literal(type_.of_type, depth, key)
        if isinstance(type_, GraphQLList):
            items = [self.value(type_.of_type, depth, key) for _ in range(self.random.randint(0, 2))]
            return f"[{', '.join(items)}]"
        if isinstance(type_, GraphQLInputObjectType):
            entries = [
                f"{name}: {self.value(item, depth - 1, name)}" for name, item in self.entries(type_, depth)
            ]
            return f"{{{', '.join(entries)}}}"
        return self.scalar(type_, key, literal=True)

    def plain(self, type_: GraphQLInputType, depth: int, key: str) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return self.plain(type_.of_type, depth, key)
        if isinstance(type_, GraphQLList):
            return [self.plain(type_.of_type, depth, key) for _ in range(self.random.randint(0, 2))]
        if isinstance(type_, GraphQLInputObjectType):
            return {name: self.plain(item, depth - 1, name) for name, item in self.entries(type_, depth)}
        return self.scalar(type_, key, literal=False)

    def entries(self, type_: GraphQLInputObjectType, depth: int) -> Iterator[tuple[str, GraphQLInputType]]:
        for name in self.keys(type_, depth):
            if name == "id":
                self.id_type = type_.name.removesuffix("Filter").removesuffix("By")
            item = type_.fields[name].type
            yield name, GraphQLNonNull(item) if type_.is_one_of else item

    def keys(self, type_: GraphQLInputObjectType, depth: int) -> list[str]:
        leaves = [name for name, item in type_.fields.items() if is_leaf_type(get_named_type(item.type))]
        if type_.is_one_of or type_.name.endswith("Order"):
            return [self.random.choice(leaves if depth <= 0 and leaves else list(type_.fields))]
        if type_.name.endswith("ListFilter"):
            return [self.random.choice(list(type_.fields))]
        required = [name for name, item in type_.fields.items() if is_required_input_field(item)]
        names = [name for name in (leaves if depth < -1 else type_.fields) if name not in required]
        return required + self.random.sample(names, k=min(len(names), self.random.choice([0, 1, 1, 2])))

    def scalar(self, type_: Any, key: str, *, literal: bool) -> Any:
        value: Any
        if isinstance(type_, GraphQLEnumType):
            value = self.random.choice(list(type_.values))
            return value
        match type_.name:
            case "Int" | "BigInt":
                value = self.random.randint(0, 4) if key in ("first", "last") else self.random.choice(NUMBERS)
            case "Float":
                value = self.random.choice(FLOATS)
            case "Boolean":
                value = self.random.random() < 0.5
            case "ID":
                value = self.random.choice(IDS if self.id_type == "Node" else KEYS)
                value = value if self.id_type == "Node" else f"{self.id_type}_{value}"
            case "Date":
                value = self.random.choice(["2022-07-25", "1999-12-31"])
            case "Decimal":
                value = self.random.choice(["0.1", "-5", "12.505", "1e3"])
            case "DateTime":
                value = "2024-01-01T00:00:00+07:00"
            case _:
                value = self.random.choice(CODES.get(key, TEXTS))
        return orjson.dumps(value).decode() if literal else value


async def compare(engine: Engine, document: str, variables: dict[str, Any]) -> bool:
    """Answer both ways; return whether the operation ran at all (ids may be of another type, for instance)."""
    request = Request(document, variables)
    executed_before = engine.pool.executed
    compiled = await engine.execute(request)
    statements = engine.pool.executed - executed_before
    if not compiled.executed:
        codes = {error["extensions"]["code"] for error in orjson.loads(compiled.body)["errors"]}
        assert codes <= {"ID_INVALID", "ARGUMENT_INVALID"}, compiled.body
        return False
    operation = engine.documents.operation(document, None)
    coerced = coerce_variables(operation.declared, variables)
    plan = engine.make_plan(operation, Facts(coerced), "id", tree=True)
    reading = [root for root in plan.roots if root.text is None]
    assert statements == len(reading)
    walked = await walk(engine, Prepared(operation, coerced, plan, request))
    assert without_places(compiled.body) == without_places(walked.body)
    return True


def without_places(body: bytes) -> bytes:
    """Normalise: the same values, keys in their order; only the executor tells where in the text an error arose."""
    answer = orjson.loads(body)
    for error in answer.get("errors", ()):
        error.pop("locations", None)
    answer.get("errors", []).sort(key=lambda error: str(error.get("path")))
    return orjson.dumps(answer)


@pytest.mark.parametrize("seed", range(6))
def test_compiled_and_walked_operations_answer_alike(seed: int, service_url: str) -> None:
    async def run(service: Service) -> None:
        generator = Generator(service.engine.schema, random.Random(seed))
        executed = 0
        for number in range(OPERATIONS // 6):
            document, variables = generator.operation()
            try:
                executed += await compare(service.engine, document, variables)
            except BaseException:
                print(f"seed {seed}, operation {number}\n{document}\n{orjson.dumps(variables).decode()}")
                raise
        assert executed > OPERATIONS // 6 * 0.85

    asyncio.run(with_service(service_url, run))


def test_values_of_every_kind_and_python_fields_answer_alike(open_atlas: Any) -> None:
    atlas = open_atlas(**UNLIMITED)
    chance = random.Random(1)
    columns = (
        "id, name_id, name_en, region_id, above_id, total, area, is_open, opened_at, price, terrain, visitors,"
        " opened_on"
    )
    for number in range(1, 21):
        above = chance.choice(["NULL", *range(1, number)])
        moment = "'2024-01-01T00:00:00.000000Z'"
        values = f"{number}, 'p{number % 4}', NULL, {number}, {above}, {chance.choice(['NULL', 1, 2])}, 0.1, "
        values += (
            f"{number % 2}, {moment}, {chance.choice(['NULL', 10, -500])}, 'LAND', {2**53 - 2 + number % 3},"
            f" '20{number:02}-02-28'"
        )
        atlas.write(f"INSERT INTO atlas_place ({columns}) VALUES ({values})")
        atlas.write(f"INSERT INTO atlas_visit (place_id) VALUES ({chance.randint(1, 9)})")
    generator = Generator(atlas.service.engine.schema, chance)
    seen = 0
    while seen < 100:
        document, variables = generator.operation()
        if "atlas" in document:
            seen += 1
            try:
                atlas.runner.run(compare(atlas.service.engine, document, variables))
            except BaseException:
                print(f"operation {seen}\n{document}\n{orjson.dumps(variables).decode()}")
                raise


async def with_service(url: str, run: Any) -> None:
    from pilar.settings import Settings
    from pilar.startup import prepare

    service = await prepare(Settings(database_url=url, **UNLIMITED))
    try:
        await run(service)
    finally:
        await service.close()
