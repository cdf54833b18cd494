"""Store the position of assessments, by which their peers are found."""

import sqlalchemy as sa
from alembic import op

revision = "core_0005"
down_revision = "core_0004"
branch_labels = None

PUBLISHED = sa.text("visibility = 0")


def upgrade() -> None:
    op.add_column("assessment", sa.Column("position", sa.Integer(), nullable=True))
    _replace_index("rank_in_kind", "position")
    op.execute("INSERT INTO assessment_pending (index_id) VALUES (NULL)")


def downgrade() -> None:
    _replace_index("position", "rank_in_kind")
    op.drop_column("assessment", "position")


def _replace_index(old: str, new: str) -> None:
    op.drop_index(f"ix_assessment_index_id_year_{old}", "assessment")
    op.create_index(
        f"ix_assessment_index_id_year_{new}",
        "assessment",
        ["index_id", "year", new, "id"],
        unique=False,
        sqlite_where=PUBLISHED,
        postgresql_where=PUBLISHED,
    )
