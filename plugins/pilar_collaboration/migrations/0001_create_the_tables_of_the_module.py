"""Create the tables of the module."""

import sqlalchemy as sa
from alembic import op

revision = "collaboration_0001"
down_revision = None
branch_labels = ("collaboration",)


def upgrade() -> None:
    op.create_table(
        "collaboration_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=True),
        sa.Column("description", sa.String(4000), nullable=True),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column(
            "budget",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('OPEN', 'ANSWERED', 'WITHDRAWN')", name="ck_collaboration_call_status"
        ),
        sa.CheckConstraint(
            "theme IN ('RENEWABLE_ENERGY', 'WASTE', 'WATER', 'AIR_QUALITY', 'CLIMATE', 'TRANSPORT', "
            "'HEALTH', 'EDUCATION', 'DIGITAL_GOVERNMENT', 'CONNECTIVITY', 'ECONOMY', 'TOURISM', "
            "'HOUSING', 'DISASTER_RESILIENCE', 'OTHER')",
            name="ck_collaboration_call_theme",
        ),
        sa.CheckConstraint(
            "(budget IS NULL) = (currency IS NULL)", name="ck_collaboration_call_budget_currency"
        ),
        sa.CheckConstraint("closes_on >= opens_on", name="ck_collaboration_call_period"),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency) AND currency <> lower(currency)",
            name="ck_collaboration_call_currency",
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
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
        sa.UniqueConstraint("code", name="uq_collaboration_call"),
    )
    op.create_index(
        "ix_collaboration_call_closes_on",
        "collaboration_call",
        ["closes_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_indicator_id",
        "collaboration_call",
        ["indicator_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_opens_on",
        "collaboration_call",
        ["opens_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_region_id",
        "collaboration_call",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_source_id",
        "collaboration_call",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_status",
        "collaboration_call",
        ["status", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_status_indicator_id",
        "collaboration_call",
        ["status", "indicator_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_status_theme",
        "collaboration_call",
        ["status", "theme", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_call_theme",
        "collaboration_call",
        ["theme", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "collaboration_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=True),
        sa.Column("description", sa.String(4000), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("nationwide", sa.Boolean(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('FUNDING', 'EQUIPMENT', 'SOFTWARE', 'EXPERTISE', 'TRAINING', 'DATA', 'LAND', "
            "'SERVICE')",
            name="ck_collaboration_offer_kind",
        ),
        sa.CheckConstraint(
            "status IN ('OPEN', 'EXHAUSTED', 'WITHDRAWN')", name="ck_collaboration_offer_status"
        ),
        sa.CheckConstraint(
            "theme IN ('RENEWABLE_ENERGY', 'WASTE', 'WATER', 'AIR_QUALITY', 'CLIMATE', 'TRANSPORT', "
            "'HEALTH', 'EDUCATION', 'DIGITAL_GOVERNMENT', 'CONNECTIVITY', 'ECONOMY', 'TOURISM', "
            "'HOUSING', 'DISASTER_RESILIENCE', 'OTHER')",
            name="ck_collaboration_offer_theme",
        ),
        sa.CheckConstraint("closes_on >= opens_on", name="ck_collaboration_offer_period"),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_collaboration_offer"),
    )
    op.create_index(
        "ix_collaboration_offer_closes_on",
        "collaboration_offer",
        ["closes_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_indicator_id",
        "collaboration_offer",
        ["indicator_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_kind",
        "collaboration_offer",
        ["kind", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_nationwide",
        "collaboration_offer",
        ["nationwide", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_opens_on",
        "collaboration_offer",
        ["opens_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_organization_id",
        "collaboration_offer",
        ["organization_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_source_id",
        "collaboration_offer",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_status",
        "collaboration_offer",
        ["status", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_status_indicator_id",
        "collaboration_offer",
        ["status", "indicator_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_status_theme",
        "collaboration_offer",
        ["status", "theme", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_theme",
        "collaboration_offer",
        ["theme", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "collaboration_partnership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("summary", sa.String(2000), nullable=True),
        sa.Column("mou_number", sa.String(100), nullable=True),
        sa.Column("mou_signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "signing_plausible",
            sa.Boolean(),
            sa.Computed("mou_signed_on <= coalesce(starts_on, ends_on)", persisted=True),
            nullable=True,
        ),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('GOVERNMENT', 'STATE_ENTERPRISE', 'COMPANY', 'START_UP', 'UNIVERSITY', "
            "'FOREIGN_MISSION')",
            name="ck_collaboration_partnership_kind",
        ),
        sa.CheckConstraint(
            "status IN ('PROPOSED', 'SIGNED', 'ACTIVE', 'COMPLETED', 'TERMINATED')",
            name="ck_collaboration_partnership_status",
        ),
        sa.CheckConstraint(
            "theme IN ('RENEWABLE_ENERGY', 'WASTE', 'WATER', 'AIR_QUALITY', 'CLIMATE', 'TRANSPORT', "
            "'HEALTH', 'EDUCATION', 'DIGITAL_GOVERNMENT', 'CONNECTIVITY', 'ECONOMY', 'TOURISM', "
            "'HOUSING', 'DISASTER_RESILIENCE', 'OTHER')",
            name="ck_collaboration_partnership_theme",
        ),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_collaboration_partnership_period"),
        sa.CheckConstraint(
            "length(country) = 2 AND country = upper(country) AND country <> lower(country)",
            name="ck_collaboration_partnership_country",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_collaboration_partnership"),
    )
    op.create_index(
        "ix_collaboration_partnership_country",
        "collaboration_partnership",
        ["country", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_ends_on",
        "collaboration_partnership",
        ["ends_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_kind",
        "collaboration_partnership",
        ["kind", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_name_id",
        "collaboration_partnership",
        ["name_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_partner_id",
        "collaboration_partnership",
        ["partner_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_signing_plausible",
        "collaboration_partnership",
        ["signing_plausible", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_source_id",
        "collaboration_partnership",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_starts_on",
        "collaboration_partnership",
        ["starts_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_status",
        "collaboration_partnership",
        ["status", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_theme",
        "collaboration_partnership",
        ["theme", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "collaboration_commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("description", sa.String(1000), nullable=True),
        sa.Column(
            "quantity",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('FUNDING', 'EQUIPMENT', 'SOFTWARE', 'EXPERTISE', 'TRAINING', 'DATA', 'LAND', "
            "'SERVICE')",
            name="ck_collaboration_commitment_kind",
        ),
        sa.CheckConstraint(
            "(unit IS NULL) <> (currency IS NULL)", name="ck_collaboration_commitment_unit_or_currency"
        ),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency) AND currency <> lower(currency)",
            name="ck_collaboration_commitment_currency",
        ),
        sa.CheckConstraint("quantity > 0", name="ck_collaboration_commitment_quantity"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["collaboration_partnership.id"],
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
        sa.UniqueConstraint("code", name="uq_collaboration_commitment"),
    )
    op.create_index(
        "ix_collaboration_commitment_due_on",
        "collaboration_commitment",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_commitment_kind",
        "collaboration_commitment",
        ["kind", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_commitment_organization_id",
        "collaboration_commitment",
        ["organization_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_commitment_partnership_id",
        "collaboration_commitment",
        ["partnership_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_commitment_region_id",
        "collaboration_commitment",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_commitment_source_id",
        "collaboration_commitment",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "collaboration_offer_region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["collaboration_offer.id"],
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
        sa.UniqueConstraint("offer_id", "region_id", name="uq_collaboration_offer_region"),
    )
    op.create_index(
        "ix_collaboration_offer_region_offer_id",
        "collaboration_offer_region",
        ["offer_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_region_region_id",
        "collaboration_offer_region",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_offer_region_source_id",
        "collaboration_offer_region",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "collaboration_partnership_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('LEAD', 'IMPLEMENTER', 'FUNDER', 'ADVISER')",
            name="ck_collaboration_partnership_member_role",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["collaboration_partnership.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("partnership_id", "organization_id", name="uq_collaboration_partnership_member"),
    )
    op.create_index(
        "ix_collaboration_partnership_member_organization_id",
        "collaboration_partnership_member",
        ["organization_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_member_partnership_id",
        "collaboration_partnership_member",
        ["partnership_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_member_role",
        "collaboration_partnership_member",
        ["role", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_member_source_id",
        "collaboration_partnership_member",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "collaboration_partnership_region",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["collaboration_partnership.id"],
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
        sa.UniqueConstraint("partnership_id", "region_id", name="uq_collaboration_partnership_region"),
    )
    op.create_index(
        "ix_collaboration_partnership_region_partnership_id",
        "collaboration_partnership_region",
        ["partnership_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_region_region_id",
        "collaboration_partnership_region",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_partnership_region_source_id",
        "collaboration_partnership_region",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "collaboration_contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column(
            "quantity",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column("note", sa.String(1000), nullable=True),
        sa.Column("evidence_url", sa.String(500), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "evidence_url LIKE 'https://_%'", name="ck_collaboration_contribution_evidence_url"
        ),
        sa.CheckConstraint("quantity > 0", name="ck_collaboration_contribution_quantity"),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["collaboration_commitment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("commitment_id", "number", name="uq_collaboration_contribution"),
    )
    op.create_index(
        "ix_collaboration_contribution_commitment_id",
        "collaboration_contribution",
        ["commitment_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_contribution_given_on",
        "collaboration_contribution",
        ["given_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_collaboration_contribution_source_id",
        "collaboration_contribution",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )


def downgrade() -> None:
    op.drop_table("collaboration_contribution")
    op.drop_table("collaboration_partnership_region")
    op.drop_table("collaboration_partnership_member")
    op.drop_table("collaboration_offer_region")
    op.drop_table("collaboration_commitment")
    op.drop_table("collaboration_partnership")
    op.drop_table("collaboration_offer")
    op.drop_table("collaboration_call")
