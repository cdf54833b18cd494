"""Create the tables of the governance pillar."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "governance_0001"
down_revision = None
branch_labels = ("governance",)

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("governance_spbe_indicator", "aspect"),
    ("governance_spbe_indicator", "domain"),
    ("governance_spbe_indicator", "source_id"),
    ("governance_budget_line", "account"),
    ("governance_budget_line", "account_group"),
    ("governance_budget_line", "depth"),
    ("governance_budget_line", "realised_pct"),
    ("governance_budget_line", "realised_plausible"),
    ("governance_budget_line", "region_id"),
    ("governance_budget_line", "source_id"),
    ("governance_budget_line", "year"),
    ("governance_complaint", "channel"),
    ("governance_complaint", "counts_consistent"),
    ("governance_complaint", "on_time_pct"),
    ("governance_complaint", "received"),
    ("governance_complaint", "region_id"),
    ("governance_complaint", "source_id"),
    ("governance_complaint", "year"),
    ("governance_election", "counts_consistent"),
    ("governance_election", "held_on"),
    ("governance_election", "office"),
    ("governance_election", "region_id"),
    ("governance_election", "region_id", "held_on"),
    ("governance_election", "registered_voters"),
    ("governance_election", "source_id"),
    ("governance_election", "turnout_pct"),
    ("governance_election", "year"),
    ("governance_procurement", "is_electronic"),
    ("governance_procurement", "method"),
    ("governance_procurement", "packages"),
    ("governance_procurement", "region_id"),
    ("governance_procurement", "source_id"),
    ("governance_procurement", "value_plausible"),
    ("governance_procurement", "year"),
    ("governance_regulation", "enacted_on"),
    ("governance_regulation", "kind"),
    ("governance_regulation", "region_id"),
    ("governance_regulation", "region_id", "year"),
    ("governance_regulation", "replaced_by_id"),
    ("governance_regulation", "source_id"),
    ("governance_regulation", "status"),
    ("governance_regulation", "subject"),
    ("governance_regulation", "year"),
    ("governance_spbe_assessment", "band"),
    ("governance_spbe_assessment", "basis"),
    ("governance_spbe_assessment", "index_value"),
    ("governance_spbe_assessment", "region_id"),
    ("governance_spbe_assessment", "region_id", "year"),
    ("governance_spbe_assessment", "source_id"),
    ("governance_spbe_assessment", "year"),
    ("governance_spbe_assessment", "year", "index_value"),
    ("governance_leadership_commitment", "due_on"),
    ("governance_leadership_commitment", "kept_on_time"),
    ("governance_leadership_commitment", "kind"),
    ("governance_leadership_commitment", "region_id"),
    ("governance_leadership_commitment", "region_id", "stated_on"),
    ("governance_leadership_commitment", "regulation_id"),
    ("governance_leadership_commitment", "source_id"),
    ("governance_leadership_commitment", "stated_on"),
    ("governance_leadership_commitment", "status"),
    ("governance_open_dataset", "code"),
    ("governance_open_dataset", "format"),
    ("governance_open_dataset", "is_published"),
    ("governance_open_dataset", "meets_satu_data"),
    ("governance_open_dataset", "producer_id"),
    ("governance_open_dataset", "region_id"),
    ("governance_open_dataset", "region_id", "year"),
    ("governance_open_dataset", "source_id"),
    ("governance_open_dataset", "year"),
    ("governance_public_service", "channel"),
    ("governance_public_service", "code"),
    ("governance_public_service", "digital_level"),
    ("governance_public_service", "field"),
    ("governance_public_service", "is_online"),
    ("governance_public_service", "provider_id"),
    ("governance_public_service", "region_id"),
    ("governance_public_service", "region_id", "year"),
    ("governance_public_service", "satisfaction_grade"),
    ("governance_public_service", "satisfaction_score"),
    ("governance_public_service", "source_id"),
    ("governance_public_service", "year"),
    ("governance_spbe_score", "assessment_id"),
    ("governance_spbe_score", "indicator_id"),
    ("governance_spbe_score", "level"),
    ("governance_spbe_score", "source_id"),
)


def upgrade() -> None:
    """Create each table after those that it refers to, then the indexes."""
    create_governance_spbe_indicator()
    create_governance_budget_line()
    create_governance_complaint()
    create_governance_election()
    create_governance_procurement()
    create_governance_regulation()
    create_governance_spbe_assessment()
    create_governance_leadership_commitment()
    create_governance_open_dataset()
    create_governance_public_service()
    create_governance_spbe_score()
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
        "governance_spbe_score",
        "governance_public_service",
        "governance_open_dataset",
        "governance_leadership_commitment",
        "governance_spbe_assessment",
        "governance_regulation",
        "governance_procurement",
        "governance_election",
        "governance_complaint",
        "governance_budget_line",
        "governance_spbe_indicator",
    ):
        op.drop_table(table)


def create_governance_spbe_indicator() -> None:
    op.create_table(
        "governance_spbe_indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(2), nullable=False),
        sa.Column("domain", sa.String(40), nullable=False),
        sa.Column("aspect", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("weight_pct", sa.Float(precision=53), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "aspect IN ('INTERNAL_POLICY', 'STRATEGIC_PLANNING', 'TECHNOLOGY', "
                "'ORGANISATION', 'MANAGEMENT', 'AUDIT', 'ADMINISTRATIVE_SERVICES', "
                "'PUBLIC_SERVICES')"
            ),
            name="ck_governance_spbe_indicator_aspect",
        ),
        sa.CheckConstraint(
            "domain IN ('POLICY', 'GOVERNANCE', 'MANAGEMENT', 'SERVICES')",
            name="ck_governance_spbe_indicator_domain",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_governance_spbe_indicator"),
    )


def create_governance_budget_line() -> None:
    op.create_table(
        "governance_budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column(
            "account_group",
            sa.String(40),
            sa.Computed(
                (
                    "CASE substr(account || '.', 1, 4) WHEN '4.1.' THEN 'OWN_SOURCE_REVENUE' WHEN "
                    "'4.2.' THEN 'TRANSFER_REVENUE' WHEN '4.3.' THEN 'OTHER_REVENUE' WHEN '5.1.' THEN"
                    " 'OPERATING_EXPENDITURE' WHEN '5.2.' THEN 'CAPITAL_EXPENDITURE' WHEN '5.3.' THEN"
                    " 'CONTINGENCY_EXPENDITURE' WHEN '5.4.' THEN 'TRANSFER_EXPENDITURE' WHEN '6.1.' "
                    "THEN 'FINANCING_RECEIVED' WHEN '6.2.' THEN 'FINANCING_PAID' END"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "depth",
            sa.Integer(),
            sa.Computed("length(account) - length(replace(account, '.', '')) + 1", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "budgeted_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "revised_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "realised_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "realised_pct",
            sa.Float(precision=53),
            sa.Computed(
                (
                    "round(10000.0 * (1.0 * realised_idr / nullif(coalesce(revised_idr, "
                    "budgeted_idr), 0))) / 100.0"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "realised_plausible",
            sa.Boolean(),
            sa.Computed(
                ("(1.0 * realised_idr / nullif(coalesce(revised_idr, budgeted_idr), 0)) BETWEEN 0 AND 2"),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "account_group IN ('OWN_SOURCE_REVENUE', 'TRANSFER_REVENUE', 'OTHER_REVENUE', "
                "'OPERATING_EXPENDITURE', 'CAPITAL_EXPENDITURE', 'CONTINGENCY_EXPENDITURE', "
                "'TRANSFER_EXPENDITURE', 'FINANCING_RECEIVED', 'FINANCING_PAID')"
            ),
            name="ck_governance_budget_line_account_group",
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
        sa.UniqueConstraint("region_id", "year", "account", name="uq_governance_budget_line"),
    )


def create_governance_complaint() -> None:
    op.create_table(
        "governance_complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("resolved", sa.Integer(), nullable=True),
        sa.Column("resolved_on_time", sa.Integer(), nullable=True),
        sa.Column(
            "resolved_pct",
            sa.Float(precision=53),
            sa.Computed("round(10000.0 * resolved / nullif(received, 0)) / 100.0", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "on_time_pct",
            sa.Float(precision=53),
            sa.Computed("round(10000.0 * resolved_on_time / nullif(received, 0)) / 100.0", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_consistent",
            sa.Boolean(),
            sa.Computed("resolved <= received AND resolved_on_time <= resolved", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            ("channel IN ('LAPOR', 'LOCAL_APP', 'WEB', 'PHONE', 'SOCIAL_MEDIA', 'COUNTER', 'OTHER')"),
            name="ck_governance_complaint_channel",
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
        sa.UniqueConstraint("region_id", "year", "channel", name="uq_governance_complaint"),
    )


def create_governance_election() -> None:
    op.create_table(
        "governance_election",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("registered_voters", sa.Integer(), nullable=False),
        sa.Column("votes_cast", sa.Integer(), nullable=False),
        sa.Column("valid_votes", sa.Integer(), nullable=True),
        sa.Column("invalid_votes", sa.Integer(), nullable=True),
        sa.Column(
            "turnout_pct",
            sa.Float(precision=53),
            sa.Computed("round(10000.0 * votes_cast / nullif(registered_voters, 0)) / 100.0", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_consistent",
            sa.Boolean(),
            sa.Computed(
                (
                    "votes_cast <= registered_voters AND coalesce(valid_votes + invalid_votes, "
                    "votes_cast) = votes_cast"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "office IN ('REGION_HEAD', 'REGION_PARLIAMENT', 'PROVINCE_HEAD', "
                "'PROVINCE_PARLIAMENT', 'NATIONAL_PARLIAMENT', 'SENATE', 'PRESIDENT')"
            ),
            name="ck_governance_election_office",
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
        sa.UniqueConstraint("region_id", "office", "held_on", name="uq_governance_election"),
    )


def create_governance_procurement() -> None:
    op.create_table(
        "governance_procurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("is_electronic", sa.Boolean(), nullable=False),
        sa.Column("packages", sa.Integer(), nullable=False),
        sa.Column(
            "value_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "ceiling_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "domestic_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "small_enterprise_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "small_enterprise_pct",
            sa.Float(precision=53),
            sa.Computed(
                "round(10000.0 * small_enterprise_idr / nullif(value_idr, 0)) / 100.0", persisted=True
            ),
            nullable=True,
        ),
        sa.Column(
            "value_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "value_idr <= coalesce(ceiling_idr, value_idr) AND coalesce(domestic_idr, 0) <= "
                    "value_idr AND coalesce(small_enterprise_idr, 0) <= value_idr"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "method IN ('TENDER', 'QUICK_TENDER', 'SELECTION', 'E_PURCHASING', 'DIRECT', "
                "'APPOINTMENT', 'SELF_MANAGED')"
            ),
            name="ck_governance_procurement_method",
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
        sa.UniqueConstraint("region_id", "year", "method", "is_electronic", name="uq_governance_procurement"),
    )


def create_governance_regulation() -> None:
    op.create_table(
        "governance_regulation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.String(500), nullable=False),
        sa.Column("title_en", sa.String(500), nullable=True),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("enacted_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(40), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            ("kind IN ('UU', 'PP', 'PERPRES', 'INPRES', 'PERMEN', 'PERDA', 'PERKADA', 'SK', 'SE')"),
            name="ck_governance_regulation_kind",
        ),
        sa.CheckConstraint(
            "status IN ('IN_FORCE', 'AMENDED', 'REVOKED')", name="ck_governance_regulation_status"
        ),
        sa.CheckConstraint(
            (
                "subject IN ('SMART_CITY', 'E_GOVERNMENT', 'OPEN_DATA', 'PUBLIC_SERVICE', "
                "'COMPLAINTS', 'PROCUREMENT', 'BUDGET', 'PLANNING', 'DATA_PROTECTION', "
                "'INNOVATION', 'OTHER')"
            ),
            name="ck_governance_regulation_subject",
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["governance_regulation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_governance_regulation"),
    )


def create_governance_spbe_assessment() -> None:
    op.create_table(
        "governance_spbe_assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(40), nullable=False),
        sa.Column("index_value", sa.Float(precision=53), nullable=True),
        sa.Column("policy_index", sa.Float(precision=53), nullable=True),
        sa.Column("governance_index", sa.Float(precision=53), nullable=True),
        sa.Column("management_index", sa.Float(precision=53), nullable=True),
        sa.Column("services_index", sa.Float(precision=53), nullable=True),
        sa.Column(
            "band",
            sa.String(40),
            sa.Computed(
                (
                    "CASE WHEN index_value >= 4.2 THEN 'EXCELLENT' WHEN index_value >= 3.5 THEN "
                    "'VERY_GOOD' WHEN index_value >= 2.6 THEN 'GOOD' WHEN index_value >= 1.8 THEN "
                    "'FAIR' WHEN index_value IS NOT NULL THEN 'POOR' END"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "index_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "abs(0.13 * policy_index + 0.25 * governance_index + 0.165 * management_index + "
                    "0.455 * services_index - index_value) <= 0.02"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "band IN ('POOR', 'FAIR', 'GOOD', 'VERY_GOOD', 'EXCELLENT')",
            name="ck_governance_spbe_assessment_band",
        ),
        sa.CheckConstraint("basis IN ('EXTERNAL', 'SELF')", name="ck_governance_spbe_assessment_basis"),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_governance_spbe_assessment"),
    )


def create_governance_leadership_commitment() -> None:
    op.create_table(
        "governance_leadership_commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title_id", sa.String(500), nullable=False),
        sa.Column("title_en", sa.String(500), nullable=True),
        sa.Column("office", sa.String(200), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column(
            "kept_on_time", sa.Boolean(), sa.Computed("kept_on <= due_on", persisted=True), nullable=True
        ),
        sa.Column(
            "dates_consistent",
            sa.Boolean(),
            sa.Computed(
                (
                    "coalesce(due_on, stated_on) >= stated_on AND coalesce(kept_on, stated_on) >= "
                    "stated_on AND (kept_on IS NULL OR status IN ('KEPT', 'PARTLY_KEPT'))"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "budget_idr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("regulation_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('MEMORANDUM', 'REGULATION', 'COUNCIL', 'BUDGET', 'STAFF', "
                "'DATA_SHARING', 'PARTICIPATION')"
            ),
            name="ck_governance_leadership_commitment_kind",
        ),
        sa.CheckConstraint(
            "status IN ('OPEN', 'KEPT', 'PARTLY_KEPT', 'WITHDRAWN')",
            name="ck_governance_leadership_commitment_status",
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["regulation_id"],
            ["governance_regulation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_governance_leadership_commitment"),
    )


def create_governance_open_dataset() -> None:
    op.create_table(
        "governance_open_dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(120), nullable=False),
        sa.Column("title_id", sa.String(300), nullable=False),
        sa.Column("title_en", sa.String(300), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("format", sa.String(40), nullable=True),
        sa.Column("openness_stars", sa.Integer(), nullable=True),
        sa.Column("meets_standard", sa.Boolean(), nullable=True),
        sa.Column("has_metadata", sa.Boolean(), nullable=True),
        sa.Column("is_interoperable", sa.Boolean(), nullable=True),
        sa.Column("uses_reference_codes", sa.Boolean(), nullable=True),
        sa.Column(
            "meets_satu_data",
            sa.Boolean(),
            sa.Computed(
                ("meets_standard AND has_metadata AND is_interoperable AND uses_reference_codes"),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("licence", sa.String(200), nullable=True),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "format IN ('PDF', 'SPREADSHEET', 'IMAGE', 'CSV', 'JSON', 'XML', 'GEOSPATIAL', "
                "'API', 'LINKED_DATA')"
            ),
            name="ck_governance_open_dataset_format",
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
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
        sa.UniqueConstraint("region_id", "year", "code", name="uq_governance_open_dataset"),
    )


def create_governance_public_service() -> None:
    op.create_table(
        "governance_public_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("digital_level", sa.String(40), nullable=False),
        sa.Column(
            "is_online",
            sa.Boolean(),
            sa.Computed("digital_level IN ('TRANSACTION', 'COLLABORATION', 'OPTIMUM')", persisted=True),
            nullable=True,
        ),
        sa.Column("standard_days", sa.Float(precision=53), nullable=True),
        sa.Column("fee_idr", sa.BigInteger(), nullable=True),
        sa.Column("requests", sa.Integer(), nullable=True),
        sa.Column("satisfaction_score", sa.Float(precision=53), nullable=True),
        sa.Column(
            "satisfaction_grade",
            sa.String(40),
            sa.Computed(
                (
                    "CASE WHEN satisfaction_score >= 88.31 THEN 'A' WHEN satisfaction_score >= 76.61 "
                    "THEN 'B' WHEN satisfaction_score >= 65 THEN 'C' WHEN satisfaction_score IS NOT "
                    "NULL THEN 'D' END"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("url", sa.String(500), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "channel IN ('WEB', 'MOBILE_APP', 'MESSAGING', 'PHONE', 'KIOSK', 'SERVICE_MALL', "
                "'COUNTER', 'MOBILE_UNIT')"
            ),
            name="ck_governance_public_service_channel",
        ),
        sa.CheckConstraint(
            (
                "digital_level IN ('OFFLINE', 'INFORMATION', 'INTERACTION', 'TRANSACTION', "
                "'COLLABORATION', 'OPTIMUM')"
            ),
            name="ck_governance_public_service_digital_level",
        ),
        sa.CheckConstraint(
            (
                "field IN ('CIVIL_REGISTRATION', 'LICENSING', 'TAXATION', 'HEALTH', 'EDUCATION', "
                "'SOCIAL', 'EMPLOYMENT', 'LAND_HOUSING', 'TRANSPORT', 'ENVIRONMENT', 'SAFETY', "
                "'INFORMATION', 'OTHER')"
            ),
            name="ck_governance_public_service_field",
        ),
        sa.CheckConstraint(
            "satisfaction_grade IN ('A', 'B', 'C', 'D')",
            name="ck_governance_public_service_satisfaction_grade",
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"],
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
        sa.UniqueConstraint("region_id", "year", "code", name="uq_governance_public_service"),
    )


def create_governance_spbe_score() -> None:
    op.create_table(
        "governance_spbe_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["governance_spbe_assessment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["governance_spbe_indicator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "indicator_id", name="uq_governance_spbe_score"),
    )
