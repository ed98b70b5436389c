"""By how much the person's clock was ahead of UTC when a night was entered; of the nights that stand, nobody knows."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.execute(
        """
        ALTER TABLE night ADD COLUMN entered_offset INTEGER
        CONSTRAINT night_entered_offset CHECK (entered_offset >= -1439 AND entered_offset <= 1439)
        """
    )
