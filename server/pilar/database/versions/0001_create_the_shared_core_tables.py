"""Create the shared core tables, and the list of loaded seeds."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "core_0001"
down_revision = None
branch_labels = ("core",)

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("indicator", "direction"),
    ("indicator", "pillar"),
    ("indicator", "sdg"),
    ("region", "area_km2"),
    ("region", "kind"),
    ("region", "name_id"),
    ("region", "parent_id"),
    ("region", "population"),
    ("region", "source_id"),
    ("observation", "indicator_id"),
    ("observation", "indicator_id", "year", "region_id"),
    ("observation", "region_id"),
    ("observation", "region_id", "indicator_id", "year"),
    ("observation", "source_id"),
    ("observation", "supersedes_id"),
    ("observation", "year"),
    ("organization", "country"),
    ("organization", "kind"),
    ("organization", "region_id"),
    ("region_alias", "name"),
    ("region_alias", "region_id"),
    ("region_code", "code"),
    ("region_code", "region_id"),
    ("region_code", "scheme"),
    ("region_parent", "parent_id"),
    ("region_parent", "region_id"),
    ("region_parent", "valid_to"),
    ("target", "indicator_id"),
    ("target", "region_id"),
    ("target", "source_id"),
    ("target", "year"),
)
"""A table and the columns by which its published rows are found; then by id, as pages are read."""


def upgrade() -> None:
    """Create each table after those that it refers to, then the indexes."""
    create_indicator()
    create_pilar_seed()
    create_source()
    create_region()
    create_observation()
    create_organization()
    create_region_alias()
    create_region_code()
    create_region_parent()
    create_target()
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
    op.drop_table("target")
    op.drop_table("region_parent")
    op.drop_table("region_code")
    op.drop_table("region_alias")
    op.drop_table("organization")
    op.drop_table("observation")
    op.drop_table("region")
    op.drop_table("source")
    op.drop_table("pilar_seed")
    op.drop_table("indicator")


def create_indicator() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("pillar", sa.String(31), nullable=True),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("unit_label", sa.String(60), nullable=False),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("price_year", sa.Integer(), nullable=True),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("goalpost_lower", sa.Float(53), nullable=True),
        sa.Column("goalpost_upper", sa.Float(53), nullable=True),
        sa.Column("target_value", sa.Float(53), nullable=True),
        sa.Column("target_source", sa.String(300), nullable=True),
        sa.Column("standard", sa.String(300), nullable=True),
        sa.Column("u4ssc_code", sa.String(40), nullable=True),
        sa.Column("sdg", sa.Integer(), nullable=True),
        sa.Column("kominfo_dimension", sa.String(60), nullable=True),
        sa.Column("evidence", sa.String(40), nullable=False),
        sa.Column("evidence_note", sa.String(200), nullable=True),
        sa.CheckConstraint("direction IN ('UP', 'DOWN', 'NEUTRAL')", name="ck_indicator_direction"),
        sa.CheckConstraint("evidence IN ('VERIFIED', 'PARTLY', 'PROPOSED')", name="ck_indicator_evidence"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_indicator"),
    )


def create_pilar_seed() -> None:
    op.create_table(
        "pilar_seed",
        sa.Column("namespace", sa.String(31), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column(
            "loaded_at", sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("namespace", "file"),
    )


def create_source() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("publisher", sa.String(200), nullable=False),
        sa.Column("dataset", sa.String(300), nullable=False),
        sa.Column("licence", sa.String(200), nullable=False),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_source"),
    )


def create_region() -> None:
    op.create_table(
        "region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(13), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("population_male", sa.Integer(), nullable=True),
        sa.Column("population_female", sa.Integer(), nullable=True),
        sa.Column("area_km2", sa.Float(53), nullable=True),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('COUNTRY', 'PROVINCE', 'KABUPATEN', 'KOTA')", name="ck_region_kind"),
        sa.ForeignKeyConstraint(["parent_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_region"),
    )


def create_observation() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("licence", sa.String(200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status IN ('PROVISIONAL', 'FINAL')", name="ck_observation_status"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.ForeignKeyConstraint(["supersedes_id"], ["observation.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "region_id",
            "indicator_id",
            "period_start",
            "period_end",
            "source_id",
            "revision",
            name="uq_observation",
        ),
    )


def create_organization() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(500), nullable=True),
        sa.CheckConstraint(
            "kind IN ('MINISTRY', 'AGENCY', 'LOCAL_GOVERNMENT', 'STATE_ENTERPRISE', 'COMPANY', "
            "'START_UP', 'UNIVERSITY', 'FOREIGN_MISSION', 'INTERNATIONAL', 'NGO')",
            name="ck_organization_kind",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_organization"),
    )


def create_region_alias() -> None:
    op.create_table(
        "region_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("note", sa.String(300), nullable=True),
        sa.CheckConstraint("kind IN ('FORMER', 'VARIANT')", name="ck_region_alias_kind"),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", "region_id", name="uq_region_alias"),
    )


def create_region_code() -> None:
    op.create_table(
        "region_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(40), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "scheme IN ('KEMENDAGRI', 'BPS', 'ISO_3166_1', 'ISO_3166_2')",
            name="ck_region_code_scheme",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("scheme", "code", "region_id", name="uq_region_code"),
    )


def create_region_parent() -> None:
    op.create_table(
        "region_parent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("legal_basis", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "parent_id", name="uq_region_parent"),
    )


def create_target() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("lower", sa.Float(53), nullable=True),
        sa.Column("upper", sa.Float(53), nullable=True),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("legal_basis", sa.String(200), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("indicator_id", "region_id", "year", "source_id", name="uq_target"),
    )
