"""Add green space, emissions and the quality index; name waste flows, and judge capacities."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "environment_0002"
down_revision = "environment_0001"
branch_labels = None

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("environment_emission_inventory", "category"),
    ("environment_emission_inventory", "category_plausible"),
    ("environment_emission_inventory", "emissions_t_co2e"),
    ("environment_emission_inventory", "region_id"),
    ("environment_emission_inventory", "region_id", "year"),
    ("environment_emission_inventory", "scope"),
    ("environment_emission_inventory", "sector"),
    ("environment_emission_inventory", "sign_plausible"),
    ("environment_emission_inventory", "source_id"),
    ("environment_emission_inventory", "year"),
    ("environment_quality_index", "quality_index"),
    ("environment_quality_index", "region_id"),
    ("environment_quality_index", "source_id"),
    ("environment_quality_index", "year"),
    ("environment_green_space", "area_ha"),
    ("environment_green_space", "code"),
    ("environment_green_space", "is_public"),
    ("environment_green_space", "kind"),
    ("environment_green_space", "name"),
    ("environment_green_space", "operator_id"),
    ("environment_green_space", "region_id"),
    ("environment_green_space", "region_id", "year"),
    ("environment_green_space", "source_id"),
    ("environment_green_space", "year"),
    ("environment_waste_facility", "capacity_plausible"),
)
"""A table and the columns by which its published rows are found; then by id, as pages are read."""

FATES: Final = sa.CheckConstraint(
    "fate IN ('RECYCLED', 'COMPOSTED', 'ENERGY', 'INCINERATED', 'LANDFILLED', 'OPEN_DUMPED', 'OPEN_BURNT', 'LEAKED')",
    name="ck_environment_waste_flow_fate",
)
KINDS: Final = sa.CheckConstraint(
    "kind IN ('TPA', 'TPST', 'TPS3R', 'WASTE_BANK', 'COMPOSTING', 'RECYCLING_CENTRE', 'WASTE_TO_ENERGY')",
    name="ck_environment_waste_facility_kind",
)
"""SQLite changes a table by copying it, which loses the checks that are not stated."""


def upgrade() -> None:
    """Create the new tables, then change the old ones."""
    create_environment_emission_inventory()
    create_environment_quality_index()
    create_environment_green_space()
    judge_capacities()
    name_flows()
    for table, *columns in INDEXES:
        op.create_index(
            f"ix_{table}_{'_'.join(columns)}",
            table,
            [*columns, "id"],
            sqlite_where=PUBLISHED,
            postgresql_where=PUBLISHED,
        )


def downgrade() -> None:
    """Change the old tables back, then drop the new ones, which takes their indexes along."""
    with op.batch_alter_table("environment_waste_flow", table_args=[FATES]) as table:
        table.drop_constraint("uq_environment_waste_flow", type_="unique")
        table.drop_column("code")
    op.drop_index("ix_environment_waste_facility_capacity_plausible", "environment_waste_facility")
    with op.batch_alter_table("environment_waste_facility", table_args=[KINDS]) as table:
        table.drop_column("capacity_plausible")
    op.drop_table("environment_green_space")
    op.drop_table("environment_quality_index")
    op.drop_table("environment_emission_inventory")


def judge_capacities() -> None:
    with op.batch_alter_table("environment_waste_facility", table_args=[KINDS]) as table:
        table.add_column(
            sa.Column(
                "capacity_plausible",
                sa.Boolean(),
                sa.Computed(
                    "capacity_t_per_day > 0 AND capacity_t_per_day <= CASE kind WHEN 'TPA' THEN 15000 "
                    "WHEN 'TPST' THEN 5000 WHEN 'WASTE_TO_ENERGY' THEN 2000 WHEN 'COMPOSTING' THEN 1000 "
                    "WHEN 'RECYCLING_CENTRE' THEN 1000 ELSE 50 END",
                    persisted=True,
                ),
                nullable=True,
            )
        )


def name_flows() -> None:
    """Rows that were entered before have no name yet: they are called by their ids."""
    op.add_column("environment_waste_flow", sa.Column("code", sa.String(80), nullable=True))
    op.execute("UPDATE environment_waste_flow SET code = 'flow-' || CAST(id AS VARCHAR(20))")
    with op.batch_alter_table("environment_waste_flow", table_args=[FATES]) as table:
        table.alter_column("code", existing_type=sa.String(80), nullable=False)
        table.create_unique_constraint("uq_environment_waste_flow", ["code"])


def create_environment_emission_inventory() -> None:
    op.create_table(
        "environment_emission_inventory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(40), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("emissions_t_co2e", sa.Float(53), nullable=False),
        sa.Column(
            "category_plausible",
            sa.Boolean(),
            sa.Computed(
                "substr(category, 1, 1) = CASE sector WHEN 'ENERGY' THEN '1' WHEN 'IPPU' THEN '2' "
                "WHEN 'AFOLU' THEN '3' WHEN 'WASTE' THEN '4' ELSE '5' END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "sign_plausible",
            sa.Boolean(),
            sa.Computed("emissions_t_co2e >= 0 OR sector = 'AFOLU'", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "scope IN ('SCOPE_1', 'SCOPE_2', 'SCOPE_3')", name="ck_environment_emission_inventory_scope"
        ),
        sa.CheckConstraint(
            "sector IN ('ENERGY', 'IPPU', 'AFOLU', 'WASTE', 'OTHER')",
            name="ck_environment_emission_inventory_sector",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "region_id", "year", "category", "scope", "source_id", name="uq_environment_emission_inventory"
        ),
    )


def create_environment_quality_index() -> None:
    op.create_table(
        "environment_quality_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("water_index", sa.Float(53), nullable=True),
        sa.Column("air_index", sa.Float(53), nullable=True),
        sa.Column("land_index", sa.Float(53), nullable=True),
        sa.Column(
            "quality_index",
            sa.Float(53),
            sa.Computed(
                "round(37.6 * water_index + 40.5 * air_index + 21.9 * land_index) / 100.0", persisted=True
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "source_id", name="uq_environment_quality_index"),
    )


def create_environment_green_space() -> None:
    op.create_table(
        "environment_green_space",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("area_ha", sa.Float(53), nullable=False),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('CITY_PARK', 'URBAN_FOREST', 'GREEN_LANE', 'RIVERSIDE', 'SPORTS_FIELD', 'CEMETERY', "
            "'URBAN_FARM', 'PRIVATE_YARD', 'OTHER')",
            name="ck_environment_green_space_kind",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "year", name="uq_environment_green_space"),
    )
