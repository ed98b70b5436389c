"""A date without a year, in a diary that says it elsewhere."""

from pathlib import Path

import pytest

from tests.exchange.elsewhere.files import a_file, brought_by, lines_left, nights_of

_CHINESE = """日期,抽筋,部位
2026年10月30日,有,左小腿
10月31日,没有,
11月2日,有,右小腿
2026年11月3日,没有,
"""


def test_the_year_of_a_chinese_diary_follows_from_the_lines_around(tmp_path: Path) -> None:
    brought = brought_by(a_file(tmp_path, _CHINESE.encode()), date_is="evening")
    assert sorted(nights_of(brought)) == ["2026-10-30", "2026-10-31", "2026-11-02", "2026-11-03"]
    assert lines_left(brought) == []
    assert "2 lines had no year: it was taken from the lines around them." in brought.said


@pytest.mark.parametrize(
    ("lines", "evenings"),
    [
        (["2025年12月30日", "12月31日", "1月1日", "2026年1月2日"], ["2025-12-31", "2026-01-01"]),  # over the new year
        (["2026年1月2日", "1月1日", "12月31日", "2025年12月30日"], ["2025-12-31", "2026-01-01"]),  # newest first
        (["30.12.2025", "31.12.", "1.1.", "2.1.2026"], ["2025-12-31", "2026-01-01"]),
        (["30 Dec 2025", "31 Dec", "1 January", "2 Jan 2026"], ["2025-12-31", "2026-01-01"]),
    ],
)
def test_the_order_of_the_lines_decides_at_the_turn_of_the_year(
    tmp_path: Path, lines: list[str], evenings: list[str]
) -> None:
    rows = "\n".join(["Date,Cramp", *(f"{line},yes" for line in lines)])
    brought = brought_by(a_file(tmp_path, rows.encode()), date_is="evening")
    assert sorted(nights_of(brought))[1:3] == evenings


def test_a_date_that_may_be_of_two_years_stays_out_and_is_named(tmp_path: Path) -> None:
    rows = "日期,抽筋\n2024年5月1日,有\n6月1日,有\n2026年7月1日,有\n2026年7月2日,有\n"
    brought = brought_by(a_file(tmp_path, rows.encode()), date_is="evening")
    assert len(nights_of(brought)) == 3
    assert "“6月1日” has no year" in " ".join(left.why for left in brought.left)
