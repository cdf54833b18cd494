"""Mark derived observations."""

import sqlalchemy as sa
from alembic import op

revision = "core_0002"
down_revision = "core_0001"
branch_labels = None


def upgrade() -> None:
    op.add_column(
        "observation", sa.Column("derived", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    op.execute("DELETE FROM observation WHERE derived")
    op.drop_column("observation", "derived")
