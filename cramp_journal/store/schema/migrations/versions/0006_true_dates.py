"""When things began in the person's words, more signs, prompts and answers, and three more factors.

`sign` and `prompt` are made anew, since SQLite cannot change a CHECK that stands; no row refers to one of theirs. The
starts that stand get no word: an older window wrote the day of entry there.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SINCE = "'on_the_day', 'this_week', 'weeks_ago', 'months_ago', 'about_a_year_ago', 'for_years', 'unknown'"
_COLUMNS = (
    "ALTER TABLE night ADD COLUMN no_cover BOOLEAN CONSTRAINT night_no_cover CHECK (no_cover IN (0, 1))",
    "ALTER TABLE night ADD COLUMN overtired BOOLEAN CONSTRAINT night_overtired CHECK (overtired IN (0, 1))",
    """
    ALTER TABLE night ADD COLUMN little_to_drink BOOLEAN
    CONSTRAINT night_little_to_drink CHECK (little_to_drink IN (0, 1))
    """,
    """
    ALTER TABLE night ADD COLUMN came_from VARCHAR(200)
    CONSTRAINT night_came_from CHECK (length(came_from) <= 200)
    """,
    f"""
    ALTER TABLE course ADD COLUMN start_said VARCHAR
    CONSTRAINT course_start_said CHECK (start_said IN ({_SINCE}))
    """,
)
_SIGN = f"""
    CREATE TABLE sign_new (
        sign VARCHAR NOT NULL,
        noted_on DATE NOT NULL,
        onset DATE,
        onset_said VARCHAR,
        side VARCHAR,
        until DATE,
        note VARCHAR(20000) NOT NULL,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        binned_on INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT sign_sign CHECK (sign IN ('calf_pain_on_walking', 'numbness_or_tingling', 'swelling_both_legs', 'one_leg_swollen_warm_red', 'chest_pain_or_breathless', 'leg_suddenly_cold_pale_or_numb', 'foot_sore_not_healing', 'night_pain_eased_by_hanging_leg_down', 'weakness_getting_worse', 'weakness_of_one_limb_sudden', 'saddle_numbness_or_bladder_change', 'back_pain_into_leg', 'muscle_wasting', 'dark_urine_with_muscle_pain', 'stiff_jaw_or_spasms', 'wound_then_cramps', 'toxin_then_cramps', 'cramp_that_will_not_stop', 'urge_to_move', 'worse_at_rest', 'eased_by_walking', 'worse_in_evening', 'cold_feet', 'cramps_by_day', 'bruising_or_bleeding', 'daytime_muscle_pain', 'tingling_mouth_or_hands', 'black_toe', 'vomiting_or_diarrhoea', 'sudden_swelling_headache_or_sight')),
        CONSTRAINT sign_noted_on CHECK (noted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT sign_onset CHECK (onset GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT sign_onset_said CHECK (onset_said IN ({_SINCE})),
        CONSTRAINT sign_side CHECK (side IN ('left', 'right', 'both')),
        CONSTRAINT sign_until CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT sign_note CHECK (length(note) <= 20000),
        CONSTRAINT sign_invented CHECK (invented IN (0, 1))
    )
"""
_PROMPT = """
    CREATE TABLE prompt_new (
        rule VARCHAR NOT NULL,
        raised_on DATE NOT NULL,
        answer VARCHAR,
        answered_on DATE,
        appointment_on DATE,
        reason VARCHAR(120) DEFAULT '' NOT NULL,
        answers VARCHAR,
        id VARCHAR NOT NULL,
        changed_at DATETIME NOT NULL,
        device VARCHAR NOT NULL,
        deleted_at DATETIME,
        invented BOOLEAN NOT NULL,
        import_id VARCHAR,
        binned_on INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT prompt_rule CHECK (rule IN ('leg_and_chest', 'leg_suddenly_cold', 'cauda_equina', 'tetanus_signs', 'rhabdomyolysis', 'sudden_weakness', 'long_cramp', 'wound', 'toxin', 'swollen_leg', 'foot_sore', 'rest_pain', 'limb_weakness', 'quinine_bleeding', 'unstoppable', 'wasting', 'statin_pain', 'spreading', 'numbness_or_swelling', 'sleep_disturbed', 'daytime_affected', 'frequent', 'near_nightly', 'rising', 'lengthening', 'growing_unexplained', 'pain_rising', 'new_medicine', 'restless_legs_pattern', 'walking_pain', 'back_and_leg', 'supplement_not_helping', 'condition_and_cramps', 'foot_soak_caution', 'vitamin_k_and_warfarin', 'quinine', 'taken_together', 'magnesium_and_kidneys', 'low_calcium', 'arterial_pattern', 'slipped_disc', 'pregnancy_swelling', 'black_toe', 'fluid_loss')),
        CONSTRAINT prompt_raised_on CHECK (raised_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT prompt_answer CHECK (answer IN ('seen', 'put_off', 'appointment', 'not_for_me', 'doctor_saw')),
        CONSTRAINT prompt_answered_on CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT prompt_appointment_on CHECK (appointment_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        CONSTRAINT prompt_reason CHECK (length(reason) <= 120),
        CONSTRAINT prompt_answers CHECK (length(answers) <= 200),
        CONSTRAINT prompt_invented CHECK (invented IN (0, 1))
    )
"""
_ROW = "id, changed_at, device, deleted_at, invented, import_id, binned_on"
_ANEW = {
    "sign": (_SIGN, f"sign, noted_on, until, note, {_ROW}"),
    "prompt": (_PROMPT, f"rule, raised_on, answer, answered_on, appointment_on, reason, {_ROW}"),
}


def upgrade() -> None:
    """Add the columns, and make the two tables anew with the rows that they have."""
    for statement in _COLUMNS:
        op.execute(statement)
    for table, (statement, columns) in _ANEW.items():
        is_empty = op.get_bind().exec_driver_sql(f"SELECT NOT EXISTS (SELECT 1 FROM {table})").scalar()  # noqa: S608 - ours
        if is_empty:  # the new table takes the pages of the old one: a new file has no free pages
            op.execute(f"DROP TABLE {table}")
        op.execute(statement)
        if not is_empty:
            op.execute(f"INSERT INTO {table}_new ({columns}) SELECT {columns} FROM {table}")  # noqa: S608 - as above
            op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
