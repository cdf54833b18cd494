"""What every installed plugin owes to those who read, import and maintain: one set of tests for all of them."""

from __future__ import annotations

import ast
import inspect
import io
import re
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from graphql import GraphQLEnumType, get_named_type, parse
from pilar.commons.derivations import derive
from pilar.commons.entity import table_of
from pilar.commons.indicator import Indicator
from pilar.commons.seed_file import read_seed
from pilar.commons.seeding import pilar_seed
from pilar.database.engine import database_file, open_engine
from pilar.database.migrations import CORE_BRANCH, downgrade, pending_scripts, scripts_of, upgrade
from pilar.database.revisions import differences
from pilar.plugins.discovery import installed_entry_points
from pilar.schema.catalog import NUMBERS
from pilar.schema.naming import pascal
from pilar.startup import branch_of

PAGE = 3
LONGEST_MODULE = 300
MACHINERY = {"sqlalchemy", "sqlmodel", "alembic", "graphql", "pluggy", "starlette", "strawberry"}
NO_MEASURE = re.compile(
    r"\b("
    r"numbers?|counts?|how many|how often|scores?|index|shares?|ratio|ranks?|levels?|order|position|weights?|"
    r"version|revision|divisions?|years?|stars?|units?|currency|rupiah|\d to \d+"
    r")\b",
    re.IGNORECASE,
)
"""What the name and the description of a number say where it has no unit of its own."""

pytestmark = pytest.mark.parametrize("namespace", sorted(point.name for point in installed_entry_points()))


# --- manifest, tables, code ------------------------------------------------------------------------------------------


def test_the_manifest_says_who_answers_for_what_in_two_languages(plugin):
    manifest = plugin.manifest

    assert manifest.title_en and manifest.title_id
    assert manifest.description.endswith(".")
    assert manifest.owner.name and len(manifest.owner.country) == 2
    assert manifest.licence
    assert f"{plugin.namespace}:write" in manifest.permissions
    assert manifest.kind in ("pillar", "programme")


def test_a_plugin_has_tables(stored):
    assert stored


def test_every_column_has_a_docstring(plugin):
    for entity in plugin.tables:
        described = {name for name, info in entity.model_fields.items() if info.description}
        pairs = {f"{name.removesuffix('_en')}_id" for name in described if name.endswith("_en")}
        assert entity.model_fields.keys() - described - pairs == {"id", "visibility"}, entity.__name__


def test_every_type_field_and_enum_is_described(plugin, seeded):
    for table in seeded.catalog.of_namespace(plugin.namespace):
        type_ = seeded.types[table.type_name]
        assert type_.description, type_.name
        for name, field in type_.fields.items():
            assert field.description and not field.description.startswith("Unit:"), f"{type_.name}.{name}"
            kind = get_named_type(field.type)
            assert not isinstance(kind, GraphQLEnumType) or kind.description, kind.name


def test_every_field_is_in_camel_case(plugin, seeded):
    for named in seeded.types.values():
        if named.name.startswith(pascal(plugin.namespace)):
            assert [name for name in getattr(named, "fields", ()) if "_" in name] == [], named


def test_every_measure_has_a_unit_or_says_what_it_counts(plugin, seeded):
    for table in seeded.catalog.of_namespace(plugin.namespace):
        for column in table.columns:
            if column.kind in NUMBERS:
                text = f"{column.name.replace('_', ' ')}: {column.description}"
                assert NO_MEASURE.search(text), f"{table.type_name}.{text}"


def test_every_table_has_a_natural_key_or_says_why_not(stored):
    for entity in stored:
        assert entity.__key__ or " key" in entity.__doc__, entity.__name__
        optional = [name for name in entity.__key__ if table_of(entity).c[name].nullable]
        assert not optional, f"{entity.__name__}: rows without {optional} could not be told apart."


def test_every_table_cites_its_source_or_says_why_not(stored):
    for entity in stored:
        cites = "source_id" in table_of(entity).c and not table_of(entity).c.source_id.nullable
        assert cites or "source" in entity.__doc__.lower(), entity.__name__


def test_a_resolver_says_why_a_column_or_an_expression_would_not_do(plugin):
    for extension in plugin.fields:
        assert "because" in (inspect.getdoc(extension) or ""), f"{extension.__name__} gives no reason."


def test_the_folder_holds_nouns_and_rules_and_no_machinery(plugin):
    allowed = {"strawberry"} if plugin.fields else set()
    folder = Path(plugin.module.__file__).parent
    for file in sorted(folder.rglob("*.py")):
        if "migrations" not in file.parts:
            text = file.read_text(encoding="utf-8")
            assert len(text.splitlines()) <= LONGEST_MODULE, file.name
            assert ast.get_docstring(ast.parse(text)), file.name
            assert not imported(text) & (MACHINERY - allowed), file.name


def imported(text):
    """Return the top-level packages that a module imports."""
    nodes = list(ast.walk(ast.parse(text)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


# --- indicators, seeds, derivations, migrations ----------------------------------------------------------------------


def test_a_pillar_has_eight_indicators_of_its_own_and_a_module_none(plugin, seeded):
    query = """query Own($pillar: String!) {
      indicators(where: {pillar: {eq: $pillar}}, first: 100) {
        nodes { code en: name(lang: EN) id: name(lang: ID) unit unitLabel direction evidence }
      }
    }"""
    nodes = seeded.data(query, {"pillar": plugin.namespace})["indicators"]["nodes"]

    assert len(nodes) == (8 if plugin.manifest.kind == "pillar" else 0)
    for node in nodes:
        assert all(node.values()), node
        assert node["en"] != node["id"], node["code"]


def test_the_indicators_of_a_plugin_count_for_no_other_pillar(plugin):
    for seed in plugin.indicators:
        assert seed.table is Indicator
        read = read_seed(seed.file.name, seed, seed.file.read_bytes())
        names = [column.name for column in read.columns]
        pillars = {dict(zip(names, row.values, strict=True)).get("pillar") for row in read.rows}
        assert pillars <= {plugin.namespace, None}


def test_every_seed_file_is_loaded_and_none_lies_about(plugin, service_url):
    loaded = sa.select(pilar_seed.c.file, pilar_seed.c.rows).where(pilar_seed.c.namespace == plugin.namespace)
    engine = open_engine(service_url, read_only=True)
    with engine.connect() as connection:
        found = {file: rows for file, rows in connection.execute(loaded)}
    engine.dispose()
    files = (Path(plugin.module.__file__).parent / "seeds").rglob("*.csv")

    assert found == {seed.file.name: seed.rows for seed in (*plugin.indicators, *plugin.seeds)}
    assert {file.name for file in files} == found.keys()


def test_derivations_hold_on_the_seeds_and_on_any_rows_and_change_nothing_when_repeated(
    plugin, seeded, filled, tmp_path
):
    for number, service in enumerate((seeded, filled)):
        copy = tmp_path / f"{number}.db"
        shutil.copy(database_file(service.url), copy)
        engine = open_engine(f"sqlite:///{copy}")
        with engine.begin() as connection:
            derive(connection, plugin.derivations)
            assert derive(connection, plugin.derivations) == 0
        engine.dispose()
        assert [each.error for each in service.service.plugins if each.namespace == plugin.namespace] == [
            None
        ]


def test_the_migrations_make_the_tables_of_the_models(plugin, service_url):
    engine = open_engine(service_url, read_only=True)
    assert differences(engine, [table_of(entity) for entity in plugin.tables]) == []
    engine.dispose()


def test_the_migrations_can_be_undone(plugin, required, tmp_path):
    branch = branch_of(plugin)
    engine = open_engine(f"sqlite:///{tmp_path / 'pilar.db'}")
    assert upgrade(engine, [CORE_BRANCH, *map(branch_of, required), branch]) == {}
    downgrade(engine, branch)
    left = sa.inspect(engine).get_table_names()
    engine.dispose()

    assert [name for name in left if name.startswith(f"{plugin.namespace}_")] == []


def test_the_migrations_are_written_for_postgresql_too(plugin, stored):
    text = io.StringIO()
    options = {"as_sql": True, "output_buffer": text}
    context = MigrationContext.configure(dialect_name="postgresql", opts=options)
    for script in pending_scripts(scripts_of(branch_of(plugin)), None):
        with Operations.context(context):
            script.module.upgrade()

    for entity in stored:
        assert f"CREATE TABLE {entity.__tablename__} " in text.getvalue()


# --- the graph -----------------------------------------------------------------------------------------------------


def test_there_are_three_examples_with_titles_in_both_languages(plugin):
    assert len(plugin.examples) >= 3
    assert len({example.key for example in plugin.examples}) == len(plugin.examples)
    for example in plugin.examples:
        assert example.title_en and example.title_id and example.title_en != example.title_id
        assert len(parse(example.query).definitions) == 1


def test_every_example_runs_and_returns_rows(plugin, seeded):
    for example in plugin.examples:
        assert has_rows(seeded.data(example.query, example.variables)), example.key


def has_rows(answer):
    """Whether an answer has a row with a value in it; without any list, whether it has a value."""
    lists = list(lists_in(answer))
    return any(has_value(item) for found in lists for item in found) if lists else has_value(answer)


def lists_in(answer):
    """Yield every list in an answer."""
    if isinstance(answer, list):
        yield answer
    for item in answer if isinstance(answer, list) else answer.values() if isinstance(answer, dict) else ():
        yield from lists_in(item)


def has_value(answer):
    """Whether something in an answer is more than null, false, nought and the empty text."""
    if isinstance(answer, dict | list):
        return any(map(has_value, answer.values() if isinstance(answer, dict) else answer))
    return answer not in (None, 0, "")


def test_the_namespace_answers_on_query_and_on_region(plugin, filled):
    namespace = plugin.namespace
    links = [link.field for link in filled.catalog.tables["region"].links if link.namespace == namespace]
    fields = " ".join(f"{field} {{ totalCount nodes {{ id }} }}" for field in links)
    region = f'region(code: "32.73") {{ {namespace} {{ {fields} }} }}' if links else ""
    data = filled.data(f"{{ {namespace} {{ __typename }} {region} }}")

    assert data[namespace] == {"__typename": f"{pascal(namespace)}Query"}
    assert links or plugin.manifest.kind == "programme"
    if links:
        assert list(data["region"][namespace]) == links


def test_every_list_pages_through_without_loss_in_both_directions(plugin, filled):
    for table in filled.catalog.of_namespace(plugin.namespace):
        total = filled.data(f"{{ {plugin.namespace} {{ {table.plural} {{ totalCount }} }} }}")
        count = total[plugin.namespace][table.plural]["totalCount"]
        for ordering in ("", *(f"orderBy: [{{{column.field}: DESC}}], " for column in table.columns[:1])):
            forwards = [node for page in pages(filled, table, ordering, count, FORWARDS) for node in page]
            reverse = list(pages(filled, table, ordering, count, BACKWARDS))
            assert [node for page in reversed(reverse) for node in page] == forwards, table.plural
            assert len(set(forwards)) == len(forwards) == count, table.plural
        if table.name in filled.published:
            assert count == filled.published[table.name] > 0, table.plural


FORWARDS = ("first", "after", "hasNextPage", "endCursor")
BACKWARDS = ("last", "before", "hasPreviousPage", "startCursor")


def pages(contract, table, ordering, count, direction):
    """Yield the ids of each page of a list until there is no further one."""
    size, start, more, cursor = direction
    rows, after = max(PAGE, min(100, count // PAGE)), None
    while True:
        query = f"""query Page($rows: Int!, $after: String) {{ {table.namespace} {{
          {table.plural}({ordering}{size}: $rows, {start}: $after) {{ pageInfo {{ {more} {cursor} }} nodes {{ id }} }}
        }} }}"""
        page = contract.data(query, {"rows": rows, "after": after})[table.namespace][table.plural]
        yield [node["id"] for node in page["nodes"]]
        if not page["pageInfo"][more]:
            return
        assert page["nodes"] and page["pageInfo"][cursor] != after
        after = page["pageInfo"][cursor]


def test_every_row_can_be_asked_for_whole(plugin, filled):
    for table in filled.catalog.of_namespace(plugin.namespace):
        fields = [column.field for column in table.columns]
        fields += [f"{relation.field} {{ id }}" for relation in table.relations]
        query = (
            f"{{ {plugin.namespace} {{ {table.plural}(first: 9) {{ nodes {{ {' '.join(fields)} }} }} }} }}"
        )
        for node in filled.data(query)[plugin.namespace][table.plural]["nodes"]:
            missing = [
                column.field for column in table.columns if not column.nullable and node[column.field] is None
            ]
            assert not missing, f"{table.plural}: {missing}"
