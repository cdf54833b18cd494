"""Bound the values of indicators."""

import sqlalchemy as sa
from alembic import op

revision = "core_0003"
down_revision = "core_0002"
branch_labels = None


def upgrade() -> None:
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("valid_lower", sa.Float(precision=53), nullable=True))
        batch_op.add_column(sa.Column("valid_upper", sa.Float(precision=53), nullable=True))
        batch_op.add_column(sa.Column("plausible_per_capita", sa.Float(precision=53), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_column("plausible_per_capita")
        batch_op.drop_column("valid_upper")
        batch_op.drop_column("valid_lower")
