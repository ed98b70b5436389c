"""The lineage of a journal, what the program remembers about it, and the day of use on which a row was deleted."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE lineage (
        opening VARCHAR NOT NULL,
        writes INTEGER NOT NULL,
        day VARCHAR NOT NULL,
        used INTEGER NOT NULL,
        PRIMARY KEY (opening)
    )
    """,
    """
    CREATE TABLE state (
        name VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        PRIMARY KEY (name)
    )
    """,
)
_OWN_STANDING = ("about", "factor", "course", "sign", "prompt", "night")


def upgrade() -> None:
    """Add the tables, and the column to each table whose rows belong to no other row."""
    for statement in _TABLES:
        op.execute(statement)
    for table in _OWN_STANDING:
        op.execute(f"ALTER TABLE {table} ADD COLUMN binned_on INTEGER")
        op.execute(f"UPDATE {table} SET binned_on = 0 WHERE deleted_at IS NOT NULL")  # noqa: S608 - names of ours
