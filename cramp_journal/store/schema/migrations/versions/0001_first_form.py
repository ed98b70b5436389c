"""The first form of a journal: people, nights, cramps, what went with them, signs and prompts."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE about (
        name VARCHAR(120) NOT NULL,
        born INTEGER,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        conditions VARCHAR NOT NULL,
        night_boundary VARCHAR NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT about_name CHECK (length(name) <= 120),
        CONSTRAINT about_born CHECK (born >= 1880 AND born <= 2200),
        CONSTRAINT about_invented CHECK (invented IN (0, 1)),
        CONSTRAINT about_night_boundary CHECK (night_boundary GLOB '[0-2][0-9]:[0-5][0-9]' AND night_boundary < '24')
    )
    """,
    """
    CREATE TABLE factor (
        name VARCHAR(120) NOT NULL,
        hidden BOOLEAN NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT factor_name CHECK (length(name) >= 1 AND length(name) <= 120),
        CONSTRAINT factor_hidden CHECK (hidden IN (0, 1)),
        CONSTRAINT factor_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE course (
        substance VARCHAR(120) NOT NULL,
        kind VARCHAR NOT NULL,
        dose FLOAT,
        unit VARCHAR,
        taken_at VARCHAR(120),
        start DATE,
        stop DATE,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT course_substance CHECK (length(substance) >= 1 AND length(substance) <= 120),
        CONSTRAINT course_kind CHECK (kind IN ('supplement', 'medicine')),
        CONSTRAINT course_dose CHECK (dose >= 0 AND dose <= 1000000),
        CONSTRAINT course_unit CHECK (unit IN ('mg', 'µg', 'g', 'IU', 'ml', 'tablet')),
        CONSTRAINT course_taken_at CHECK (length(taken_at) <= 120),
        CONSTRAINT course_start CHECK (start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT course_stop CHECK (stop GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT course_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE sign (
        sign VARCHAR NOT NULL,
        noted_on DATE NOT NULL,
        until DATE,
        note VARCHAR(20000) NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT sign_sign CHECK (sign IN ('calf_pain_on_walking', 'numbness_or_tingling', 'swelling_both_legs', 'one_leg_swollen_warm_red', 'chest_pain_or_breathless', 'leg_suddenly_cold_pale_or_numb', 'foot_sore_not_healing', 'night_pain_eased_by_hanging_leg_down', 'weakness_getting_worse', 'weakness_of_one_limb_sudden', 'saddle_numbness_or_bladder_change', 'back_pain_into_leg', 'muscle_wasting', 'dark_urine_with_muscle_pain', 'stiff_jaw_or_spasms', 'wound_then_cramps', 'toxin_then_cramps', 'cramp_that_will_not_stop', 'urge_to_move', 'worse_at_rest', 'eased_by_walking', 'worse_in_evening', 'cold_feet', 'cramps_by_day', 'bruising_or_bleeding', 'daytime_muscle_pain')),
        CONSTRAINT sign_noted_on CHECK (noted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT sign_until CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT sign_note CHECK (length(note) <= 20000),
        CONSTRAINT sign_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE prompt (
        rule VARCHAR NOT NULL,
        raised_on DATE NOT NULL,
        answer VARCHAR,
        answered_on DATE,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT prompt_rule CHECK (rule IN ('leg_and_chest', 'leg_suddenly_cold', 'cauda_equina', 'tetanus_signs', 'rhabdomyolysis', 'sudden_weakness', 'long_cramp', 'wound', 'toxin', 'swollen_leg', 'foot_sore', 'rest_pain', 'limb_weakness', 'quinine_bleeding', 'unstoppable', 'wasting', 'statin_pain', 'spreading', 'numbness_or_swelling', 'sleep_disturbed', 'daytime_affected', 'frequent', 'near_nightly', 'rising', 'lengthening', 'growing_unexplained', 'pain_rising', 'new_medicine', 'restless_legs_pattern', 'walking_pain', 'back_and_leg', 'supplement_not_helping', 'condition_and_cramps', 'foot_soak_caution', 'vitamin_k_and_warfarin')),
        CONSTRAINT prompt_raised_on CHECK (raised_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT prompt_answer CHECK (answer IN ('seen', 'put_off', 'appointment', 'not_for_me')),
        CONSTRAINT prompt_answered_on CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT prompt_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE night (
        evening DATE NOT NULL,
        state VARCHAR NOT NULL,
        left_out BOOLEAN NOT NULL,
        entered_at DATETIME,
        room_temperature_c FLOAT,
        legs_felt_cold BOOLEAN,
        fan_or_air_conditioning BOOLEAN,
        exercise VARCHAR,
        exercise_minutes INTEGER,
        warmed_up BOOLEAN,
        stretched_before_bed BOOLEAN,
        on_feet_all_day BOOLEAN,
        sat_all_day BOOLEAN,
        posture VARCHAR,
        foot_soak BOOLEAN,
        alcohol BOOLEAN,
        strong_tea_or_coffee BOOLEAN,
        smoking BOOLEAN,
        woke BOOLEAN,
        minutes_awake INTEGER,
        sleep_disturbance INTEGER,
        sore_next_day BOOLEAN,
        tired_next_day BOOLEAN,
        note VARCHAR(20000) NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        PRIMARY KEY (id),
        CONSTRAINT night_evening CHECK (evening GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT night_state CHECK (state IN ('cramps', 'clear')),
        CONSTRAINT night_left_out CHECK (left_out IN (0, 1)),
        CONSTRAINT night_room_temperature_c CHECK (room_temperature_c >= -30 AND room_temperature_c <= 60),
        CONSTRAINT night_legs_felt_cold CHECK (legs_felt_cold IN (0, 1)),
        CONSTRAINT night_fan_or_air_conditioning CHECK (fan_or_air_conditioning IN (0, 1)),
        CONSTRAINT night_exercise CHECK (exercise IN ('none', 'light', 'moderate', 'hard')),
        CONSTRAINT night_exercise_minutes CHECK (exercise_minutes >= 0 AND exercise_minutes <= 1440),
        CONSTRAINT night_warmed_up CHECK (warmed_up IN (0, 1)),
        CONSTRAINT night_stretched_before_bed CHECK (stretched_before_bed IN (0, 1)),
        CONSTRAINT night_on_feet_all_day CHECK (on_feet_all_day IN (0, 1)),
        CONSTRAINT night_sat_all_day CHECK (sat_all_day IN (0, 1)),
        CONSTRAINT night_posture CHECK (posture IN ('back', 'front', 'left_side', 'right_side', 'mixed')),
        CONSTRAINT night_foot_soak CHECK (foot_soak IN (0, 1)),
        CONSTRAINT night_alcohol CHECK (alcohol IN (0, 1)),
        CONSTRAINT night_strong_tea_or_coffee CHECK (strong_tea_or_coffee IN (0, 1)),
        CONSTRAINT night_smoking CHECK (smoking IN (0, 1)),
        CONSTRAINT night_woke CHECK (woke IN (0, 1)),
        CONSTRAINT night_minutes_awake CHECK (minutes_awake >= 0 AND minutes_awake <= 1440),
        CONSTRAINT night_sleep_disturbance CHECK (sleep_disturbance >= 0 AND sleep_disturbance <= 10),
        CONSTRAINT night_sore_next_day CHECK (sore_next_day IN (0, 1)),
        CONSTRAINT night_tired_next_day CHECK (tired_next_day IN (0, 1)),
        CONSTRAINT night_note CHECK (length(note) <= 20000),
        CONSTRAINT night_invented CHECK (invented IN (0, 1))
    )
    """,
    """
    CREATE TABLE cramp (
        time VARCHAR,
        time_precision VARCHAR,
        seconds INTEGER,
        timing VARCHAR,
        pain INTEGER,
        side VARCHAR,
        muscle VARCHAR,
        went_hard BOOLEAN,
        note VARCHAR(20000) NOT NULL,
        id VARCHAR NOT NULL,
        night_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(night_id) REFERENCES night (id) ON DELETE CASCADE,
        CONSTRAINT cramp_time CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]' AND time < '24'),
        CONSTRAINT cramp_time_precision CHECK (time_precision IN ('exact', 'about', 'part_of_night')),
        CONSTRAINT cramp_seconds CHECK (seconds >= 1 AND seconds <= 86400),
        CONSTRAINT cramp_timing CHECK (timing IN ('clock', 'guess')),
        CONSTRAINT cramp_pain CHECK (pain >= 0 AND pain <= 10),
        CONSTRAINT cramp_side CHECK (side IN ('left', 'right', 'both')),
        CONSTRAINT cramp_muscle CHECK (muscle IN ('calf', 'shin', 'foot', 'toes', 'thigh_front', 'thigh_back', 'other')),
        CONSTRAINT cramp_went_hard CHECK (went_hard IN (0, 1)),
        CONSTRAINT cramp_note CHECK (length(note) <= 20000)
    )
    """,
    """
    CREATE TABLE relief (
        what VARCHAR NOT NULL,
        helped BOOLEAN,
        id VARCHAR NOT NULL,
        cramp_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(cramp_id) REFERENCES cramp (id) ON DELETE CASCADE,
        CONSTRAINT relief_what CHECK (what IN ('pulled_toes_up', 'foot_to_wall', 'stood_or_walked', 'massage', 'heat', 'cold', 'other')),
        CONSTRAINT relief_helped CHECK (helped IN (0, 1))
    )
    """,
    """
    CREATE TABLE intake (
        substance VARCHAR(120) NOT NULL,
        dose FLOAT,
        unit VARCHAR,
        id VARCHAR NOT NULL,
        night_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(night_id) REFERENCES night (id) ON DELETE CASCADE,
        CONSTRAINT intake_substance CHECK (length(substance) >= 1 AND length(substance) <= 120),
        CONSTRAINT intake_dose CHECK (dose >= 0 AND dose <= 1000000),
        CONSTRAINT intake_unit CHECK (unit IN ('mg', 'µg', 'g', 'IU', 'ml', 'tablet'))
    )
    """,
    """
    CREATE TABLE night_factor (
        id VARCHAR NOT NULL,
        night_id VARCHAR NOT NULL,
        factor_id VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(night_id) REFERENCES night (id) ON DELETE CASCADE,
        FOREIGN KEY(factor_id) REFERENCES factor (id)
    )
    """,
)
_INDEXES = (
    "CREATE UNIQUE INDEX factor_name ON factor (name)",
    "CREATE UNIQUE INDEX night_evening ON night (evening) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_cramp_night_id ON cramp (night_id)",
    "CREATE INDEX ix_relief_cramp_id ON relief (cramp_id)",
    "CREATE INDEX ix_intake_night_id ON intake (night_id)",
    "CREATE INDEX ix_night_factor_factor_id ON night_factor (factor_id)",
    "CREATE INDEX ix_night_factor_night_id ON night_factor (night_id)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in (*_TABLES, *_INDEXES):
        op.execute(statement)
