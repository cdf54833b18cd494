"""Create the tables of the module."""

import sqlalchemy as sa
from alembic import op

revision = "innovation_0001"
down_revision = None
branch_labels = ("innovation",)


def upgrade() -> None:
    op.create_table(
        "innovation_innovation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("problem", sa.String(4000), nullable=False),
        sa.Column("solution", sa.String(4000), nullable=False),
        sa.Column("maturity", sa.Integer(), nullable=False),
        sa.Column("inclusiveness", sa.Integer(), nullable=True),
        sa.Column("inclusiveness_note", sa.String(1000), nullable=True),
        sa.Column("sustainability", sa.Integer(), nullable=True),
        sa.Column("sustainability_note", sa.String(1000), nullable=True),
        sa.Column("licence", sa.String(80), nullable=True),
        sa.Column("repository_url", sa.String(500), nullable=True),
        sa.Column("website_url", sa.String(500), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("licence NOT LIKE '% %'", name="ck_innovation_innovation_licence"),
        sa.CheckConstraint(
            "repository_url LIKE 'https://_%'", name="ck_innovation_innovation_repository_url"
        ),
        sa.CheckConstraint("website_url LIKE 'https://_%'", name="ck_innovation_innovation_website_url"),
        sa.CheckConstraint("inclusiveness BETWEEN 1 AND 5", name="ck_innovation_innovation_inclusiveness"),
        sa.CheckConstraint("maturity BETWEEN 1 AND 9", name="ck_innovation_innovation_maturity"),
        sa.CheckConstraint("sustainability BETWEEN 1 AND 5", name="ck_innovation_innovation_sustainability"),
        sa.ForeignKeyConstraint(
            ["organization_id"],
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
        sa.UniqueConstraint("code", name="uq_innovation_innovation"),
    )
    op.create_index(
        "ix_innovation_innovation_inclusiveness",
        "innovation_innovation",
        ["inclusiveness", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_licence",
        "innovation_innovation",
        ["licence", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_maturity",
        "innovation_innovation",
        ["maturity", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_name_id",
        "innovation_innovation",
        ["name_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_organization_id",
        "innovation_innovation",
        ["organization_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_region_id",
        "innovation_innovation",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_source_id",
        "innovation_innovation",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_sustainability",
        "innovation_innovation",
        ["sustainability", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_year",
        "innovation_innovation",
        ["year", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "innovation_deployment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("innovation_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column(
            "stage_plausible",
            sa.Boolean(),
            sa.Computed("(stage = 'ENDED') = (ended_on IS NOT NULL)", persisted=True),
            nullable=True,
        ),
        sa.Column("note", sa.String(1000), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("stage IN ('PILOT', 'OPERATING', 'ENDED')", name="ck_innovation_deployment_stage"),
        sa.CheckConstraint("ended_on >= since", name="ck_innovation_deployment_period"),
        sa.ForeignKeyConstraint(
            ["innovation_id"],
            ["innovation_innovation.id"],
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
        sa.UniqueConstraint("innovation_id", "region_id", "since", name="uq_innovation_deployment"),
    )
    op.create_index(
        "ix_innovation_deployment_innovation_id",
        "innovation_deployment",
        ["innovation_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_deployment_region_id",
        "innovation_deployment",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_deployment_since",
        "innovation_deployment",
        ["since", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_deployment_source_id",
        "innovation_deployment",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_deployment_stage",
        "innovation_deployment",
        ["stage", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_deployment_stage_plausible",
        "innovation_deployment",
        ["stage_plausible", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "innovation_innovation_indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("innovation_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(1000), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["innovation_id"],
            ["innovation_innovation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("innovation_id", "indicator_id", name="uq_innovation_innovation_indicator"),
    )
    op.create_index(
        "ix_innovation_innovation_indicator_indicator_id",
        "innovation_innovation_indicator",
        ["indicator_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_indicator_innovation_id",
        "innovation_innovation_indicator",
        ["innovation_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_indicator_source_id",
        "innovation_innovation_indicator",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "innovation_innovation_sdg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("innovation_id", sa.Integer(), nullable=False),
        sa.Column("sdg", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("sdg BETWEEN 1 AND 17", name="ck_innovation_innovation_sdg_sdg"),
        sa.ForeignKeyConstraint(
            ["innovation_id"],
            ["innovation_innovation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("innovation_id", "sdg", name="uq_innovation_innovation_sdg"),
    )
    op.create_index(
        "ix_innovation_innovation_sdg_innovation_id",
        "innovation_innovation_sdg",
        ["innovation_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_sdg_sdg",
        "innovation_innovation_sdg",
        ["sdg", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_sdg_source_id",
        "innovation_innovation_sdg",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "innovation_innovation_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("innovation_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "theme IN ('GOVERNMENT_SERVICE', 'ECONOMY', 'TOURISM', 'HEALTH', 'HOUSING', 'SAFETY', "
            "'DISASTER_RESILIENCE', 'WASTE', 'WATER', 'AIR_QUALITY', 'RENEWABLE_ENERGY', "
            "'EDUCATION', 'DIGITAL_LITERACY', 'CONNECTIVITY', 'TRANSPORT', 'OTHER')",
            name="ck_innovation_innovation_theme_theme",
        ),
        sa.ForeignKeyConstraint(
            ["innovation_id"],
            ["innovation_innovation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("innovation_id", "theme", name="uq_innovation_innovation_theme"),
    )
    op.create_index(
        "ix_innovation_innovation_theme_innovation_id",
        "innovation_innovation_theme",
        ["innovation_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_theme_source_id",
        "innovation_innovation_theme",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_innovation_theme_theme",
        "innovation_innovation_theme",
        ["theme", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "innovation_replication_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("innovation_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('INTERESTED', 'IN_TALKS', 'PLANNED', 'REPLICATED', 'WITHDRAWN')",
            name="ck_innovation_replication_interest_stage",
        ),
        sa.ForeignKeyConstraint(
            ["innovation_id"],
            ["innovation_innovation.id"],
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
        sa.UniqueConstraint("innovation_id", "region_id", name="uq_innovation_replication_interest"),
    )
    op.create_index(
        "ix_innovation_replication_interest_innovation_id",
        "innovation_replication_interest",
        ["innovation_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_replication_interest_region_id",
        "innovation_replication_interest",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_replication_interest_source_id",
        "innovation_replication_interest",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_replication_interest_stage",
        "innovation_replication_interest",
        ["stage", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_replication_interest_stated_on",
        "innovation_replication_interest",
        ["stated_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "innovation_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("deployment_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("before", sa.Float(precision=53), nullable=False),
        sa.Column("after", sa.Float(precision=53), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column(
            "change", sa.Float(precision=53), sa.Computed("after - before", persisted=True), nullable=True
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("measured_on > baseline_on", name="ck_innovation_outcome_period"),
        sa.ForeignKeyConstraint(
            ["deployment_id"],
            ["innovation_deployment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("deployment_id", "indicator_id", "measured_on", name="uq_innovation_outcome"),
    )
    op.create_index(
        "ix_innovation_outcome_deployment_id",
        "innovation_outcome",
        ["deployment_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_outcome_indicator_id",
        "innovation_outcome",
        ["indicator_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_outcome_measured_on",
        "innovation_outcome",
        ["measured_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_innovation_outcome_source_id",
        "innovation_outcome",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )


def downgrade() -> None:
    op.drop_table("innovation_outcome")
    op.drop_table("innovation_replication_interest")
    op.drop_table("innovation_innovation_theme")
    op.drop_table("innovation_innovation_sdg")
    op.drop_table("innovation_innovation_indicator")
    op.drop_table("innovation_deployment")
    op.drop_table("innovation_innovation")
