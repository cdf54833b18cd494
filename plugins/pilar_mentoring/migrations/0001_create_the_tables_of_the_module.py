"""Create the tables of the module."""

import sqlalchemy as sa
from alembic import op

revision = "mentoring_0001"
down_revision = None
branch_labels = ("mentoring",)


def upgrade() -> None:
    op.create_table(
        "mentoring_cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("size_approximate", sa.Boolean(), nullable=False),
        sa.Column("invited_count", sa.Integer(), nullable=True),
        sa.Column("repeated_count", sa.Integer(), nullable=True),
        sa.Column("target_size", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", name="uq_mentoring_cohort"),
    )
    op.create_index(
        "ix_mentoring_cohort_source_id",
        "mentoring_cohort",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_evaluation_weight",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("baseline_pct", sa.Float(precision=53), nullable=False),
        sa.Column("output_pct", sa.Float(precision=53), nullable=False),
        sa.Column("outcome_pct", sa.Float(precision=53), nullable=False),
        sa.Column("impact_pct", sa.Float(precision=53), nullable=False),
        sa.Column("quick_win_pct", sa.Float(precision=53), nullable=False),
        sa.Column(
            "total_pct",
            sa.Float(precision=53),
            sa.Computed(
                "baseline_pct + output_pct + outcome_pct + impact_pct + quick_win_pct", persisted=True
            ),
            nullable=True,
        ),
        sa.Column(
            "total_plausible",
            sa.Boolean(),
            sa.Computed(
                "abs(baseline_pct + output_pct + outcome_pct + impact_pct + quick_win_pct - 100) < 0.01",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", name="uq_mentoring_evaluation_weight"),
    )
    op.create_index(
        "ix_mentoring_evaluation_weight_source_id",
        "mentoring_evaluation_weight",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_reach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("mentored_count", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("stated_on", "source_id", name="uq_mentoring_reach"),
    )
    op.create_index(
        "ix_mentoring_reach_source_id",
        "mentoring_reach",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_reach_stated_on",
        "mentoring_reach",
        ["stated_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "baseline",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "output",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "impact",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "quick_win",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "published_score",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("assessor", sa.String(200), nullable=True),
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
        sa.UniqueConstraint("region_id", "year", "source_id", name="uq_mentoring_evaluation"),
    )
    op.create_index(
        "ix_mentoring_evaluation_region_id",
        "mentoring_evaluation",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_evaluation_region_id_year",
        "mentoring_evaluation",
        ["region_id", "year", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_evaluation_source_id",
        "mentoring_evaluation",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_evaluation_year",
        "mentoring_evaluation",
        ["year", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("mou_signed_on", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('ASSESSMENT', 'SELECTION', 'MOU', 'MENTORING', 'EVALUATION')",
            name="ck_mentoring_membership_stage",
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["mentoring_cohort.id"],
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
        sa.UniqueConstraint("region_id", "cohort_id", name="uq_mentoring_membership"),
    )
    op.create_index(
        "ix_mentoring_membership_cohort_id",
        "mentoring_membership",
        ["cohort_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_membership_joined_on",
        "mentoring_membership",
        ["joined_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_membership_region_id",
        "mentoring_membership",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_membership_source_id",
        "mentoring_membership",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_membership_stage",
        "mentoring_membership",
        ["stage", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_province_coordination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"],
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
        sa.UniqueConstraint("region_id", "begins_on", name="uq_mentoring_province_coordination"),
    )
    op.create_index(
        "ix_mentoring_province_coordination_begins_on",
        "mentoring_province_coordination",
        ["begins_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_province_coordination_lead_id",
        "mentoring_province_coordination",
        ["lead_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_province_coordination_region_id",
        "mentoring_province_coordination",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_province_coordination_source_id",
        "mentoring_province_coordination",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("topic_id", sa.String(300), nullable=False),
        sa.Column("topic_en", sa.String(300), nullable=True),
        sa.Column("mentor", sa.String(200), nullable=True),
        sa.Column("participant_count", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('ON_SITE', 'ONLINE', 'HYBRID')", name="ck_mentoring_session_mode"),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["mentoring_membership.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("membership_id", "round", "held_on", name="uq_mentoring_session"),
    )
    op.create_index(
        "ix_mentoring_session_held_on",
        "mentoring_session",
        ["held_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_session_membership_id",
        "mentoring_session",
        ["membership_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_session_mode",
        "mentoring_session",
        ["mode", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_session_source_id",
        "mentoring_session",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_shared_programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("province_coordination_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "budget",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["province_coordination_id"],
            ["mentoring_province_coordination.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("province_coordination_id", "code", name="uq_mentoring_shared_programme"),
    )
    op.create_index(
        "ix_mentoring_shared_programme_begins_on",
        "mentoring_shared_programme",
        ["begins_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_shared_programme_province_coordination_id",
        "mentoring_shared_programme",
        ["province_coordination_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_shared_programme_source_id",
        "mentoring_shared_programme",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "mentoring_participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("shared_programme_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("completed_pct", sa.Float(precision=53), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["shared_programme_id"],
            ["mentoring_shared_programme.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("shared_programme_id", "region_id", name="uq_mentoring_participation"),
    )
    op.create_index(
        "ix_mentoring_participation_joined_on",
        "mentoring_participation",
        ["joined_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_participation_region_id",
        "mentoring_participation",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_participation_shared_programme_id",
        "mentoring_participation",
        ["shared_programme_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_mentoring_participation_source_id",
        "mentoring_participation",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )


def downgrade() -> None:
    op.drop_table("mentoring_participation")
    op.drop_table("mentoring_shared_programme")
    op.drop_table("mentoring_session")
    op.drop_table("mentoring_province_coordination")
    op.drop_table("mentoring_membership")
    op.drop_table("mentoring_evaluation")
    op.drop_table("mentoring_reach")
    op.drop_table("mentoring_evaluation_weight")
    op.drop_table("mentoring_cohort")
