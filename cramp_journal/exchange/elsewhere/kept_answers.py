"""Answers that are kept with the journal by the headers of a file, so that next month's file asks nothing."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from cramp_journal.errors import BadInput
from cramp_journal.exchange.elsewhere.questions import Given, Question, answer_to

_LONGEST = 100_000  # characters of kept answers


def shape_of(header: Sequence[str]) -> str:
    """Return the name under which the answers for files with these headers are kept."""
    return f"answers:{hashlib.blake2b(json.dumps(list(header)).encode(), digest_size=8).hexdigest()}"


def answers_in(text: str) -> dict[str, Any]:
    """Return kept answers; none where the text is not one of ours."""
    with suppress(ValueError, RecursionError):
        found = json.loads(text or "{}")
        if isinstance(found, dict):
            return found
    return {}


def answers_as_text(questions: Sequence[Question], answers: Given) -> str:
    """Return the answers to the questions as they are kept; "" where nothing was asked."""
    kept = {}
    for question in questions:
        with suppress(BadInput):
            kept[question.name] = answer_to(question, answers)
    text = json.dumps(kept, ensure_ascii=False)
    return text if kept and len(text) <= _LONGEST else ""
