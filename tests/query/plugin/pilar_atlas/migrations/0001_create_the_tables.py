"""Create the tables of the test plugin as its classes declare them."""

from __future__ import annotations

from alembic import op
from sqlmodel import SQLModel

revision = "atlas_0001"
down_revision = None
branch_labels = ("atlas",)


def upgrade() -> None:
    """Create them."""
    for name in ("atlas_place", "atlas_visit"):
        SQLModel.metadata.tables[name].create(op.get_bind())


def downgrade() -> None:
    """Drop them."""
    for name in ("atlas_visit", "atlas_place"):
        op.drop_table(name)
