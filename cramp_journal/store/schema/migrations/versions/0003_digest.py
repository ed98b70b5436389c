"""A digest of all rows, kept with each write: store/file/digest.py fills it once the steps have run."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.execute(
        """
        CREATE TABLE digest (
            part VARCHAR NOT NULL,
            number INTEGER NOT NULL,
            total INTEGER NOT NULL,
            PRIMARY KEY (part)
        ) WITHOUT ROWID
        """
    )
