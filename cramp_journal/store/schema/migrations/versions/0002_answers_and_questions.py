"""An appointment has a day, "not for me" a reason, and the person questions for the doctor."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = (
    """
    ALTER TABLE prompt ADD COLUMN appointment_on DATE
    CONSTRAINT prompt_appointment_on CHECK (appointment_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
    """,
    """
    ALTER TABLE prompt ADD COLUMN reason VARCHAR(120) DEFAULT '' NOT NULL
    CONSTRAINT prompt_reason CHECK (length(reason) <= 120)
    """,
    """
    ALTER TABLE about ADD COLUMN questions VARCHAR(2000) DEFAULT '' NOT NULL
    CONSTRAINT about_questions CHECK (length(questions) <= 2000)
    """,
)


def upgrade() -> None:
    """Add the columns."""
    for statement in _COLUMNS:
        op.execute(statement)
