"""Names of medicines and supplements: which are known, which are kept apart, and which are asked about."""

import csv
import re

import pytest

from cramp_journal.advice.medicines import (
    MedicineClass,
    classes_of,
    kinds,
    may_mean,
    named,
    slips,
    study_findings,
    substances,
    substances_from,
    substances_of,
)
from cramp_journal.i18n import speaking
from cramp_journal.paths import resource

HEADER = "inn,classes,uk,us,de,zh,es,other,source"

KNOWN = {
    "diuretic_loop": "Lasix; Furosemid-ratiopharm 40 mg; frusemide; 呋塞米; 速尿片; Torem 10; Burinex; 托拉塞米片",
    "diuretic_thiazide": "HCT; Natrilix SR; bendroflumethiazide 2.5mg; Hygroton; 氢氯噻嗪片; 寿比山; Losartan HCT",
    "diuretic_potassium_sparing": "Aldactone; Spironolacton AL 25; 螺内酯; Dyazide; co-amilofruse; eplerenona; Dytac",
    "statin": "Lipitor; Sortis; ZOCOR 20 mg; Crestor®; 立普妥; 阿托伐他汀钙片; Inegy; Pravachol; simvastatina cinfa",
    "laba": "Seretide 250; Symbicort; Fostair; Relvar Ellipta; Advair; 舒利迭; Viani; Serevent; Onbrez; Foster",
    "quinine": "Qualaquin; Limptar N; quinine sulphate 300 mg; 奎宁; Tonic; Schweppes tonic water; gin & tonic; 汤力水",
    "warfarin": "Coumadin; Marevan 3mg; Marcumar; Falithrom; Sintrom; 华法林钠片; acenocumarol; vitamin K antagonist",
    "digoxin": "Lanoxin; Novodigal; Digitoxin AWD; 地高辛; Lanicor",
    "amiodarone": "Cordarone X 200; Pacerone; Cordarex; 可达龙; Trangorex",
    "other_named": "Adalat; 硝苯地平控释片; Ventolin; Aleve; Evista; Forteo; Neurontin; Premarin; Priadel; 心痛定",
    "vitamin_k": "Vitamin K2 (MK-7); MK7; 维生素K2; Konakion; D3+K2; vit. K",
    "calcium": "钙片; Caltrate; Adcal-D3; calcium 500; 碳酸钙D3片; Kalzium; calcio; 钙尔奇D",
    "magnesium": "Magnesium-Diasporal 400; Slow-Mag; 氧化镁; Mg; magnesio; Magnesiumcitrat 300; milk of magnesia",
    "vitamin": "Vit D; VitD3; Dekristol 20.000; B12; 维生素D; vitamin B complex; Vigantol; Centrum; 甲钴胺",
}
APART = {
    "Losec": "omeprazole",
    "omeprazole magnesium": "omeprazole",
    "奥美拉唑镁肠溶片": "omeprazole",
    "Calcium channel blocker": "calcium channel blocker",
    "Zoloft": "sertraline",
    "Lamictal": "lamotrigine",
    "Legatrim PM": "Legatrim PM",
    "羟苯磺酸钙胶囊": "calcium dobesilate",
    "quinapril": "quinapril",
}
MEANT = {
    "frosemide": "furosemide",
    "furosimide 20mg": "furosemide 20mg",
    "lasiks": "Lasix",
    "lipiter": "Lipitor",
    "simvistatin ratiopharm": "simvastatin ratiopharm",
    "warfrin": "warfarin",
    "kwinine": "quinine",
    "magnesuim citrate": "magnesium citrate",
    "Vitamn D": "vitamin D",
    "Sprionolactone": "spironolactone",
    "Seratide 250": "Seretide 250",
    "夫塞米片": "呋塞米片",
    "阿托法他汀": "阿托伐他汀",
}


MISSPELT = {  # as people type them
    "calcium": "caclium calcuim calcim clacium calsium calcimu callcium",
    "magnesium": "magnesuim magnisium magneisum mangesium magnesum magnezium magnesiom",
    "furosemide": "furosamide furosemdie fursomide lassix lasik",
    "atorvastatin": "atorvastin atorvstatin lipitr lippitor",
    "simvastatin": "simvastin simvastitin simvistatin",
    "rosuvastatin": "rosuvastatan rosuvastain",
    "warfarin": "warfrin wafarin warfarrin warfaren",
    "quinine": "qunine quinnine qiunine quinene",
    "digoxin": "digoxcin dijoxin digoxen",
    "amiodarone": "amioderone amiodorone amiodrone",
    "spironolactone": "spironalactone spironolcatone",
    "hydrochlorothiazide": "hydroclorothiazide hydrochlorthiazid",
    "indapamide": "indapimide indapamaide",
    "salmeterol": "salmetrol salmiterol",
    "vitamin D": "vitamn d,vitiman d,vitamim d",
    "tonic water": "tonik water,tonic watre",
}
REAL = (  # and near in letters or in sound to a name that a rule is about
    *("Valium", "Losec", "Azilect", "Neoral", "Colpermin", "Cipro", "Fucidin", "Symmetrel", "Arava", "Magnolia"),
    *("Mesalazine", "Theanine", "Minipress", "Xanax", "Zantac", "Lamisil", "Lamictal", "Prozac", "Plavix", "Nexium"),
    *("Calamine", "Calcitonin", "Prilosec", "Zyrtec", "Lantus", "Fosamax", "Flomax", "Cialis", "Lyrica", "Voltaren"),
)


PAIRS = [(name, key) for key, names in KNOWN.items() for name in names.split("; ")]


@pytest.mark.parametrize(("name", "key"), PAIRS)
def test_a_substance_is_known_by_its_names_and_brands_in_five_languages(name: str, key: str) -> None:
    assert key in classes_of(name)
    assert key not in {"calcium", "magnesium"} or not classes_of(name) & {"statin", "warfarin"}


@pytest.mark.parametrize(
    "name", ["Atorvastatin calcium", "阿托伐他汀钙片", "rosuvastatin calcium 10 mg", "瑞舒伐他汀钙"]
)
def test_the_salt_in_a_name_is_no_supplement(name: str) -> None:
    assert classes_of(name) == {"statin"}


def test_what_has_several_substances_has_the_classes_of_each() -> None:
    assert classes_of("co-amilofruse") == {"diuretic_loop", "diuretic_potassium_sparing"}
    assert classes_of("Calcium + Vit D + K2") == {"calcium", "vitamin", "vitamin_k"}
    assert classes_of("furosemide/spironolactone") == {"diuretic_loop", "diuretic_potassium_sparing"}


@pytest.mark.parametrize("name", list(APART))
def test_a_known_name_is_never_taken_for_another_nor_asked_about(name: str) -> None:
    assert [each.name for each in substances_of(name)] == [APART[name]]
    assert classes_of(name) == frozenset()
    assert may_mean(name) == []


@pytest.mark.parametrize("name", ["", "  ", "3 mg", "herbal tonic", "hair tonic", "Zzyzx", "🦵", "no idea", "a" * 5000])
def test_what_is_like_no_name_is_neither_known_nor_asked_about(name: str) -> None:
    assert substances_of(name) == ()
    assert may_mean(name) == []


@pytest.mark.parametrize("name", list(MEANT))
def test_a_misspelt_name_is_not_used_and_is_asked_about(name: str) -> None:
    assert classes_of(name) == frozenset()
    assert may_mean(name)[0].text == MEANT[name]
    assert classes_of(MEANT[name])


@pytest.mark.parametrize(
    "name",
    ["magnesium", "quinine", "furosemide", "warfarin", "digoxin", "amiodarone", "Lipitor", "acenocoumarol"],
)
def test_two_letters_that_changed_places_are_asked_about_wherever_they_stand(name: str) -> None:
    for place in range(1, len(name) - 1):
        typed = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        if typed != name:
            assert classes_of(typed) == frozenset()
            assert classes_of(name) in [classes_of(each.text) for each in may_mean(typed)], typed
    assert may_mean("calcuim")[0].name == "calcium"  # soft and hard now: it sounds like another word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (typed, meant)
        for meant, all_typed in MISSPELT.items()
        for typed in (all_typed.split(",") if "," in all_typed else all_typed.split())
    ],
)
def test_a_common_misspelling_is_asked_about_with_the_name_that_is_meant_first(typed: str, meant: str) -> None:
    assert substances_of(typed) == ()
    assert [each.name for each in substances_of(may_mean(typed)[0].text)] == [meant]


@pytest.mark.parametrize("name", REAL)
def test_a_real_name_is_neither_taken_for_another_nor_asked_about(name: str) -> None:
    assert classes_of(name) == frozenset()
    assert may_mean(name) == []


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("calcium", "calcium", 0),
        ("caclium", "calcium", 1),
        ("calcum", "calcium", 1),
        ("callcium", "calcium", 1),
        ("kalcium", "calcium", 1),
        ("clacuim", "calcium", 2),
        ("valium", "calcium", 2),
        ("aspirin", "calcium", 4),
    ],
)
def test_a_slip_is_a_letter_more_or_less_another_one_or_two_that_changed_places(
    one: str, other: str, count: int
) -> None:
    assert slips(one, other, 3) == slips(other, one, 3) == count


def test_a_misspelt_name_of_something_else_is_not_asked_about() -> None:
    assert may_mean("Losek") == []
    assert may_mean("amlodipne") == []
    assert may_mean("escitalopran") == []  # not citalopram either


def test_a_brand_is_said_with_what_is_in_it() -> None:
    assert named("Lasix") == "Lasix (furosemide)"
    assert named("速尿") == "速尿 (furosemide)"
    assert named("Seretide") == "Seretide (salmeterol and fluticasone)"
    assert [named(each) for each in ("furosemide 20 mg", "Furosemid", "Vit D", "Losec")] == [
        "furosemide 20 mg",
        "Furosemid",
        "Vit D",
        "Losec",
    ]


def test_what_is_in_a_brand_is_named_in_the_language_of_the_window() -> None:
    said = {}
    for code in ("de", "es", "zh"):
        with speaking(code):
            said[code] = [named("Lasix"), named("Furosemid"), named("furosemida"), named("呋塞米片")]
    assert said["de"] == ["Lasix (Furosemid)", "Furosemid", "furosemida", "呋塞米片 (Furosemid)"]
    assert said["es"][:3] == ["Lasix (furosemida)", "Furosemid", "furosemida"]
    assert said["zh"] == ["Lasix（呋塞米）", "Furosemid", "furosemida（呋塞米）", "呋塞米片"]


def test_what_studies_found_is_said_of_a_brand_as_of_its_substance() -> None:
    assert study_findings("Lasix") == study_findings("furosemide") != ""
    assert study_findings("Lasix").replace("\u200b", "").endswith("https://pubmed.ncbi.nlm.nih.gov/22157068/.")
    assert study_findings("Losec") == ""


# ---------------------------------------------------------------- the file of names
def test_every_substance_has_its_source_and_no_name_belongs_to_two() -> None:
    assert len(substances()) > 300
    assert all(each.source for each in substances())
    assert {kind.key for each in substances() for kind in each.kinds} == set(kinds())


def test_every_name_in_the_file_is_recognised_as_its_substance_alone() -> None:
    for each in substances():
        for name in each.names + each.rare:
            assert substances_of(name.removeprefix("=")) == (each,)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("furosemide,diuretic_loop,Lasix,,,,", "row 3: a field is missing"),
        ("furosemide,diuretic_loop,Lasix,,,,,,", "row 3: a field is missing"),
        (",diuretic_loop,Lasix,,,,,,somebody", "row 3: a field is missing"),
        ("furosemide,diuretic_loop,Lasix,,,,,,somebody,else", "row 3: a field is missing or one too many"),
        ("furosemide,water,Lasix,,,,,,somebody", "row 3: furosemide has no known class: water"),
        ("furosemide,diuretic_loop,LOSEC,,,,,,somebody", "row 3: “LOSEC” of furosemide is a name of omeprazole too"),
        ("furosemide,diuretic_loop,...,,,,,,somebody", "row 3: “...” of furosemide is a name of furosemide too, or no"),
    ],
)
def test_an_odd_row_is_refused_with_its_number(row: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint.replace(".", "[.]")):
        substances_from([HEADER, "omeprazole,,Losec,,,,,,somebody", row], kinds())


def test_the_file_has_the_columns_that_its_reader_wants() -> None:
    with resource("substances.csv").open(encoding="utf-8", newline="") as lines:
        assert ",".join(next(csv.reader(lines))) == HEADER


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.key)
def test_each_class_of_substances_says_where_what_is_said_of_it_can_be_read(kind: MedicineClass) -> None:
    assert re.search(r"https?://\S+", kind.source)


def test_two_names_of_one_substance_are_seen_to_be_the_same() -> None:
    """What is taken each day is compared with what only single nights say, by sets of what the names mean."""
    assert {*substances_of("Furosemide")} & {*substances_of("Lasix")}
