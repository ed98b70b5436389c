"""What a person can try, how good the evidence is, and what is different for whom.

The advice comes from the articles, the evidence from the fact sheet, sections 5 and 11, and from the review of it
(Cochrane reviews, trials and surveys; read November 2026). `own_nights` says what the person's nights show.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from cramp_journal.advice.evidence import Person
from cramp_journal.advice.published import sources_in_words
from cramp_journal.i18n import _
from cramp_journal.labels import label, some_of
from cramp_journal.punctuation import in_sentences
from cramp_journal.words import Condition, SignKind

_NO_SOAK = (Condition.DIABETES, Condition.NUMB_FEET, Condition.ARTERIAL_DISEASE)
_NO_SOAK_SIGNS = (
    SignKind.NUMBNESS_OR_TINGLING,
    SignKind.FOOT_SORE_NOT_HEALING,
    SignKind.BLACK_TOE,
    SignKind.NIGHT_PAIN_EASED_BY_HANGING_LEG_DOWN,
    SignKind.CALF_PAIN_ON_WALKING,
)


@dataclass(frozen=True)
class LoggedAs:
    """Something that is logged and belongs to a tip.

    Attributes:
        name: A factor, a substance, or a class of substances.
        on: Which nights are those with it, in words that follow “the nights …”.
    """

    name: str
    on: str


@dataclass(frozen=True)
class Tip:
    """One thing to try.

    `own` is what is logged of it, if anything: its nights are described if there are enough of them.
    """

    title: str
    how: str
    evidence: str
    sources: str
    own: tuple[LoggedAs, ...] = ()
    caution: str = ""


def tips(person: Person, today: date, left_out: Collection[str] = ()) -> tuple[Tip, ...]:
    """Return the tips, those with a trial behind them first. What is not for this person is said, or left out.

    Args:
        person: What the journal knows about them.
        today: The day.
        left_out: What is said nowhere, while the person tries it (`trial_rules`).
    """
    return tuple(tip for tip in _tips(person, today) if not any(own.name in left_out for own in tip.own))


def no_soak(person: Person, today: date) -> list[str]:
    """Return for which conditions and signs of a person no foot soak is described, in words."""
    told = [str(each) for each in _NO_SOAK if each in person.conditions]
    seen = [each.sign for each in person.ticked(*_NO_SOAK_SIGNS, today=today) if each.stands(today)]
    return [label(each) for each in dict.fromkeys([*told, *seen])]


def _tips(person: Person, today: date) -> Iterator[Tip]:
    pregnant = Condition.PREGNANT in person.conditions
    yield Tip(
        _("Stretch the calves before bed"),
        _("Hands on a wall, heel down, knee straight: three times 10 seconds for each leg."),
        _(
            "One trial (80 people) found fewer and milder cramps, and no harm was reported in it; another (191) found "
            "no difference. Cochrane: it may ease the pain, with low certainty."
        ),
        sources_in_words("hallegraeff", "coppin", "cochrane_stretching"),
        (LoggedAs("stretched_before_bed", _("when you stretched before bed")),),
    )
    yield _warm_calves()
    yield Tip(
        _("No fan or air conditioner on the legs"),
        _("Turn it away, or cover the legs."),
        _("No study was found."),
        "",
        (LoggedAs("fan_or_air_conditioning", _("with a fan or air conditioner on")),),
    )
    yield _soak(no_soak(person, today))
    yield Tip(
        _("Warm up first, and raise exercise bit by bit"),
        _("No sudden hard exercise; walk or cycle a little before bed."),
        _("No trial. In one study it was sitting much, not exercise, that went with cramps."),
        sources_in_words("sedentary"),
        (
            LoggedAs("hard_exercise", _("after hard exercise")),
            LoggedAs("warmed_up", _("when you had warmed up")),
            LoggedAs("sat_all_day", _("after sitting all day")),
            LoggedAs("overtired", _("after an overtiring day")),
        ),
    )
    yield _side_sleeping() if pregnant else _posture()
    yield _fluids()
    yield Tip(
        _("Less alcohol"),
        _("Try some evenings without."),
        _("Alcohol went with cramps in one study of people over 60; how strongly is quite unsure."),
        sources_in_words("alcohol"),
        (LoggedAs("alcohol", _("with alcohol")),),
    )
    yield Tip(
        _("Less strong tea or coffee in the evening, and no smoking"),
        _("Try some evenings without."),
        _("One survey lists smoking; of tea and coffee no study was found."),
        sources_in_words("nhanes"),
        (
            LoggedAs("strong_tea_or_coffee", _("after strong tea or coffee")),
            LoggedAs("smoking", _("when you smoked")),
        ),
    )
    yield _food(person)
    yield _magnesium(person)
    yield _vitamin_k2(person)
    yield _pickle_juice()
    yield _for_a_doctor()


def _warm_calves() -> Tip:
    return Tip(
        _("Keep the calves warm"),
        _("Long trousers, socks, a light cover in winter."),
        _(
            "Cold legs or feet in bed went with cramps in one small study. Yet more people began a medicine for "
            "cramps, and more looked them up, in summer than in winter; cramps themselves were not counted. No trial."
        ),
        sources_in_words("hawke", "season"),
        (
            LoggedAs("legs_felt_cold", _("when your legs felt cold")),
            LoggedAs("no_cover", _("without a cover")),
            LoggedAs("colder_room", _("when the room was colder than usual")),
        ),
    )


def _soak(forbidden: list[str]) -> Tip:
    if forbidden:
        return Tip(
            _("Warm socks, and no hot foot soak"),
            _("Socks keep the feet warm. Test any water with the elbow or a thermometer first."),
            _("No trial in night cramps; heat helped in cramps of dialysis."),
            sources_in_words("diabetic_feet", "arterial_feet"),
            (LoggedAs("foot_soak", _("after a foot soak")),),
            _(
                "You told of: {why}. Published advice then: do not soak the feet. A burn can go unnoticed and heals "
                "badly."
            ).format(why=some_of(forbidden)),
        )
    return Tip(
        _("A warm foot soak before bed"),
        _("Water of about 40 °C (104 °F), 15 to 20 minutes. Try it with the elbow or a thermometer first."),
        _("No trial in night cramps; heat helped in cramps of dialysis."),
        sources_in_words("dialysis_heat", "diabetic_feet", "arterial_feet"),
        (LoggedAs("foot_soak", _("after a foot soak")),),
        _("Not with diabetes, numb feet, narrowed leg arteries or an open sore: a burn can go unnoticed."),
    )


def _posture() -> Tip:
    return Tip(
        _("Sleep on the side, or let the feet stand up in bed"),
        _("Loose covers. On the back, a pillow at the soles; on the front, feet over the edge."),
        _("A theory: a pointed foot leaves the calf slack. No trial."),
        "",
        (
            LoggedAs("slept_on_back", _("when you slept on your back")),
            LoggedAs("slept_on_front", _("when you slept on your front")),
            LoggedAs("slept_on_left_side", _("when you slept on your left side")),
            LoggedAs("slept_on_right_side", _("when you slept on your right side")),
        ),
        _("In pregnancy go to sleep on the side, not on the back."),
    )


def _side_sleeping() -> Tip:
    return Tip(
        _("Go to sleep on your side"),
        _(
            "Left or right, at night and for naps; a pillow behind the back helps. If you wake up on your back, turn "
            "to the side again. Loose covers, so that the feet are not pressed down."
        ),
        _(
            "Published advice from 28 weeks of pregnancy on: going to sleep on the side, since lying on the back "
            "presses on large blood vessels. Against cramps it was not tested."
        ),
        sources_in_words("side_sleeping"),
        (
            LoggedAs("slept_on_left_side", _("when you slept on your left side")),
            LoggedAs("slept_on_right_side", _("when you slept on your right side")),
            LoggedAs("slept_on_back", _("when you slept on your back")),
        ),
    )


def _fluids() -> Tip:
    return Tip(
        _("Drink enough, and more on hot days"),
        _("Spread over the day; more after sweating, vomiting or diarrhoea. A cool bedroom in summer."),
        _(
            "First-aid advice names cramps as a sign of too little fluid. Studies of ordinary night cramps have not "
            "shown it."
        ),
        sources_in_words("dehydration", "aafp", "season"),
        (
            LoggedAs("little_to_drink", _("after drinking little or sweating much")),
            LoggedAs("warmer_room", _("when the room was warmer than usual")),
        ),
        _("With heart, kidney or liver disease, or on dialysis, ask first how much you may drink."),
    )


def _food(person: Person) -> Tip:
    no_kelp = {str(Condition.PREGNANT), str(Condition.THYROID_DISEASE)} & person.conditions
    how = (
        _("Milk, yoghurt, soy, nuts, small fish, vegetables and fruit of many kinds; daylight on most days.")
        if no_kelp
        else _(
            "Milk, yoghurt, soy, nuts, small fish, vegetables and fruit of many kinds, a little kelp now and then; "
            "daylight on most days."
        )
    )
    told = some_of(label(each) for each in sorted(no_kelp))
    return Tip(
        _("Varied food, rich in calcium and vitamin D, and some sun"),
        how,
        _(
            "Good for old bones. Against ordinary night cramps calcium was not tested. A lack of calcium in the blood "
            "is seldom the reason; a blood test shows it, and it mostly comes with tingling round the mouth or in the "
            "hands."
        ),
        sources_in_words("pregnancy", "low_calcium", "seaweed", "kelp"),
        (
            LoggedAs("calcium", _("when you took calcium")),
            LoggedAs("vitamin D", _("when you took vitamin D")),
        ),
        in_sentences(
            [
                _("You told of: {what}. Published advice then: no kelp, and no supplement made of it.").format(
                    what=told
                )
                if no_kelp
                else _("Kelp has very much iodine: not in pregnancy or with thyroid disease."),
                *(words() for condition, words in _FOOD_WITH.items() if condition in person.conditions),
                _("More of a supplement can harm: ask before you take more."),
            ]
        ),
    )


_FOOD_WITH: dict[Condition, Callable[[], str]] = {
    Condition.OSTEOPOROSIS: lambda: _(
        "You told of osteoporosis: calcium and vitamin D are often part of its care; ask what suits you."
    ),
    Condition.LOW_CALCIUM: lambda: _("You told of low calcium: how much to take is for your doctor to say."),
    Condition.KIDNEY_DISEASE: lambda: _("With weak kidneys ask first: milk and nuts may not suit you."),
    Condition.DIALYSIS: lambda: _("With weak kidneys ask first: milk and nuts may not suit you."),
}


def _magnesium(person: Person) -> Tip:
    pregnant = Condition.PREGNANT in person.conditions
    kidneys = {str(Condition.KIDNEY_DISEASE), str(Condition.DIALYSIS)} & person.conditions
    cautions = []
    if kidneys:
        cautions.append(
            _("You told of {what}: magnesium can build up. Ask a pharmacist or doctor before you take it.").format(
                what=some_of(label(each) for each in sorted(kidneys))
            )
        )
    if pregnant:
        cautions.append(_("In pregnancy, ask your midwife or doctor before you take it."))
    return Tip(
        _("Magnesium"),
        _("Ask first; then give it six weeks and look at “What helps”.")
        if cautions
        else _("If you try it, give it six weeks and look at “What helps”."),
        _("In pregnancy, eight small studies (576 women) of magnesium and others were mixed, with low certainty.")
        if pregnant
        else _(
            "Eleven trials: it is unlikely to help older people. Most takers of a dummy tablet got better too. In "
            "pregnancy the studies are few and mixed."
        ),
        sources_in_words("pregnancy", "magnesium") if pregnant else sources_in_words("magnesium", "pregnancy"),
        (LoggedAs("magnesium", _("when you took magnesium")),),
        in_sentences(cautions) or _("Not with kidney disease, unless a doctor says so: it can build up."),
    )


def _vitamin_k2(person: Person) -> Tip:
    told = some_of(label(each) for each in (Condition.PREGNANT, Condition.DIALYSIS) if each in person.conditions)
    caution = _(
        "Vitamin K works against warfarin and its like: ask a pharmacist or doctor before you take it, whatever else "
        "you take."
    )
    if told:
        caution = in_sentences((caution, _("It was not tested with: {what}.").format(what=told)))
    return Tip(
        _("Vitamin K2"),
        _("You may read of it. Ask first; then give it eight weeks and look at “What helps”."),
        _(
            "One trial (199 people over 65, China): 1.0 cramps a week with it, 3.6 with a dummy. No second trial was "
            "found. It left out who took water tablets or warfarin, those with the dummy got more cramps than "
            "before, and the range it gives is narrower than its own numbers allow."
        ),
        sources_in_words("vitamin_k2"),
        (LoggedAs("vitamin_k", _("when you took vitamin K")),),
        caution,
    )


def _pickle_juice() -> Tip:
    return Tip(
        _("Pickle juice: not proven for night cramps"),
        _("Some take a sip of it as a cramp begins."),
        _(
            "One trial, of 82 people with a scarred liver: their cramps hurt less than with water. In ordinary night "
            "cramps it was not tested; nor was taurine, which was tried in liver disease."
        ),
        sources_in_words("pickle_juice"),
        (),
        _("It is very salty. Ask first if you are pregnant, or have high blood pressure, or a weak heart or kidneys."),
    )


def _for_a_doctor() -> Tip:
    return Tip(
        _("Vitamin B complex, and medicines on prescription"),
        _("Nothing to begin on your own: ask a doctor what suits you."),
        _(
            "American neurologists (2010, reaffirmed July 2022) call vitamin B complex, naftidrofuryl and diltiazem "
            "possibly of use (Level C, one study each). Quinine helps a little, yet rarely does great harm."
        ),
        sources_in_words("aan", "mhra_2010", "mhra_2017", "jama_2017"),
        (LoggedAs("vitamin B", _("when you took vitamin B")),),
    )
