"""Create the table of the test plugin as its class declares it."""

from __future__ import annotations

from alembic import op
from sqlmodel import SQLModel

revision = "gauge_0001"
down_revision = None
branch_labels = ("gauge",)


def upgrade() -> None:
    """Create it."""
    SQLModel.metadata.tables["gauge_reading"].create(op.get_bind())


def downgrade() -> None:
    """Drop it."""
    op.drop_table("gauge_reading")
