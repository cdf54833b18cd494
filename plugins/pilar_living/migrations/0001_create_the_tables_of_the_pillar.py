"""Create the tables of the quality of life pillar."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "living_0001"
down_revision = None
branch_labels = ("living",)

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("living_crime_statistic", "clearance_pct"),
    ("living_crime_statistic", "clearance_plausible"),
    ("living_crime_statistic", "kind"),
    ("living_crime_statistic", "region_id"),
    ("living_crime_statistic", "region_id", "year"),
    ("living_crime_statistic", "reported"),
    ("living_crime_statistic", "source_id"),
    ("living_crime_statistic", "violent"),
    ("living_crime_statistic", "year"),
    ("living_disease_report", "case_fatality_pct"),
    ("living_disease_report", "cases"),
    ("living_disease_report", "code_plausible"),
    ("living_disease_report", "fatality_plausible"),
    ("living_disease_report", "icd10_code"),
    ("living_disease_report", "period_plausible"),
    ("living_disease_report", "region_id"),
    ("living_disease_report", "region_id", "icd10_code", "period_start"),
    ("living_disease_report", "source_id"),
    ("living_disease_report", "year"),
    ("living_hazard_zone", "area_ha"),
    ("living_hazard_zone", "hazard"),
    ("living_hazard_zone", "level"),
    ("living_hazard_zone", "name"),
    ("living_hazard_zone", "population"),
    ("living_hazard_zone", "region_id"),
    ("living_hazard_zone", "region_id", "hazard"),
    ("living_hazard_zone", "source_id"),
    ("living_housing_area", "area_ha"),
    ("living_housing_area", "name"),
    ("living_housing_area", "region_id"),
    ("living_housing_area", "source_id"),
    ("living_disaster_event", "began_on"),
    ("living_disaster_event", "dates_plausible"),
    ("living_disaster_event", "deaths"),
    ("living_disaster_event", "displaced"),
    ("living_disaster_event", "hazard"),
    ("living_disaster_event", "houses_plausible"),
    ("living_disaster_event", "loss_midr"),
    ("living_disaster_event", "region_id"),
    ("living_disaster_event", "region_id", "began_on"),
    ("living_disaster_event", "region_id", "year"),
    ("living_disaster_event", "source_id"),
    ("living_disaster_event", "year"),
    ("living_disaster_event", "zone_id"),
    ("living_emergency_unit", "kind"),
    ("living_emergency_unit", "meets_standard"),
    ("living_emergency_unit", "name"),
    ("living_emergency_unit", "operator_id"),
    ("living_emergency_unit", "region_id"),
    ("living_emergency_unit", "region_id", "kind"),
    ("living_emergency_unit", "response_min"),
    ("living_emergency_unit", "source_id"),
    ("living_emergency_unit", "staff"),
    ("living_health_facility", "kind"),
    ("living_health_facility", "name"),
    ("living_health_facility", "operator_id"),
    ("living_health_facility", "public"),
    ("living_health_facility", "region_id"),
    ("living_health_facility", "region_id", "kind"),
    ("living_health_facility", "source_id"),
    ("living_housing_survey", "adequate_pct"),
    ("living_housing_survey", "adequate_plausible"),
    ("living_housing_survey", "area_id"),
    ("living_housing_survey", "population"),
    ("living_housing_survey", "slum_level"),
    ("living_housing_survey", "slum_score"),
    ("living_housing_survey", "source_id"),
    ("living_housing_survey", "year"),
    ("living_public_space", "accessible"),
    ("living_public_space", "area_m2"),
    ("living_public_space", "free_wifi"),
    ("living_public_space", "kind"),
    ("living_public_space", "name"),
    ("living_public_space", "operator_id"),
    ("living_public_space", "region_id"),
    ("living_public_space", "source_id"),
    ("living_sanitation_facility", "capacity_m3_per_day"),
    ("living_sanitation_facility", "households_served"),
    ("living_sanitation_facility", "kind"),
    ("living_sanitation_facility", "name"),
    ("living_sanitation_facility", "operator_id"),
    ("living_sanitation_facility", "overloaded"),
    ("living_sanitation_facility", "region_id"),
    ("living_sanitation_facility", "source_id"),
    ("living_sanitation_facility", "used_pct"),
    ("living_water_utility", "name"),
    ("living_water_utility", "operator_id"),
    ("living_water_utility", "region_id"),
    ("living_water_utility", "source_id"),
    ("living_health_facility_report", "bed_occupancy_pct"),
    ("living_health_facility_report", "beds"),
    ("living_health_facility_report", "facility_id"),
    ("living_health_facility_report", "occupancy_plausible"),
    ("living_health_facility_report", "physicians"),
    ("living_health_facility_report", "source_id"),
    ("living_health_facility_report", "specialists_plausible"),
    ("living_health_facility_report", "year"),
    ("living_water_utility_report", "balance_plausible"),
    ("living_water_utility_report", "coverage_pct"),
    ("living_water_utility_report", "coverage_plausible"),
    ("living_water_utility_report", "losses_pct"),
    ("living_water_utility_report", "losses_plausible"),
    ("living_water_utility_report", "produced_m3"),
    ("living_water_utility_report", "source_id"),
    ("living_water_utility_report", "utility_id"),
    ("living_water_utility_report", "year"),
)
"""A table and the columns by which its published rows are found; then by id, as pages are read."""


def upgrade() -> None:
    """Create each table after those that it refers to, then the indexes."""
    create_living_crime_statistic()
    create_living_disease_report()
    create_living_hazard_zone()
    create_living_housing_area()
    create_living_disaster_event()
    create_living_emergency_unit()
    create_living_health_facility()
    create_living_housing_survey()
    create_living_public_space()
    create_living_sanitation_facility()
    create_living_water_utility()
    create_living_health_facility_report()
    create_living_water_utility_report()
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
    op.drop_table("living_water_utility_report")
    op.drop_table("living_health_facility_report")
    op.drop_table("living_water_utility")
    op.drop_table("living_sanitation_facility")
    op.drop_table("living_public_space")
    op.drop_table("living_housing_survey")
    op.drop_table("living_health_facility")
    op.drop_table("living_emergency_unit")
    op.drop_table("living_disaster_event")
    op.drop_table("living_housing_area")
    op.drop_table("living_hazard_zone")
    op.drop_table("living_disease_report")
    op.drop_table("living_crime_statistic")


def create_living_crime_statistic() -> None:
    op.create_table(
        "living_crime_statistic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("cleared", sa.Integer(), nullable=True),
        sa.Column(
            "clearance_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * cleared / nullif(reported, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "clearance_plausible",
            sa.Boolean(),
            sa.Computed("cleared <= reported", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "violent",
            sa.Boolean(),
            sa.Computed("kind IN ('LIFE', 'BODY', 'DECENCY', 'PROPERTY_WITH_VIOLENCE')", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('LIFE', 'BODY', 'DECENCY', 'LIBERTY', 'PROPERTY_WITH_VIOLENCE', "
                "'PROPERTY', 'NARCOTICS', 'FRAUD_CORRUPTION', 'PUBLIC_ORDER')"
            ),
            name="ck_living_crime_statistic_kind",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "kind", name="uq_living_crime_statistic"),
    )


def create_living_disease_report() -> None:
    op.create_table(
        "living_disease_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("icd10_code", sa.String(8), nullable=False),
        sa.Column("disease_id", sa.String(200), nullable=True),
        sa.Column("disease_en", sa.String(200), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=True),
        sa.Column(
            "case_fatality_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * deaths / nullif(cases, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "fatality_plausible", sa.Boolean(), sa.Computed("deaths <= cases", persisted=True), nullable=True
        ),
        sa.Column(
            "code_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "length(icd10_code) >= 3 AND substr(icd10_code, 1, 1) <> lower(substr(icd10_code, 1, "
                    "1)) AND ltrim(substr(icd10_code, 2, 2), '0123456789') = '' AND (length(icd10_code) "
                    "= 3 OR length(icd10_code) >= 5 AND substr(icd10_code, 4, 1) = '.' AND "
                    "ltrim(substr(icd10_code, 5), '0123456789') = '')"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "period_plausible",
            sa.Boolean(),
            sa.Computed("period_start <= period_end", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "region_id", "icd10_code", "period_start", "period_end", name="uq_living_disease_report"
        ),
    )


def create_living_hazard_zone() -> None:
    op.create_table(
        "living_hazard_zone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("hazard", sa.String(40), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("area_ha", sa.Float(precision=53), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column(
            "population_per_ha",
            sa.Float(precision=53),
            sa.Computed("1.0 * population / nullif(area_ha, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column("map_year", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "hazard IN ('EARTHQUAKE', 'TSUNAMI', 'VOLCANIC_ERUPTION', 'FLOOD', 'FLASH_FLOOD', "
                "'LANDSLIDE', 'DROUGHT', 'FOREST_FIRE', 'EXTREME_WEATHER', 'EXTREME_WAVES_ABRASION', "
                "'LIQUEFACTION', 'TECHNOLOGICAL', 'EPIDEMIC')"
            ),
            name="ck_living_hazard_zone_hazard",
        ),
        sa.CheckConstraint("level IN ('LOW', 'MEDIUM', 'HIGH')", name="ck_living_hazard_zone_level"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_hazard_zone"),
    )


def create_living_housing_area() -> None:
    op.create_table(
        "living_housing_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("area_ha", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_housing_area"),
    )


def create_living_disaster_event() -> None:
    op.create_table(
        "living_disaster_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("hazard", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("deaths", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("injured", sa.Integer(), nullable=True),
        sa.Column("displaced", sa.Integer(), nullable=True),
        sa.Column("houses_damaged", sa.Integer(), nullable=True),
        sa.Column("houses_destroyed", sa.Integer(), nullable=True),
        sa.Column(
            "loss_midr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "dates_plausible",
            sa.Boolean(),
            sa.Computed("began_on <= ended_on", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "houses_plausible",
            sa.Boolean(),
            sa.Computed("houses_destroyed <= houses_damaged", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "hazard IN ('EARTHQUAKE', 'TSUNAMI', 'VOLCANIC_ERUPTION', 'FLOOD', 'FLASH_FLOOD', "
                "'LANDSLIDE', 'DROUGHT', 'FOREST_FIRE', 'EXTREME_WEATHER', 'EXTREME_WAVES_ABRASION', "
                "'LIQUEFACTION', 'TECHNOLOGICAL', 'EPIDEMIC')"
            ),
            name="ck_living_disaster_event_hazard",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["zone_id"], ["living_hazard_zone.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_disaster_event"),
    )


def create_living_emergency_unit() -> None:
    op.create_table(
        "living_emergency_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("vehicles", sa.Integer(), nullable=True),
        sa.Column("response_min", sa.Float(precision=53), nullable=True),
        sa.Column(
            "meets_standard",
            sa.Boolean(),
            sa.Computed("CASE WHEN kind = 'FIRE' THEN response_min <= 15 END", persisted=True),
            nullable=True,
        ),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('FIRE', 'AMBULANCE', 'POLICE', 'SEARCH_AND_RESCUE', 'DISASTER_AGENCY', "
                "'CALL_CENTRE')"
            ),
            name="ck_living_emergency_unit_kind",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_emergency_unit"),
    )


def create_living_health_facility() -> None:
    op.create_table(
        "living_health_facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=True),
        sa.Column("opening_year", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('GENERAL_HOSPITAL', 'SPECIAL_HOSPITAL', 'PUSKESMAS', 'CLINIC', "
                "'PRIVATE_PRACTICE', 'POSYANDU', 'LABORATORY')"
            ),
            name="ck_living_health_facility_kind",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_health_facility"),
    )


def create_living_housing_survey() -> None:
    op.create_table(
        "living_housing_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("dwellings", sa.Integer(), nullable=True),
        sa.Column("adequate_dwellings", sa.Integer(), nullable=True),
        sa.Column(
            "adequate_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * adequate_dwellings / nullif(dwellings, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "adequate_plausible",
            sa.Boolean(),
            sa.Computed("adequate_dwellings <= dwellings", persisted=True),
            nullable=True,
        ),
        sa.Column("slum_score", sa.Integer(), nullable=True),
        sa.Column(
            "slum_level",
            sa.String(40),
            sa.Computed(
                (
                    "CASE WHEN slum_score >= 60 THEN 'HEAVY' WHEN slum_score >= 38 THEN 'MODERATE' WHEN "
                    "slum_score >= 16 THEN 'LIGHT' WHEN slum_score >= 0 THEN 'NONE' END"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "slum_level IN ('NONE', 'LIGHT', 'MODERATE', 'HEAVY')", name="ck_living_housing_survey_slum_level"
        ),
        sa.ForeignKeyConstraint(["area_id"], ["living_housing_area.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("area_id", "year", name="uq_living_housing_survey"),
    )


def create_living_public_space() -> None:
    op.create_table(
        "living_public_space",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("area_m2", sa.Float(precision=53), nullable=True),
        sa.Column("accessible", sa.Boolean(), nullable=True),
        sa.Column("free_wifi", sa.Boolean(), nullable=True),
        sa.Column("opening_year", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('ALUN_ALUN', 'PARK', 'RPTRA', 'PLAYGROUND', 'SPORTS_GROUND', 'WATERFRONT', "
                "'PEDESTRIAN_STREET', 'LIBRARY', 'COMMUNITY_HALL')"
            ),
            name="ck_living_public_space_kind",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_public_space"),
    )


def create_living_sanitation_facility() -> None:
    op.create_table(
        "living_sanitation_facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("capacity_m3_per_day", sa.Float(precision=53), nullable=True),
        sa.Column("inflow_m3_per_day", sa.Float(precision=53), nullable=True),
        sa.Column(
            "used_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * inflow_m3_per_day / nullif(capacity_m3_per_day, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "overloaded",
            sa.Boolean(),
            sa.Computed("inflow_m3_per_day > capacity_m3_per_day", persisted=True),
            nullable=True,
        ),
        sa.Column("households_served", sa.Integer(), nullable=True),
        sa.Column("opening_year", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('IPALD_TOWN', 'IPALD_NEIGHBOURHOOD', 'IPLT', 'SHARED_SEPTIC_TANK', 'MCK')",
            name="ck_living_sanitation_facility_kind",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_sanitation_facility"),
    )


def create_living_water_utility() -> None:
    op.create_table(
        "living_water_utility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_living_water_utility"),
    )


def create_living_health_facility_report() -> None:
    op.create_table(
        "living_health_facility_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("beds", sa.Integer(), nullable=True),
        sa.Column("physicians", sa.Integer(), nullable=True),
        sa.Column("specialists", sa.Integer(), nullable=True),
        sa.Column("dentists", sa.Integer(), nullable=True),
        sa.Column("nurses", sa.Integer(), nullable=True),
        sa.Column("midwives", sa.Integer(), nullable=True),
        sa.Column("outpatient_visits", sa.Integer(), nullable=True),
        sa.Column("inpatient_days", sa.Integer(), nullable=True),
        sa.Column(
            "bed_occupancy_pct",
            sa.Float(precision=53),
            sa.Computed(
                (
                    "100.0 * inpatient_days / nullif(beds * (CASE WHEN year / 4 * 4 = year AND (year / "
                    "100 * 100 <> year OR year / 400 * 400 = year) THEN 366 ELSE 365 END), 0)"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "occupancy_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "(100.0 * inpatient_days / nullif(beds * (CASE WHEN year / 4 * 4 = year AND (year / "
                    "100 * 100 <> year OR year / 400 * 400 = year) THEN 366 ELSE 365 END), 0)) <= 100"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "specialists_plausible",
            sa.Boolean(),
            sa.Computed("specialists <= physicians", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["living_health_facility.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("facility_id", "year", name="uq_living_health_facility_report"),
    )


def create_living_water_utility_report() -> None:
    op.create_table(
        "living_water_utility_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("utility_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("produced_m3", sa.Float(precision=53), nullable=True),
        sa.Column("distributed_m3", sa.Float(precision=53), nullable=True),
        sa.Column("billed_m3", sa.Float(precision=53), nullable=True),
        sa.Column("connections", sa.Integer(), nullable=True),
        sa.Column("population_served", sa.Integer(), nullable=True),
        sa.Column("population_in_area", sa.Integer(), nullable=True),
        sa.Column(
            "losses_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * (distributed_m3 - billed_m3) / nullif(distributed_m3, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "losses_plausible",
            sa.Boolean(),
            sa.Computed("billed_m3 <= distributed_m3", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "coverage_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * population_served / nullif(population_in_area, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "coverage_plausible",
            sa.Boolean(),
            sa.Computed("population_served <= population_in_area", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "balance_plausible",
            sa.Boolean(),
            sa.Computed("distributed_m3 <= produced_m3", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["utility_id"], ["living_water_utility.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("utility_id", "year", name="uq_living_water_utility_report"),
    )
