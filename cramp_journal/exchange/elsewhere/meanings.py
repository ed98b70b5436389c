"""What a column, an activity or a habit of another diary can mean in the journal."""

AS_CRAMP, AS_CLEAR, AS_PLACE = "cramp", "clear", "place"
AS_FACTOR, AS_INTAKE, AS_NOTE, AS_NOTHING = "factor", "intake", "note", "ignore"
AS_UNSURE = "unsure"  # only the person knows
