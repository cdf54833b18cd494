"""Create the tables of the environment pillar."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "environment_0001"
down_revision = None
branch_labels = ("environment",)

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("environment_electricity_consumption", "energy_gwh"),
    ("environment_electricity_consumption", "region_id"),
    ("environment_electricity_consumption", "source_id"),
    ("environment_electricity_consumption", "year"),
    ("environment_renewable_potential", "potential_mw"),
    ("environment_renewable_potential", "region_id"),
    ("environment_renewable_potential", "resource"),
    ("environment_renewable_potential", "source_id"),
    ("environment_waste_composition", "plastic_pct"),
    ("environment_waste_composition", "region_id"),
    ("environment_waste_composition", "source_id"),
    ("environment_waste_composition", "total_plausible"),
    ("environment_waste_composition", "year"),
    ("environment_waste_report", "generated_tonnes"),
    ("environment_waste_report", "managed_pct"),
    ("environment_waste_report", "managed_tonnes"),
    ("environment_waste_report", "recycling_pct"),
    ("environment_waste_report", "region_id"),
    ("environment_waste_report", "source_id"),
    ("environment_waste_report", "year"),
    ("environment_air_quality_station", "name"),
    ("environment_air_quality_station", "operator_id"),
    ("environment_air_quality_station", "region_id"),
    ("environment_air_quality_station", "source_id"),
    ("environment_power_plant", "capacity_mw"),
    ("environment_power_plant", "commissioning_year"),
    ("environment_power_plant", "generation_gwh"),
    ("environment_power_plant", "operator_id"),
    ("environment_power_plant", "region_id"),
    ("environment_power_plant", "source_id"),
    ("environment_power_plant", "technology"),
    ("environment_waste_facility", "capacity_t_per_day"),
    ("environment_waste_facility", "kind"),
    ("environment_waste_facility", "name"),
    ("environment_waste_facility", "operator_id"),
    ("environment_waste_facility", "region_id"),
    ("environment_waste_facility", "source_id"),
    ("environment_air_quality_reading", "measured_at"),
    ("environment_air_quality_reading", "pollutant"),
    ("environment_air_quality_reading", "source_id"),
    ("environment_air_quality_reading", "station_id"),
    ("environment_waste_flow", "facility_id"),
    ("environment_waste_flow", "fate"),
    ("environment_waste_flow", "region_id"),
    ("environment_waste_flow", "region_id", "year"),
    ("environment_waste_flow", "source_id"),
    ("environment_waste_flow", "tonnes"),
    ("environment_waste_flow", "year"),
)
"""A table and the columns by which its published rows are found; then by id, as pages are read."""


def upgrade() -> None:
    """Create each table after those that it refers to, then the indexes."""
    create_environment_electricity_consumption()
    create_environment_renewable_potential()
    create_environment_waste_composition()
    create_environment_waste_report()
    create_environment_air_quality_station()
    create_environment_power_plant()
    create_environment_waste_facility()
    create_environment_air_quality_reading()
    create_environment_waste_flow()
    for table, *columns in INDEXES:
        op.create_index(
            f"ix_{table}_{'_'.join(columns)}",
            table,
            [*columns, "id"],
            sqlite_where=PUBLISHED,
            postgresql_where=PUBLISHED,
        )


def downgrade() -> None:
    """Drop the tables, which takes their indexes along."""
    op.drop_table("environment_waste_flow")
    op.drop_table("environment_air_quality_reading")
    op.drop_table("environment_waste_facility")
    op.drop_table("environment_power_plant")
    op.drop_table("environment_air_quality_station")
    op.drop_table("environment_waste_report")
    op.drop_table("environment_waste_composition")
    op.drop_table("environment_renewable_potential")
    op.drop_table("environment_electricity_consumption")


def create_environment_electricity_consumption() -> None:
    op.create_table(
        "environment_electricity_consumption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("energy_gwh", sa.Float(53), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "source_id", name="uq_environment_electricity_consumption"),
    )


def create_environment_renewable_potential() -> None:
    op.create_table(
        "environment_renewable_potential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("resource", sa.String(40), nullable=False),
        sa.Column("potential_mw", sa.Float(53), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "resource IN ('SOLAR', 'WIND', 'HYDRO', 'GEOTHERMAL', 'BIOENERGY', 'MARINE')",
            name="ck_environment_renewable_potential_resource",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "resource", "source_id", name="uq_environment_renewable_potential"),
    )


def create_environment_waste_composition() -> None:
    op.create_table(
        "environment_waste_composition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("food_pct", sa.Float(53), nullable=True),
        sa.Column("wood_twigs_pct", sa.Float(53), nullable=True),
        sa.Column("paper_pct", sa.Float(53), nullable=True),
        sa.Column("plastic_pct", sa.Float(53), nullable=True),
        sa.Column("metal_pct", sa.Float(53), nullable=True),
        sa.Column("textile_pct", sa.Float(53), nullable=True),
        sa.Column("rubber_leather_pct", sa.Float(53), nullable=True),
        sa.Column("glass_pct", sa.Float(53), nullable=True),
        sa.Column("other_pct", sa.Float(53), nullable=True),
        sa.Column(
            "total_pct",
            sa.Float(53),
            sa.Computed(
                "CASE WHEN coalesce(food_pct, wood_twigs_pct, paper_pct, plastic_pct, metal_pct, "
                "textile_pct, rubber_leather_pct, glass_pct, other_pct) IS NOT NULL THEN "
                "round(100.0 * (coalesce(food_pct, 0.0) + coalesce(wood_twigs_pct, 0.0) + "
                "coalesce(paper_pct, 0.0) + coalesce(plastic_pct, 0.0) + coalesce(metal_pct, 0.0)"
                " + coalesce(textile_pct, 0.0) + coalesce(rubber_leather_pct, 0.0) + "
                "coalesce(glass_pct, 0.0) + coalesce(other_pct, 0.0))) / 100.0 END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "total_plausible",
            sa.Boolean(),
            sa.Computed(
                "CASE WHEN coalesce(food_pct, wood_twigs_pct, paper_pct, plastic_pct, metal_pct, "
                "textile_pct, rubber_leather_pct, glass_pct, other_pct) IS NOT NULL THEN "
                "round(100.0 * (coalesce(food_pct, 0.0) + coalesce(wood_twigs_pct, 0.0) + "
                "coalesce(paper_pct, 0.0) + coalesce(plastic_pct, 0.0) + coalesce(metal_pct, 0.0)"
                " + coalesce(textile_pct, 0.0) + coalesce(rubber_leather_pct, 0.0) + "
                "coalesce(glass_pct, 0.0) + coalesce(other_pct, 0.0))) / 100.0 BETWEEN 98 AND 102"
                " END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "source_id", name="uq_environment_waste_composition"),
    )


def create_environment_waste_report() -> None:
    op.create_table(
        "environment_waste_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("generated_tonnes", sa.Float(53), nullable=False),
        sa.Column("reduced_tonnes", sa.Float(53), nullable=True),
        sa.Column("handled_tonnes", sa.Float(53), nullable=True),
        sa.Column("managed_tonnes", sa.Float(53), nullable=True),
        sa.Column("recycled_tonnes", sa.Float(53), nullable=True),
        sa.Column("feedstock_tonnes", sa.Float(53), nullable=True),
        sa.Column(
            "reduced_pct",
            sa.Float(53),
            sa.Computed(
                "round(10000.0 * (reduced_tonnes) / nullif(generated_tonnes, 0)) / 100.0", persisted=True
            ),
            nullable=True,
        ),
        sa.Column(
            "handled_pct",
            sa.Float(53),
            sa.Computed(
                "round(10000.0 * (handled_tonnes) / nullif(generated_tonnes, 0)) / 100.0", persisted=True
            ),
            nullable=True,
        ),
        sa.Column(
            "managed_pct",
            sa.Float(53),
            sa.Computed(
                "round(10000.0 * (managed_tonnes) / nullif(generated_tonnes, 0)) / 100.0", persisted=True
            ),
            nullable=True,
        ),
        sa.Column(
            "recycling_pct",
            sa.Float(53),
            sa.Computed(
                "CASE WHEN coalesce(recycled_tonnes, feedstock_tonnes) IS NOT NULL THEN "
                "round(10000.0 * (coalesce(recycled_tonnes, 0.0) + coalesce(feedstock_tonnes, "
                "0.0)) / nullif(generated_tonnes, 0)) / 100.0 END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "source_id", name="uq_environment_waste_report"),
    )


def create_environment_air_quality_station() -> None:
    op.create_table(
        "environment_air_quality_station",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_environment_air_quality_station"),
    )


def create_environment_power_plant() -> None:
    op.create_table(
        "environment_power_plant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("technology", sa.String(40), nullable=False),
        sa.Column("capacity_mw", sa.Float(53), nullable=False),
        sa.Column("commissioning_year", sa.Integer(), nullable=True),
        sa.Column("generation_gwh", sa.Float(53), nullable=True),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "technology IN ('COAL', 'GAS', 'OIL', 'GEOTHERMAL', 'HYDRO', 'SOLAR', 'WIND', "
            "'BIOMASS', 'WASTE', 'MARINE')",
            name="ck_environment_power_plant_technology",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", name="uq_environment_power_plant"),
    )


def create_environment_waste_facility() -> None:
    op.create_table(
        "environment_waste_facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("capacity_t_per_day", sa.Float(53), nullable=True),
        sa.Column("opening_year", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('TPA', 'TPST', 'TPS3R', 'WASTE_BANK', 'COMPOSTING', 'RECYCLING_CENTRE', "
            "'WASTE_TO_ENERGY')",
            name="ck_environment_waste_facility_kind",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_environment_waste_facility"),
    )


def create_environment_air_quality_reading() -> None:
    op.create_table(
        "environment_air_quality_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("station_id", sa.Integer(), nullable=False),
        sa.Column("pollutant", sa.String(40), nullable=False),
        sa.Column(
            "measured_at",
            sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "pollutant IN ('PM10', 'PM25', 'SO2', 'CO', 'O3', 'NO2', 'HC')",
            name="ck_environment_air_quality_reading_pollutant",
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["station_id"], ["environment_air_quality_station.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "station_id", "pollutant", "measured_at", name="uq_environment_air_quality_reading"
        ),
    )


def create_environment_waste_flow() -> None:
    op.create_table(
        "environment_waste_flow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("fate", sa.String(40), nullable=False),
        sa.Column("tonnes", sa.Float(53), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "fate IN ('RECYCLED', 'COMPOSTED', 'ENERGY', 'INCINERATED', 'LANDFILLED', "
            "'OPEN_DUMPED', 'OPEN_BURNT', 'LEAKED')",
            name="ck_environment_waste_flow_fate",
        ),
        sa.ForeignKeyConstraint(["facility_id"], ["environment_waste_facility.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
