"""The Chinese of the report, line by line as a reader of Chinese corrected it: what it must say, and never again."""

import re
from pathlib import Path

import pytest

from cramp_journal.advice.titles import rule_title
from cramp_journal.i18n import _, from_file, speaking
from cramp_journal.labels import label
from cramp_journal.paths import resource
from cramp_journal.triage import table
from cramp_journal.words import Rule, SignKind
from tests.report.reading import choices, inputs_of, made, text_of

# Each correction: the English, what the Chinese says, and what it must not say.
CORRECTED = [
    (1, "stiff_jaw_or_spasms", "牙关紧闭、张口困难", "痛性痉挛"),
    (2, "numbness_or_tingling", "腿部麻木或发麻（针刺感）", "刺痛"),
    (3, "a foot sore", "足部溃疡（破溃）", "伤口"),
    (4, "foot_sore_not_healing", "足部破溃久不愈合", "伤口"),
    (5, "Urgent", "紧急（当天就医）", "尽快"),
    (6, "Emergency", "急救（立即呼叫120", ""),
    (7, "Soon", "近日就诊", "近期"),
    (8, "leg_suddenly_cold_pale_or_numb", "一侧腿突然变冷", "一条腿"),
    (8, "a leg suddenly cold", "一侧腿突然变冷、苍白、麻木或不能活动", "一条腿"),
    (9, "weakness_of_one_limb_sudden", "口角歪斜", ""),
    (9, "sudden weakness", "一侧肢体突然无力，或口角歪斜、言语不清", ""),
    (10, "saddle_numbness_or_bladder_change", "会阴部（马鞍区）麻木", "大小便改变"),
    (10, "numb between the legs", "会阴部（马鞍区）麻木，或新出现排尿排便困难、失禁", "两腿之间"),
    (11, "dark_urine_with_muscle_pain", "尿呈茶色或酱油色", "尿色深"),
    (11, "dark urine and muscle pain", "尿呈茶色/酱油色并伴肌肉疼痛", "尿色深"),
    (12, "worse_at_rest", "安静（坐、卧）时出现或加重", "休息时"),
    (13, "eased_by_walking", "活动（行走）后缓解", "走动"),
    (14, "restless legs", "不宁腿综合征（RLS）", ""),
    (14, "Restless legs, and walking", "不宁腿综合征相关症状与行走时疼痛", ""),
    (15, "calf_pain_on_walking", "行走时小腿疼痛、休息后缓解（间歇性跛行）", ""),
    (15, "calf pain on walking", "行走时小腿疼痛、休息后缓解（间歇性跛行）", ""),
    (16, "back", "仰卧", "仰睡"),
    (16, "slept on the back", "仰卧", "仰睡"),
    (16, "slept on the front", "俯卧", "趴睡"),
    (16, "slept on the left side", "左侧卧", "左侧睡"),
    (16, "slept on the right side", "右侧卧", "右侧睡"),
    (17, "woke me up", "因抽筋醒来", "弄醒"),
    (18, "Nights woken", "因抽筋醒来的夜数", "被抽醒"),
    (19, "Five numbers, with 95 % intervals", "五项指标（95%置信区间）", "五项数字"),
    (20, "Times as many (95 %)", "95%", "95 %"),
    (20, "Under 70 % of the nights are recorded: take every number with care.", "70%", "70 %"),
    (21, "Middle half", "四分位间距（25%–75%）", "中间一半"),
    (21, "middle half {low} – {high}", "四分位间距", "中间一半"),
    (22, "Times as many (95 %)", "发生率比（95%置信区间）", "倍数"),
    (23, "Times as many (likely range)", "95%置信区间", "可能范围"),
    (23, "line: rate of {n} nights and its likely range", "95%置信区间", "可能范围"),
    (24, "supplement", "膳食补充剂", ""),
    (24, "Cramps per week, and what was taken", "每周抽筋次数与所用药物、补充剂", "所服药物"),
    (25, "pulled toes up", "勾起脚尖（扳脚趾）", "向上扳"),
    (26, "foot to wall", "脚掌抵墙、伸直膝盖", ""),
    (27, "left out", "不计入", ""),
    (27, "left out ({said})", "不计入（{said}）", ""),
    (28, "not said", "未填写", "未说明"),
    (29, "a condition and cramps", "基础疾病与抽筋", "疾病或情况"),
    (29, "Conditions told of: {list}.", "本人所述疾病/特殊状况", "提到"),
    (30, "muscle_wasting", "肌肉萎缩（变细）", ""),
    (31, "weakness_getting_worse", "肌无力逐渐加重", ""),
    (32, "signs of tetanus", "破伤风表现", "征兆"),
    (33, "toxin_then_cramps", "接触有毒物质（如铅、农药）", "毒物后"),
    (34, "chest_pain_or_breathless", "呼吸困难", "气短"),
    (35, ", ", "，", ", "),
    (35, "; ", "；", "; "),
    (36, "Night leg cramps", "夜间腿抽筋（夜间下肢痛性痉挛）", ""),
    (37, "not known", "不详", ""),
    (38, "Cramps in the nights that were compared", "相关不等于因果", "关联不等于原因"),
    (39, "as the person said, not a test of effect", "并非疗效验证", "疗效检验"),
    (40, "Good to know", "供参考", ""),
    (40, "At your next chance", "下次就诊时", "下次有机会"),
]


def chinese(english: str) -> str:
    """Give the Chinese of a sign, or of each text that begins so: a line for each of its meanings."""
    with speaking("zh"):
        if english in set(SignKind):
            return label(english)
        if (said := _(english)) != english:
            return said
    catalogue = (resource("translations") / "zh/LC_MESSAGES/cramp-journal.po").read_text(encoding="utf-8")
    joined = re.sub(r'"\n"', "", catalogue)
    return "\n".join(re.findall(rf'msgid ""?{re.escape(english)}[^\n]*"\nmsgstr ""?([^\n]*)"', joined))


def test_the_table_holds_all_forty_corrections() -> None:
    assert {number for number, *_rest in CORRECTED} == set(range(1, 41))


@pytest.mark.parametrize(("number", "english", "says", "never"), CORRECTED)
def test_the_chinese_says_what_was_corrected(number: int, english: str, says: str, never: str) -> None:
    said = chinese(english)
    assert says in said, number
    assert not never or never not in said, number


def test_no_chinese_text_has_a_blank_before_a_percent_sign_or_two_names_for_one_thing() -> None:
    catalogue = (resource("translations") / "zh/LC_MESSAGES/cramp-journal.po").read_text(encoding="utf-8")
    said = "\n".join(re.findall(r"msgstr(?:\[0\])? ((?:\".*\"\n?)+)", catalogue))
    for never in (
        r"\d %",
        "可能范围",
        "可能所在的范围",
        "中间一半",
        "仰睡",
        "趴睡",
        "侧睡",
        "弄醒",
        "被抽醒",
        "向上扳",
    ):
        assert re.search(never, said) is None, never


def test_a_spasm_is_the_name_of_a_cramp_and_of_no_sign() -> None:
    with speaking("zh"):
        words = [from_file(row.words) for row in table().rows] + [rule_title(str(rule)) for rule in Rule]
    assert [each for each in words if "痛性痉挛" in each] == []


def test_lists_in_a_chinese_appendix_are_joined_as_chinese_joins_them(tmp_path: Path) -> None:
    cramps = [{"time": "03:30", "time_precision": "about", "seconds": 98, "timing": "guess", "pain": 6}, {"pain": 3}]
    night = {"evening": "2026-11-21", "state": "cramps", "cramps": cramps}
    text = text_of(
        made(
            tmp_path,
            inputs_of(tmp_path, {"format": "cramp-journal", "version": 1, "nights": [night]}),
            choices(language="zh", with_nights=True),
        )
    )
    listed = text[text.index("附录") :].replace(" ", "")
    assert "约03:30，1分38秒（估计），疼痛6；" in listed
