"""Change the program in small ways, one at a time, and tell which changes no test notices: `make mutants`.

With names of modules, only these: `make mutants ARGS="undo.py rates.py"`. With `--planted` only the changes that no
test noticed once, or with `--planted=5` the first five of them.
"""

import ast
import os
import sys
import tempfile

from tests.mutants.chosen import LEAST, MODULES, Chosen, equivalent
from tests.mutants.mutations import mutants_of
from tests.mutants.planted import PLANTED
from tests.mutants.running import End, in_memory, load_what_is_slow, run

_LONG = 300  # seconds of work: for tests of which it is not known how long they take


def main(wanted: list[str]) -> int:
    """Try all mutants of some modules; 1 where too many survive."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory(prefix="cramp-journal-mutants-", dir=in_memory()) as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        load_what_is_slow()
        if wanted and wanted[0].startswith("--planted"):
            return _planted(int(wanted[0].partition("=")[2] or len(PLANTED)))
        found = [_tried(each) for each in MODULES if not wanted or each.name in wanted]
    _say("\nkilled of all mutants (of those that change anything)")
    for name, killed, living, listed in found:
        _say(f"  {name:14} {killed:4} of {killed + living + listed:4}  ({killed / (killed + living):.0%})")
    return int(not found or any(killed < LEAST * (killed + living) for _name, killed, living, _listed in found))


def _tried(each: Chosen) -> tuple[str, int, int, int]:
    """Try the mutants of a module: give how many were killed, survived, and survived since they change nothing."""
    source, tests, known = each.file.read_text(encoding="utf-8"), each.paths, equivalent(each.name)
    end, took = run(each.file, ast.parse(source), tests, _LONG)
    if end is not End.SURVIVED:
        raise SystemExit(f"{each.name}: its tests fail without any change")
    killed = living = listed = late = 0
    seen: set[str] = set()
    for mutant in mutants_of(source):
        end, _took = run(each.file, mutant.tree, tests, int(5 + 5 * took))
        if end is not End.SURVIVED:
            killed += 1
            late += end is End.TIMED_OUT
        elif mutant.name in known:
            listed += 1
            seen.add(mutant.name)
        else:
            living += 1
            _say(f"{each.name}:{mutant.line} | {mutant.name}")
    for name in sorted(known - seen):
        _say(f"{each.name}: listed as changing nothing, but killed, or no mutant any more: {name}")
    _say(f"{each.name}: {killed} killed ({late} by the time limit), {living} survived, {listed} change nothing")
    return each.name, killed, living, listed


def _planted(count: int) -> int:
    """Try the first planted changes; 1 where one survives, or where tests fail without any."""
    ends = {}
    first = PLANTED[0].chosen
    ends["unchanged"], _took = run(first.file, ast.parse(first.file.read_text(encoding="utf-8")), first.paths, _LONG)
    for each in PLANTED[:count]:
        ends[each.name], _took = run(each.chosen.file, ast.parse(each.source()), each.chosen.paths, _LONG)
    for name, end in ends.items():
        _say(f"{name}: {end.name.lower().replace('_', ' ')}")
    return int(list(ends.values()) != [End.SURVIVED, *[End.KILLED] * count])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
