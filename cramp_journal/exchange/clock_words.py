"""The words that people use for a time of day, by language: numbers, halves and quarters, parts of the day.

A symbol stands for each word; `typed_time.py` has the rules. To add a language, add its row to `TONGUES`.
"""

from dataclasses import dataclass, field
from functools import cache

_HALF, _QUARTER, _THREE_QUARTERS = "H", "Q", "K"
_PAST, _TO, _AND, _LESS = "P", "T", "A", "M"
_HOUR, _MINUTES, _NOTHING = "O", "U", ""
_NOON, _MIDNIGHT = "N", "Z"


@dataclass(frozen=True)
class Tongue:
    """How one language says a time of day."""

    numbers: dict[str, int]
    words: dict[str, str]  # a word or a phrase, and its symbol
    parts: dict[str, str]  # a part of the day: "am", "pm", "morning", "afternoon", "evening", "night"
    about: tuple[str, ...]
    half_is_before: bool = False  # "halb drei" is 2:30, "half three" is 3:30
    quarter_is_before: bool = False  # "viertel drei" is 2:15
    hour_first: bool = False  # "trois heures et quart"
    spaced: bool = True  # words stand apart
    tens: dict[str, int] = field(default_factory=dict)


_EVERYWHERE = {
    **dict.fromkeys(("am", "a.m.", "a.m", "a. m.", "a m", "in the am"), "am"),
    **dict.fromkeys(("pm", "p.m.", "p.m", "p. m.", "p m", "in the pm"), "pm"),
    **dict.fromkeys(("ص", "صباحا", "午前", "오전"), "am"),
    **dict.fromkeys(("م", "مساء", "午後", "오후"), "pm"),
}


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, names in enumerate(words.split(), first) for word in names.split("/")}


def _joined(units: dict[str, int], tens: dict[str, int], by: str) -> dict[str, int]:
    """Return the numbers that are written with the unit first, such as “fünfundzwanzig”."""
    return {f"{unit}{by}{ten}": low + high for unit, low in units.items() if low < 10 for ten, high in tens.items()}


def _english() -> Tongue:
    numbers = _numbered(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen"
    )
    words = {
        **dict.fromkeys(("half", "a half"), _HALF),
        **dict.fromkeys(("quarter", "a quarter", "qtr"), _QUARTER),
        **dict.fromkeys(("past", "after", "gone"), _PAST),
        **dict.fromkeys(("to", "of", "till", "til", "before"), _TO),
        **dict.fromkeys(("o'clock", "oclock", "o clock", "hrs", "hours", "hour"), _HOUR),
        **dict.fromkeys(("minutes", "minute", "mins", "min"), _MINUTES),
        **dict.fromkeys(("at", "it was", "exactly", "sharp"), _NOTHING),
        **dict.fromkeys(("noon", "midday"), _NOON),
        "midnight": _MIDNIGHT,
    }
    parts = {
        **dict.fromkeys(("in the morning", "this morning", "morning"), "morning"),
        **dict.fromkeys(("in the afternoon", "this afternoon", "afternoon"), "afternoon"),
        **dict.fromkeys(("in the evening", "this evening", "evening"), "evening"),
        **dict.fromkeys(("at night", "in the night", "last night", "tonight", "night"), "night"),
    }
    about = ("about", "around", "approximately", "approx.", "approx", "roughly", "circa", "ca.", "ca", "c.", "~", "≈")
    tens = _numbered("twenty thirty forty/fourty fifty")
    return Tongue(numbers, words, parts, about, tens={word: 10 * (n + 1) for word, n in tens.items()})


def _german() -> Tongue:
    numbers = _numbered(
        "ein/eins zwei/zwo drei vier funf/fuenf sechs sieben acht neun zehn elf zwolf/zwoelf dreizehn vierzehn"
        " funfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn"
    )
    tens = {"zwanzig": 20, "dreissig": 30, "vierzig": 40, "funfzig": 50, "fuenfzig": 50}
    words = {
        "halb": _HALF,
        "viertel": _QUARTER,
        "dreiviertel": _THREE_QUARTERS,
        "nach": _PAST,
        "vor": _TO,
        "uhr": _HOUR,
        **dict.fromkeys(("minuten", "minute", "min"), _MINUTES),
        **dict.fromkeys(("um", "genau", "punkt"), _NOTHING),
        "mittag": _NOON,
        "mitternacht": _MIDNIGHT,
    }
    parts = {
        **dict.fromkeys(("am morgen", "morgens", "fruh", "frueh", "in der fruh", "in der frueh"), "morning"),
        **dict.fromkeys(("vormittags", "am vormittag"), "morning"),
        **dict.fromkeys(("nachmittags", "am nachmittag", "mittags"), "afternoon"),
        **dict.fromkeys(("abends", "am abend"), "evening"),
        **dict.fromkeys(("nachts", "in der nacht"), "night"),
    }
    about = ("gegen", "etwa", "ungefahr", "ungefaehr", "circa", "zirka", "ca.", "ca", "~")
    numbers = numbers | tens | _joined(numbers, tens, "und")
    return Tongue(numbers, words, parts, about, half_is_before=True, quarter_is_before=True)


def _dutch() -> Tongue:
    numbers = _numbered(
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
        " achttien negentien"
    )
    tens = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50}
    words = {
        "half": _HALF,
        "kwart": _QUARTER,
        **dict.fromkeys(("over", "na"), _PAST),
        "voor": _TO,
        "uur": _HOUR,
        **dict.fromkeys(("minuten", "minuut", "min"), _MINUTES),
        "om": _NOTHING,
        "middernacht": _MIDNIGHT,
    }
    parts = {
        **dict.fromkeys(("'s ochtends", "s ochtends", "'s morgens", "s morgens"), "morning"),
        **dict.fromkeys(("'s middags", "s middags"), "afternoon"),
        **dict.fromkeys(("'s avonds", "s avonds"), "evening"),
        **dict.fromkeys(("'s nachts", "s nachts"), "night"),
    }
    about = ("rond", "ongeveer", "circa", "ca.", "ca", "~")
    return Tongue(numbers | tens | _joined(numbers, tens, "en"), words, parts, about, half_is_before=True)


def _french() -> Tongue:
    numbers = _numbered(
        "un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
        " dix-huit dix-neuf"
    )
    words = {
        **dict.fromkeys(("demie", "demi"), _HALF),
        **dict.fromkeys(("quart", "le quart", "un quart"), _QUARTER),
        "et": _AND,
        "moins": _LESS,
        **dict.fromkeys(("heures", "heure"), _HOUR),
        **dict.fromkeys(("minutes", "minute", "min"), _MINUTES),
        "a": _NOTHING,
        "midi": _NOON,
        "minuit": _MIDNIGHT,
    }
    parts = {
        **dict.fromkeys(("du matin", "le matin"), "morning"),
        **dict.fromkeys(("de l'apres-midi", "de l'apres midi"), "afternoon"),
        **dict.fromkeys(("du soir", "le soir"), "evening"),
        **dict.fromkeys(("de la nuit", "la nuit"), "night"),
    }
    tens = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50}
    return Tongue(numbers, words, parts, ("vers", "environ", "~"), hour_first=True, tens=tens)


def _spanish() -> Tongue:
    numbers = _numbered(
        "una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis"
        " diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco"
        " veintiseis veintisiete veintiocho veintinueve treinta"
    )
    words = {
        "media": _HALF,
        "cuarto": _QUARTER,
        "y": _AND,
        "menos": _LESS,
        **dict.fromkeys(("horas", "hora", "en punto", "las", "la"), _HOUR),
        **dict.fromkeys(("minutos", "minuto", "min"), _MINUTES),
        "a": _NOTHING,
        "mediodia": _NOON,
        "medianoche": _MIDNIGHT,
    }
    parts = {
        **dict.fromkeys(("de la manana", "de la madrugada"), "morning"),
        "de la tarde": "afternoon",
        "de la noche": "night",
    }
    return Tongue(numbers, words, parts, ("sobre", "hacia", "~"), hour_first=True)


def _italian() -> Tongue:
    numbers = _numbered(
        "una/uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici"
        " diciassette diciotto diciannove"
    )
    tens = {"venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50}
    joined = {ten + unit: high + low for ten, high in tens.items() for unit, low in numbers.items() if low < 10}
    words = {
        **dict.fromkeys(("mezza", "mezzo"), _HALF),
        **dict.fromkeys(("un quarto", "quarto"), _QUARTER),
        "e": _AND,
        "meno": _LESS,
        **dict.fromkeys(("le", "ore", "l'"), _HOUR),
        **dict.fromkeys(("minuti", "minuto", "min"), _MINUTES),
        "alle": _HOUR,
        "mezzogiorno": _NOON,
        "mezzanotte": _MIDNIGHT,
    }
    parts = {
        **dict.fromkeys(("di mattina", "del mattino"), "morning"),
        "del pomeriggio": "afternoon",
        **dict.fromkeys(("di sera", "della sera"), "evening"),
        "di notte": "night",
    }
    return Tongue(numbers | tens | joined, words, parts, ("verso le", "circa", "~"), hour_first=True)


def _nordic() -> Tongue:
    """Return the words of Swedish, Danish and Norwegian, which agree about halves."""
    numbers = _numbered(
        "en/ett/et/ein två/to/tva tre fyra/fire fem sex/seks sju/syv åtta/åtte/otte nio/ni tio/ti elva/elleve tolv"
    )
    numbers |= {"femton": 15, "femten": 15, "tjugo": 20, "tyve": 20, "tjue": 20, "tjugofem": 25, "femogtyve": 25}
    words = {
        "halv": _HALF,
        **dict.fromkeys(("kvart", "kvarter"), _QUARTER),
        **dict.fromkeys(("över", "over"), _PAST),
        **dict.fromkeys(("i", "på"), _TO),
        **dict.fromkeys(("klockan", "klokken", "kl.", "kl"), _HOUR),
        **dict.fromkeys(("minuter", "minutter", "min"), _MINUTES),
        **dict.fromkeys(("midnatt", "midnat"), _MIDNIGHT),
    }
    parts = {
        **dict.fromkeys(("på morgonen", "om morgonen", "om morgenen", "om morgningen"), "morning"),
        **dict.fromkeys(("på eftermiddagen", "om eftermiddagen", "om ettermiddagen"), "afternoon"),
        **dict.fromkeys(("på kvällen", "om kvällen", "om aftenen", "om kvelden"), "evening"),
        **dict.fromkeys(("på natten", "om natten", "om natta"), "night"),
    }
    about = ("omkring", "ungefär", "rundt", "cirka", "ca.", "ca", "~")
    return Tongue(numbers, words, parts, about, half_is_before=True)


def _portuguese() -> Tongue:
    numbers = _numbered(
        "um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze dezasseis"
        " dezassete dezoito dezanove vinte"
    )
    words = {
        "meia": _HALF,
        **dict.fromkeys(("um quarto", "quarto"), _QUARTER),
        "e": _AND,
        "menos": _LESS,
        **dict.fromkeys(("horas", "hora", "às", "as"), _HOUR),
        **dict.fromkeys(("minutos", "minuto", "min"), _MINUTES),
        **dict.fromkeys(("meio-dia", "meio dia"), _NOON),
        **dict.fromkeys(("meia-noite", "meia noite"), _MIDNIGHT),
    }
    parts = {
        **dict.fromkeys(("da manhã", "da madrugada"), "morning"),
        "da tarde": "afternoon",
        "da noite": "night",
    }
    return Tongue(numbers, words, parts, ("por volta das", "cerca das", "~"), hour_first=True)


def _chinese() -> Tongue:
    """Return the words of Chinese, and the signs of Japanese and Korean, which stand in the same order."""
    numbers = {}
    for number in range(60):
        ten, unit = divmod(number, 10)
        tens = "" if ten == 0 else "十" if ten == 1 else "零一二三四五"[ten] + "十"
        numbers[tens + ("" if ten and not unit else "零一二三四五六七八九"[unit])] = number
    numbers |= {f"零{'一二三四五六七八九'[n - 1]}": n for n in range(1, 10)}
    numbers |= {"两": 2, "兩": 2, "〇": 0}
    words = {
        **dict.fromkeys(("半", "반"), _HALF),
        "一刻": _QUARTER,
        "1刻": _QUARTER,
        "三刻": _THREE_QUARTERS,
        "3刻": _THREE_QUARTERS,
        **dict.fromkeys(("点钟", "點鐘", "点整", "點整", "点", "點", "时", "時", "시"), _HOUR),
        **dict.fromkeys(("分钟", "分鐘", "分", "분"), _MINUTES),
        **dict.fromkeys(("过", "過"), _AND),
        "差": _TO,
        "正午": _NOON,
        "午夜": _MIDNIGHT,
    }
    parts = {
        **dict.fromkeys(("凌晨", "清晨", "早上", "早晨", "上午", "朝", "새벽", "아침"), "morning"),
        **dict.fromkeys(("下午", "中午"), "afternoon"),
        **dict.fromkeys(("傍晚", "晚上"), "evening"),
        **dict.fromkeys(("半夜", "深夜", "夜里", "夜裡", "夜晚", "夜间", "夜", "밤"), "night"),
    }
    return Tongue(numbers, words, parts, ("大约", "大概", "约", "~"), hour_first=True, spaced=False)


@cache
def tongues() -> dict[str, Tongue]:
    """Return the languages whose times are read, by code."""
    return {
        "en": _english(),
        "zh": _chinese(),
        "de": _german(),
        "fr": _french(),
        "es": _spanish(),
        "it": _italian(),
        "nl": _dutch(),
        "pt": _portuguese(),
        "sv": _nordic(),
    }


def parts_of(tongue: Tongue) -> dict[str, str]:
    """Return the words for the parts of the day: its own, and those that are written everywhere."""
    return _EVERYWHERE | tongue.parts
