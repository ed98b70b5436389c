"""Which writes led to each night, course, sign and so on, so that two journals can be merged."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE version (
        unit VARCHAR NOT NULL,
        seen VARCHAR NOT NULL,
        stamp VARCHAR NOT NULL,
        here VARCHAR NOT NULL,
        PRIMARY KEY (unit)
    )
    """,
    """
    CREATE TABLE kept_version (
        unit VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        piece INTEGER NOT NULL,
        stamp VARCHAR NOT NULL,
        seen VARCHAR NOT NULL,
        content VARCHAR,
        used INTEGER NOT NULL,
        PRIMARY KEY (unit, kind, number, piece)
    )
    """,
)


def upgrade() -> None:
    """Add the tables. What is older than they has no row in them until it is changed."""
    for statement in _TABLES:
        op.execute(statement)
