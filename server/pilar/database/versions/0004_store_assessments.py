"""Store assessments."""

import sqlalchemy as sa
from alembic import op

revision = "core_0004"
down_revision = "core_0003"
branch_labels = None


def upgrade() -> None:
    op.create_table(
        "assessment_pending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "composite_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("scale", sa.Float(precision=53), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(500), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_composite_index"),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("index_version", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("percentile", sa.Float(precision=53), nullable=True),
        sa.Column("rank_in_province", sa.Integer(), nullable=True),
        sa.Column("of_in_province", sa.Integer(), nullable=True),
        sa.Column("rank_in_kind", sa.Integer(), nullable=True),
        sa.Column("of_in_kind", sa.Integer(), nullable=True),
        sa.Column("coverage", sa.Float(precision=53), nullable=False),
        sa.Column("trend", sa.Float(precision=53), nullable=True),
        sa.ForeignKeyConstraint(
            ["index_id"],
            ["composite_index.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("index_id", "region_id", "year", name="uq_assessment"),
    )
    op.create_index(
        "ix_assessment_index_id",
        "assessment",
        ["index_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_assessment_index_id_year_rank",
        "assessment",
        ["index_id", "year", "rank", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_assessment_index_id_year_rank_in_kind",
        "assessment",
        ["index_id", "year", "rank_in_kind", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_assessment_region_id",
        "assessment",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "assessment_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("index_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("score_before", sa.Float(precision=53), nullable=True),
        sa.Column("score", sa.Float(precision=53), nullable=True),
        sa.Column("rank_before", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column(
            "changed_at", sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["index_id"],
            ["composite_index.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_assessment_change_index_id",
        "assessment_change",
        ["index_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_assessment_change_region_id",
        "assessment_change",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "assessment_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("node", sa.String(60), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(precision=53), nullable=True),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("reference", sa.Float(precision=53), nullable=True),
        sa.Column("gap", sa.Float(precision=53), nullable=True),
        sa.Column("gap_pct", sa.Float(precision=53), nullable=True),
        sa.Column("projected_year", sa.Float(precision=53), nullable=True),
        sa.Column("deadline", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Float(precision=53), nullable=True),
        sa.Column("text_id", sa.String(1000), nullable=False),
        sa.Column("text_en", sa.String(1000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rule IN ('BELOW_TARGET', 'BELOW_GOALPOST', 'BELOW_PEERS', 'WORSENING', 'MISSES_DEADLINE', 'MISSING', "
            "'STALE', 'LAGGING', 'PUBLISHED_DIFFERS')",
            name="ck_assessment_challenge_rule",
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "rule", "node", name="uq_assessment_challenge"),
    )
    op.create_index(
        "ix_assessment_challenge_indicator_id",
        "assessment_challenge",
        ["indicator_id"],
        unique=False,
        sqlite_where=sa.text("indicator_id IS NOT NULL"),
        postgresql_where=sa.text("indicator_id IS NOT NULL"),
    )
    op.create_table(
        "assessment_node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("parent", sa.String(60), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(precision=53), nullable=True),
        sa.Column("score", sa.Float(precision=53), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("coverage", sa.Float(precision=53), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("unit", sa.String(100), nullable=True),
        sa.Column("observed_year", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("observation_id", sa.Integer(), nullable=True),
        sa.Column("denominator_observation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["denominator_observation_id"], ["observation.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "code", name="uq_assessment_node"),
    )
    op.create_index(
        "ix_assessment_node_denominator_observation_id",
        "assessment_node",
        ["denominator_observation_id"],
        unique=False,
        sqlite_where=sa.text("denominator_observation_id IS NOT NULL"),
        postgresql_where=sa.text("denominator_observation_id IS NOT NULL"),
    )
    op.create_index(
        "ix_assessment_node_indicator_id",
        "assessment_node",
        ["indicator_id"],
        unique=False,
        sqlite_where=sa.text("indicator_id IS NOT NULL"),
        postgresql_where=sa.text("indicator_id IS NOT NULL"),
    )
    op.create_index(
        "ix_assessment_node_observation_id",
        "assessment_node",
        ["observation_id"],
        unique=False,
        sqlite_where=sa.text("observation_id IS NOT NULL"),
        postgresql_where=sa.text("observation_id IS NOT NULL"),
    )
    op.create_table(
        "assessment_potential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("node", sa.String(60), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(precision=53), nullable=True),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("reference", sa.Float(precision=53), nullable=True),
        sa.Column("text_id", sa.String(1000), nullable=False),
        sa.Column("text_en", sa.String(1000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rule IN ('TOP_DECILE', 'FASTEST_IMPROVING', 'UNUSED_RESOURCE')",
            name="ck_assessment_potential_rule",
        ),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "rule", "node", name="uq_assessment_potential"),
    )
    op.create_index(
        "ix_assessment_potential_indicator_id",
        "assessment_potential",
        ["indicator_id"],
        unique=False,
        sqlite_where=sa.text("indicator_id IS NOT NULL"),
        postgresql_where=sa.text("indicator_id IS NOT NULL"),
    )
    op.create_table(
        "assessment_challenge_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["assessment_challenge.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("challenge_id", "observation_id", name="uq_assessment_challenge_evidence"),
    )
    op.create_index(
        "ix_assessment_challenge_evidence_observation_id",
        "assessment_challenge_evidence",
        ["observation_id"],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
    )
    op.create_table(
        "assessment_potential_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("potential_id", sa.Integer(), nullable=False),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["observation_id"], ["observation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["potential_id"], ["assessment_potential.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("potential_id", "observation_id", name="uq_assessment_potential_evidence"),
    )
    op.create_index(
        "ix_assessment_potential_evidence_observation_id",
        "assessment_potential_evidence",
        ["observation_id"],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
    )


def downgrade() -> None:
    op.drop_table("assessment_potential_evidence")
    op.drop_table("assessment_challenge_evidence")
    op.drop_table("assessment_potential")
    op.drop_table("assessment_node")
    op.drop_table("assessment_challenge")
    op.drop_table("assessment_change")
    op.drop_table("assessment")
    op.drop_table("composite_index")
    op.drop_table("assessment_pending")
