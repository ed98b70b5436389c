"""All that the program may be doing when a fault comes."""

from tests.faults.errand import Errand
from tests.faults.keeping import KEEPING
from tests.faults.other_journals import MERGING
from tests.faults.trials import TRYING
from tests.faults.writing import WRITING

ERRANDS: tuple[Errand, ...] = (*WRITING, *KEEPING, *MERGING, *TRYING)
