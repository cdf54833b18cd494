"""Create the tables as the classes declare them: nobody keeps these rows, so there will be no second step."""

from __future__ import annotations

from alembic import op
from sqlmodel import SQLModel

revision = "bench_0001"
down_revision = None
branch_labels = ("bench",)

PREFIX = "bench_"


def upgrade() -> None:
    """Create the plugin's tables and their indexes."""
    SQLModel.metadata.create_all(op.get_bind(), _tables())


def downgrade() -> None:
    """Drop them."""
    SQLModel.metadata.drop_all(op.get_bind(), _tables())


def _tables() -> list:
    return [table for name, table in SQLModel.metadata.tables.items() if name.startswith(PREFIX)]
