"""Create the tables of the economy pillar."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "economy_0001"
down_revision = None
branch_labels = ("economy",)

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("economy_commodity", "hs_code"),
    ("economy_commodity", "kind"),
    ("economy_commodity", "name_id"),
    ("economy_commodity", "source_id"),
    ("economy_sector", "source_id"),
    ("economy_enterprise", "founding_year"),
    ("economy_enterprise", "is_digital"),
    ("economy_enterprise", "is_exporter"),
    ("economy_enterprise", "kbli_code"),
    ("economy_enterprise", "name"),
    ("economy_enterprise", "region_id"),
    ("economy_enterprise", "sector_id"),
    ("economy_enterprise", "sells_online"),
    ("economy_enterprise", "size_class"),
    ("economy_enterprise", "source_id"),
    ("economy_enterprise", "takes_digital_payment"),
    ("economy_enterprise", "workers"),
    ("economy_enterprise_count", "counts_consistent"),
    ("economy_enterprise_count", "digital_pct"),
    ("economy_enterprise_count", "enterprises"),
    ("economy_enterprise_count", "region_id"),
    ("economy_enterprise_count", "region_id", "year"),
    ("economy_enterprise_count", "sector_id"),
    ("economy_enterprise_count", "size_class"),
    ("economy_enterprise_count", "source_id"),
    ("economy_enterprise_count", "workers"),
    ("economy_enterprise_count", "year"),
    ("economy_investment", "amount"),
    ("economy_investment", "country"),
    ("economy_investment", "currency"),
    ("economy_investment", "origin"),
    ("economy_investment", "origin_consistent"),
    ("economy_investment", "region_id"),
    ("economy_investment", "region_id", "year"),
    ("economy_investment", "sector_id"),
    ("economy_investment", "source_id"),
    ("economy_investment", "year"),
    ("economy_labour_force_estimate", "age_group"),
    ("economy_labour_force_estimate", "counts_consistent"),
    ("economy_labour_force_estimate", "labour_force"),
    ("economy_labour_force_estimate", "region_id"),
    ("economy_labour_force_estimate", "source_id"),
    ("economy_labour_force_estimate", "unemployed"),
    ("economy_labour_force_estimate", "unemployment_pct"),
    ("economy_labour_force_estimate", "year"),
    ("economy_production_record", "commodity_id"),
    ("economy_production_record", "commodity_id", "year"),
    ("economy_production_record", "quantity"),
    ("economy_production_record", "region_id"),
    ("economy_production_record", "source_id"),
    ("economy_production_record", "value_idr"),
    ("economy_production_record", "year"),
    ("economy_production_record", "yield_per_ha"),
    ("economy_tourism_statistic", "domestic_trips"),
    ("economy_tourism_statistic", "foreign_visits"),
    ("economy_tourism_statistic", "occupancy_pct"),
    ("economy_tourism_statistic", "region_id"),
    ("economy_tourism_statistic", "source_id"),
    ("economy_tourism_statistic", "tourism_jobs_pct"),
    ("economy_tourism_statistic", "workers_consistent"),
    ("economy_tourism_statistic", "year"),
    ("economy_brand_asset", "commodity_id"),
    ("economy_brand_asset", "kind"),
    ("economy_brand_asset", "name_id"),
    ("economy_brand_asset", "owner_id"),
    ("economy_brand_asset", "region_id"),
    ("economy_brand_asset", "registered_on"),
    ("economy_brand_asset", "registration_number"),
    ("economy_brand_asset", "source_id"),
    ("economy_brand_asset", "valid_until"),
    ("economy_market", "digital_pct"),
    ("economy_market", "kind"),
    ("economy_market", "meets_sni"),
    ("economy_market", "name"),
    ("economy_market", "operator_id"),
    ("economy_market", "region_id"),
    ("economy_market", "source_id"),
    ("economy_market", "stalls"),
    ("economy_market", "traders_consistent"),
    ("economy_tourism_attraction", "is_accessible"),
    ("economy_tourism_attraction", "kind"),
    ("economy_tourism_attraction", "name_id"),
    ("economy_tourism_attraction", "operator_id"),
    ("economy_tourism_attraction", "region_id"),
    ("economy_tourism_attraction", "sells_tickets_online"),
    ("economy_tourism_attraction", "source_id"),
    ("economy_tourism_attraction", "visitors"),
    ("economy_commodity_price", "commodity_id"),
    ("economy_commodity_price", "commodity_id", "observed_on"),
    ("economy_commodity_price", "currency"),
    ("economy_commodity_price", "level"),
    ("economy_commodity_price", "market_id"),
    ("economy_commodity_price", "market_id", "commodity_id", "observed_on"),
    ("economy_commodity_price", "observed_on"),
    ("economy_commodity_price", "price"),
    ("economy_commodity_price", "price_plausible"),
    ("economy_commodity_price", "source_id"),
)


def upgrade() -> None:
    """Create each table after those that it refers to, then the indexes."""
    create_economy_commodity()
    create_economy_sector()
    create_economy_enterprise()
    create_economy_enterprise_count()
    create_economy_investment()
    create_economy_labour_force_estimate()
    create_economy_production_record()
    create_economy_tourism_statistic()
    create_economy_brand_asset()
    create_economy_market()
    create_economy_tourism_attraction()
    create_economy_commodity_price()
    for table, *columns in INDEXES:
        op.create_index(
            f"ix_{table}_{'_'.join(columns)}",
            table,
            [*columns, "id"],
            sqlite_where=PUBLISHED,
            postgresql_where=PUBLISHED,
        )


def downgrade() -> None:
    """Drop the tables, and with them their indexes."""
    for table in (
        "economy_commodity_price",
        "economy_tourism_attraction",
        "economy_market",
        "economy_brand_asset",
        "economy_tourism_statistic",
        "economy_production_record",
        "economy_labour_force_estimate",
        "economy_investment",
        "economy_enterprise_count",
        "economy_enterprise",
        "economy_sector",
        "economy_commodity",
    ):
        op.drop_table(table)


def create_economy_commodity() -> None:
    op.create_table(
        "economy_commodity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("hs_code", sa.String(10), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('FOOD_CROP', 'HORTICULTURE', 'ESTATE_CROP', 'LIVESTOCK', 'FISHERY', "
                "'FORESTRY', 'MINERAL', 'PROCESSED_FOOD', 'MANUFACTURE', 'CRAFT')"
            ),
            name="ck_economy_commodity_kind",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_economy_commodity"),
    )


def create_economy_sector() -> None:
    op.create_table(
        "economy_sector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(1), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("first_division", sa.Integer(), nullable=False),
        sa.Column("last_division", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_economy_sector"),
    )


def create_economy_enterprise() -> None:
    op.create_table(
        "economy_enterprise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.Column("kbli_code", sa.String(5), nullable=True),
        sa.Column(
            "kbli_plausible",
            sa.Boolean(),
            sa.Computed("length(kbli_code) BETWEEN 2 AND 5", persisted=True),
            nullable=True,
        ),
        sa.Column("size_class", sa.String(40), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=True),
        sa.Column("founding_year", sa.Integer(), nullable=True),
        sa.Column("sells_online", sa.Boolean(), nullable=True),
        sa.Column("takes_digital_payment", sa.Boolean(), nullable=True),
        sa.Column(
            "is_digital",
            sa.Boolean(),
            sa.Computed("sells_online OR takes_digital_payment", persisted=True),
            nullable=True,
        ),
        sa.Column("is_exporter", sa.Boolean(), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "size_class IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE')", name="ck_economy_enterprise_size_class"
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"],
            ["economy_sector.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_economy_enterprise"),
    )


def create_economy_enterprise_count() -> None:
    op.create_table(
        "economy_enterprise_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.Column("size_class", sa.String(40), nullable=False),
        sa.Column("enterprises", sa.Integer(), nullable=False),
        sa.Column("digital_enterprises", sa.Integer(), nullable=True),
        sa.Column("workers", sa.Integer(), nullable=True),
        sa.Column(
            "digital_pct",
            sa.Float(precision=53),
            sa.Computed(
                "round(10000.0 * digital_enterprises / nullif(enterprises, 0)) / 100.0", persisted=True
            ),
            nullable=True,
        ),
        sa.Column(
            "counts_consistent",
            sa.Boolean(),
            sa.Computed("digital_enterprises <= enterprises", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "size_class IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE')",
            name="ck_economy_enterprise_count_size_class",
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"],
            ["economy_sector.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "region_id", "year", "sector_id", "size_class", name="uq_economy_enterprise_count"
        ),
    )


def create_economy_investment() -> None:
    op.create_table(
        "economy_investment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.Column("projects", sa.Integer(), nullable=True),
        sa.Column(
            "amount",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=True),
        sa.Column(
            "origin_consistent",
            sa.Boolean(),
            sa.Computed(
                ("CASE origin WHEN 'DOMESTIC' THEN country = 'ID' ELSE country <> 'ID' END"), persisted=True
            ),
            nullable=True,
        ),
        sa.Column(
            "codes_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "length(country) = 2 AND length(currency) = 3 AND country = upper(country) AND "
                    "currency = upper(currency)"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("origin IN ('DOMESTIC', 'FOREIGN')", name="ck_economy_investment_origin"),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"],
            ["economy_sector.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "region_id", "year", "origin", "country", "sector_id", "currency", name="uq_economy_investment"
        ),
    )


def create_economy_labour_force_estimate() -> None:
    op.create_table(
        "economy_labour_force_estimate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("age_group", sa.String(40), nullable=False),
        sa.Column("labour_force", sa.Integer(), nullable=False),
        sa.Column("unemployed", sa.Integer(), nullable=False),
        sa.Column(
            "unemployment_pct",
            sa.Float(precision=53),
            sa.Computed("round(10000.0 * unemployed / nullif(labour_force, 0)) / 100.0", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_consistent",
            sa.Boolean(),
            sa.Computed("unemployed <= labour_force", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "age_group IN ('ALL_15_PLUS', 'YOUTH_15_24', 'ADULT_25_PLUS')",
            name="ck_economy_labour_force_estimate_age_group",
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "age_group", name="uq_economy_labour_force_estimate"),
    )


def create_economy_production_record() -> None:
    op.create_table(
        "economy_production_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("commodity_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Float(precision=53), nullable=False),
        sa.Column("harvested_ha", sa.Float(precision=53), nullable=True),
        sa.Column(
            "yield_per_ha",
            sa.Float(precision=53),
            sa.Computed("quantity / nullif(harvested_ha, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column("producers", sa.Integer(), nullable=True),
        sa.Column(
            "value_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commodity_id"],
            ["economy_commodity.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "commodity_id", "year", name="uq_economy_production_record"),
    )


def create_economy_tourism_statistic() -> None:
    op.create_table(
        "economy_tourism_statistic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("domestic_trips", sa.BigInteger(), nullable=True),
        sa.Column("foreign_visits", sa.Integer(), nullable=True),
        sa.Column("room_nights", sa.Integer(), nullable=True),
        sa.Column("occupancy_pct", sa.Float(precision=53), nullable=True),
        sa.Column(
            "spending_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("tourism_workers", sa.Integer(), nullable=True),
        sa.Column("workers", sa.Integer(), nullable=True),
        sa.Column(
            "tourism_jobs_pct",
            sa.Float(precision=53),
            sa.Computed("round(10000.0 * tourism_workers / nullif(workers, 0)) / 100.0", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "workers_consistent",
            sa.Boolean(),
            sa.Computed("tourism_workers <= workers", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", name="uq_economy_tourism_statistic"),
    )


def create_economy_brand_asset() -> None:
    op.create_table(
        "economy_brand_asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("commodity_id", sa.Integer(), nullable=True),
        sa.Column("authority", sa.String(200), nullable=True),
        sa.Column("registration_number", sa.String(80), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column(
            "dates_consistent",
            sa.Boolean(),
            sa.Computed("registered_on <= valid_until", persisted=True),
            nullable=True,
        ),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('CAMPAIGN', 'LOGO', 'TRADEMARK', 'COLLECTIVE_MARK', "
                "'GEOGRAPHICAL_INDICATION', 'HERITAGE', 'EVENT', 'CREATIVE_CITY')"
            ),
            name="ck_economy_brand_asset_kind",
        ),
        sa.ForeignKeyConstraint(
            ["commodity_id"],
            ["economy_commodity.id"],
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_economy_brand_asset"),
    )


def create_economy_market() -> None:
    op.create_table(
        "economy_market",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("stalls", sa.Integer(), nullable=True),
        sa.Column("traders", sa.Integer(), nullable=True),
        sa.Column("traders_digital", sa.Integer(), nullable=True),
        sa.Column(
            "digital_pct",
            sa.Float(precision=53),
            sa.Computed("round(10000.0 * traders_digital / nullif(traders, 0)) / 100.0", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "traders_consistent",
            sa.Boolean(),
            sa.Computed("traders_digital <= traders", persisted=True),
            nullable=True,
        ),
        sa.Column("area_m2", sa.Float(precision=53), nullable=True),
        sa.Column("meets_sni", sa.Boolean(), nullable=True),
        sa.Column("opening_year", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            ("kind IN ('PEOPLES_MARKET', 'WHOLESALE', 'SHOPPING_CENTRE', 'AUCTION', 'FISH', 'LIVESTOCK')"),
            name="ck_economy_market_kind",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_economy_market"),
    )


def create_economy_tourism_attraction() -> None:
    op.create_table(
        "economy_tourism_attraction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=True),
        sa.Column("visitors_year", sa.Integer(), nullable=True),
        sa.Column("capacity_per_day", sa.Integer(), nullable=True),
        sa.Column("sells_tickets_online", sa.Boolean(), nullable=True),
        sa.Column("is_accessible", sa.Boolean(), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('NATURE', 'MARINE', 'CULTURE', 'HERITAGE', 'RELIGIOUS', 'CULINARY', "
                "'VILLAGE', 'EVENT', 'MADE')"
            ),
            name="ck_economy_tourism_attraction_kind",
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_economy_tourism_attraction"),
    )


def create_economy_commodity_price() -> None:
    op.create_table(
        "economy_commodity_price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("market_id", sa.Integer(), nullable=False),
        sa.Column("commodity_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column(
            "price",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column("price_plausible", sa.Boolean(), sa.Computed("price > 0", persisted=True), nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "level IN ('PRODUCER', 'WHOLESALE', 'RETAIL')", name="ck_economy_commodity_price_level"
        ),
        sa.ForeignKeyConstraint(
            ["commodity_id"],
            ["economy_commodity.id"],
        ),
        sa.ForeignKeyConstraint(
            ["market_id"],
            ["economy_market.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "market_id", "commodity_id", "level", "observed_on", name="uq_economy_commodity_price"
        ),
    )
