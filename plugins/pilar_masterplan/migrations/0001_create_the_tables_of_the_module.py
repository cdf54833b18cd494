"""Create the tables of the module."""

import sqlalchemy as sa
from alembic import op

revision = "masterplan_0001"
down_revision = None
branch_labels = ("masterplan",)


def upgrade() -> None:
    op.create_table(
        "masterplan_completion_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("planned_count", sa.Integer(), nullable=False),
        sa.Column(
            "completed_pct",
            sa.Float(precision=53),
            sa.Computed("round(10000.0 * done_count / planned_count) / 100.0", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "plausible",
            sa.Boolean(),
            sa.Computed("done_count <= planned_count", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('GOVERNANCE', 'BRANDING', 'ECONOMY', 'LIVING', 'SOCIETY', 'ENVIRONMENT')",
            name="ck_masterplan_completion_report_dimension",
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
        sa.UniqueConstraint("region_id", "dimension", "evaluated_on", name="uq_masterplan_completion_report"),
    )
    op.create_index(
        "ix_masterplan_completion_report_dimension",
        "masterplan_completion_report",
        ["dimension", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_completion_report_evaluated_on",
        "masterplan_completion_report",
        ["evaluated_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_completion_report_region_id",
        "masterplan_completion_report",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_completion_report_source_id",
        "masterplan_completion_report",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_master_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("horizon_year", sa.Integer(), nullable=True),
        sa.Column("legal_basis", sa.String(300), nullable=True),
        sa.Column("currency", sa.String(3), nullable=False),
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
        sa.UniqueConstraint("code", name="uq_masterplan_master_plan"),
    )
    op.create_index(
        "ix_masterplan_master_plan_ends_on",
        "masterplan_master_plan",
        ["ends_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_master_plan_region_id",
        "masterplan_master_plan",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_master_plan_source_id",
        "masterplan_master_plan",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_master_plan_starts_on",
        "masterplan_master_plan",
        ["starts_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_dimension_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("master_plan_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("goal_id", sa.String(2000), nullable=False),
        sa.Column("goal_en", sa.String(2000), nullable=True),
        sa.Column("potential_id", sa.String(2000), nullable=True),
        sa.Column("potential_en", sa.String(2000), nullable=True),
        sa.Column("challenge_id", sa.String(2000), nullable=True),
        sa.Column("challenge_en", sa.String(2000), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('GOVERNANCE', 'BRANDING', 'ECONOMY', 'LIVING', 'SOCIETY', 'ENVIRONMENT')",
            name="ck_masterplan_dimension_goal_dimension",
        ),
        sa.ForeignKeyConstraint(
            ["master_plan_id"],
            ["masterplan_master_plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("master_plan_id", "dimension", name="uq_masterplan_dimension_goal"),
    )
    op.create_index(
        "ix_masterplan_dimension_goal_dimension",
        "masterplan_dimension_goal",
        ["dimension", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_dimension_goal_master_plan_id",
        "masterplan_dimension_goal",
        ["master_plan_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_dimension_goal_source_id",
        "masterplan_dimension_goal",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_outcome_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("master_plan_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("target_value", sa.Float(precision=53), nullable=False),
        sa.Column("baseline_year", sa.Integer(), nullable=False),
        sa.Column("baseline_value", sa.Float(precision=53), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["master_plan_id"],
            ["masterplan_master_plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("master_plan_id", "indicator_id", "year", name="uq_masterplan_outcome_target"),
    )
    op.create_index(
        "ix_masterplan_outcome_target_indicator_id",
        "masterplan_outcome_target",
        ["indicator_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_outcome_target_master_plan_id",
        "masterplan_outcome_target",
        ["master_plan_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_outcome_target_source_id",
        "masterplan_outcome_target",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_outcome_target_year",
        "masterplan_outcome_target",
        ["year", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("master_plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("weight", sa.Float(precision=53), nullable=False),
        sa.Column("responsible", sa.String(200), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('GOVERNANCE', 'BRANDING', 'ECONOMY', 'LIVING', 'SOCIETY', 'ENVIRONMENT')",
            name="ck_masterplan_programme_dimension",
        ),
        sa.ForeignKeyConstraint(
            ["master_plan_id"],
            ["masterplan_master_plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("master_plan_id", "code", name="uq_masterplan_programme"),
    )
    op.create_index(
        "ix_masterplan_programme_dimension",
        "masterplan_programme",
        ["dimension", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_programme_master_plan_id",
        "masterplan_programme",
        ["master_plan_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_programme_source_id",
        "masterplan_programme",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_quick_win",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("master_plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "dimension IN ('GOVERNANCE', 'BRANDING', 'ECONOMY', 'LIVING', 'SOCIETY', 'ENVIRONMENT')",
            name="ck_masterplan_quick_win_dimension",
        ),
        sa.ForeignKeyConstraint(
            ["master_plan_id"],
            ["masterplan_master_plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("master_plan_id", "code", name="uq_masterplan_quick_win"),
    )
    op.create_index(
        "ix_masterplan_quick_win_dimension",
        "masterplan_quick_win",
        ["dimension", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_quick_win_done_on",
        "masterplan_quick_win",
        ["done_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_quick_win_due_on",
        "masterplan_quick_win",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_quick_win_master_plan_id",
        "masterplan_quick_win",
        ["master_plan_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_quick_win_source_id",
        "masterplan_quick_win",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("weight", sa.Float(precision=53), nullable=False),
        sa.Column(
            "budget",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["masterplan_programme.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("programme_id", "code", name="uq_masterplan_activity"),
    )
    op.create_index(
        "ix_masterplan_activity_ends_on",
        "masterplan_activity",
        ["ends_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_activity_programme_id",
        "masterplan_activity",
        ["programme_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_activity_source_id",
        "masterplan_activity",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["masterplan_programme.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("programme_id", "code", name="uq_masterplan_milestone"),
    )
    op.create_index(
        "ix_masterplan_milestone_done_on",
        "masterplan_milestone",
        ["done_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_milestone_due_on",
        "masterplan_milestone",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_milestone_programme_id",
        "masterplan_milestone",
        ["programme_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_milestone_source_id",
        "masterplan_milestone",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "masterplan_progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("completed_pct", sa.Float(precision=53), nullable=False),
        sa.Column(
            "spent",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("note", sa.String(2000), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["masterplan_activity.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("activity_id", "reported_on", name="uq_masterplan_progress_report"),
    )
    op.create_index(
        "ix_masterplan_progress_report_activity_id",
        "masterplan_progress_report",
        ["activity_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_progress_report_activity_id_reported_on",
        "masterplan_progress_report",
        ["activity_id", "reported_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_progress_report_reported_on",
        "masterplan_progress_report",
        ["reported_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_masterplan_progress_report_source_id",
        "masterplan_progress_report",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )


def downgrade() -> None:
    op.drop_table("masterplan_progress_report")
    op.drop_table("masterplan_milestone")
    op.drop_table("masterplan_activity")
    op.drop_table("masterplan_quick_win")
    op.drop_table("masterplan_programme")
    op.drop_table("masterplan_outcome_target")
    op.drop_table("masterplan_dimension_goal")
    op.drop_table("masterplan_master_plan")
    op.drop_table("masterplan_completion_report")
