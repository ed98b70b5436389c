"""Trials on oneself: how each was fixed, what was answered, when it rested, and what was noticed."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE trial (
        thing VARCHAR(120) NOT NULL,
        taken VARCHAR,
        half_life FLOAT NOT NULL,
        leaves_out BOOLEAN NOT NULL,
        kind VARCHAR NOT NULL,
        nights INTEGER NOT NULL,
        washout INTEGER NOT NULL,
        first DATE NOT NULL,
        seed VARCHAR NOT NULL,
        fingerprint VARCHAR NOT NULL,
        form INTEGER NOT NULL,
        promised FLOAT NOT NULL,
        planned_on DATE NOT NULL,
        stopped_on DATE,
        stopped_why VARCHAR,
        follows VARCHAR,
        crossed BOOLEAN NOT NULL,
        blinded BOOLEAN NOT NULL,
        seen_on DATE,
        seen VARCHAR(4000) NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        binned_on INTEGER,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT trial_thing CHECK (length(thing) >= 1 AND length(thing) <= 120),
        CONSTRAINT trial_taken CHECK (taken IN ('supplement', 'medicine')),
        CONSTRAINT trial_half_life CHECK (half_life >= 0 AND half_life <= 100),
        CONSTRAINT trial_leaves_out CHECK (leaves_out IN (0, 1)),
        CONSTRAINT trial_kind CHECK (kind IN ('single_nights', 'blocks')),
        CONSTRAINT trial_nights CHECK (nights >= 56 AND nights <= 364),
        CONSTRAINT trial_washout CHECK (washout >= 0 AND washout <= 27),
        CONSTRAINT trial_first CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_seed CHECK (length(seed) >= 64 AND length(seed) <= 64),
        CONSTRAINT trial_fingerprint CHECK (length(fingerprint) >= 64 AND length(fingerprint) <= 64),
        CONSTRAINT trial_form CHECK (form >= 1 AND form <= 1000),
        CONSTRAINT trial_promised CHECK (promised >= 0 AND promised <= 1),
        CONSTRAINT trial_planned_on CHECK (planned_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_stopped_on CHECK (stopped_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_stopped_why CHECK (stopped_why IN ('person', 'effect', 'condition', 'prompt')),
        CONSTRAINT trial_follows CHECK (length(follows) <= 64),
        CONSTRAINT trial_crossed CHECK (crossed IN (0, 1)),
        CONSTRAINT trial_blinded CHECK (blinded IN (0, 1)),
        CONSTRAINT trial_seen_on CHECK (seen_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_seen CHECK (length(seen) <= 4000),
        CONSTRAINT trial_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE trial_answer (
        trial VARCHAR NOT NULL,
        evening DATE NOT NULL,
        done BOOLEAN NOT NULL,
        answered_on DATE NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        binned_on INTEGER,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT trial_answer_trial CHECK (length(trial) <= 64),
        CONSTRAINT trial_answer_evening CHECK (evening GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_answer_done CHECK (done IN (0, 1)),
        CONSTRAINT trial_answer_answered_on CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_answer_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE trial_pause (
        trial VARCHAR NOT NULL,
        first DATE NOT NULL,
        last DATE,
        why VARCHAR NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        binned_on INTEGER,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT trial_pause_trial CHECK (length(trial) <= 64),
        CONSTRAINT trial_pause_first CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_pause_last CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_pause_why CHECK (why IN ('ill', 'away', 'prompt')),
        CONSTRAINT trial_pause_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE trial_effect (
        trial VARCHAR NOT NULL,
        week INTEGER NOT NULL,
        unusual BOOLEAN NOT NULL,
        note VARCHAR(20000) NOT NULL,
        answered_on DATE NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        binned_on INTEGER,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT trial_effect_trial CHECK (length(trial) <= 64),
        CONSTRAINT trial_effect_week CHECK (week >= 1 AND week <= 52),
        CONSTRAINT trial_effect_unusual CHECK (unusual IN (0, 1)),
        CONSTRAINT trial_effect_note CHECK (length(note) <= 20000),
        CONSTRAINT trial_effect_answered_on CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT trial_effect_invented CHECK (invented IN (0, 1))
    )
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in _TABLES:
        op.execute(statement)
