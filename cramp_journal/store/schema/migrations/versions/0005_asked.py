"""What a night was asked; the nights that stand were asked what the journal's own form asks, as far as known."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE night ADD COLUMN asked VARCHAR")
