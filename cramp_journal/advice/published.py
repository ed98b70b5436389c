"""What was published about remedies and about what is taken: each source once, with its date and its address.

The signs and patterns have their sources in the triage table. All were read in November 2026, several of them as
copies or only as far as their abstracts; `docs/clinical.md` says which.
"""

from dataclasses import dataclass

from cramp_journal.i18n import from_file
from cramp_journal.punctuation import in_sentences
from cramp_journal.triage import cited

READ = "November 2026"


@dataclass(frozen=True)
class Published:
    """A publication. `dated` is its own date, or "" if it has none."""

    publisher: str
    title: str
    dated: str
    address: str

    def in_words(self) -> str:
        """Name it in one line, with its address."""
        said = cited(self.title, from_file(self.publisher), from_file(self.dated), from_file(READ))
        return in_sentences((said, self.address))


PUBLISHED: dict[str, Published] = {
    # ------------------------------------------------------------ what one can do
    "hallegraeff": Published(
        "Hallegraeff et al., Journal of Physiotherapy",
        "Stretching before sleep reduces the frequency and severity of nocturnal leg cramps",
        "2012",
        "https://pubmed.ncbi.nlm.nih.gov/22341378/",
    ),
    "coppin": Published(
        "Coppin et al., British Journal of General Practice",
        "Managing nocturnal leg cramps: calf-stretching exercises and cessation of quinine treatment",
        "2005",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1463088/",
    ),
    "cochrane_stretching": Published(
        "Cochrane",
        "Non-drug therapies for the secondary prevention of lower limb muscle cramps (CD008496)",
        "2021",
        "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD008496.pub3",
    ),
    "hawke": Published(
        "Hawke et al.",
        "Factors associated with night-time calf muscle cramps",
        "2013",
        "https://pubmed.ncbi.nlm.nih.gov/23169577/",
    ),
    "season": Published(
        "Garrison et al., CMAJ",
        "Seasonal effects on the occurrence of nocturnal leg cramps",
        "2015",
        "https://pubmed.ncbi.nlm.nih.gov/25623650/",
    ),
    "sedentary": Published(
        "Delacour et al., Scientific Reports",
        "Association between physical activity and nocturnal leg cramps in patients over 60 years old",
        "2020",
        "https://doi.org/10.1038/s41598-020-59312-9",
    ),
    "alcohol": Published(
        "Annals of Family Medicine",
        "Nocturnal leg cramps and alcoholic drinks in patients of 60 and older",
        "2018",
        "https://www.annfammed.org/content/16/4/296.full",
    ),
    "nhanes": Published(
        "Grandner and Winkelman",
        "Nocturnal leg cramps: prevalence and associations (a US survey)",
        "2017",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC5460850",
    ),
    "dialysis_heat": Published(
        "International Journal of Research and Development Organisation",
        "Moist heat and cold on cramps in haemodialysis",
        "",
        "https://ijrdo.org/index.php/hsn/article/view/2691",
    ),
    "diabetic_feet": Published(
        "HealthHub Singapore",
        "Diabetic foot care",
        "",
        "https://healthhub.sg/a-z/diseases-and-conditions/243/diabetic_foot_ttsh",
    ),
    "arterial_feet": Published(
        "Northern Care Alliance NHS",
        "Looking after your feet: peripheral arterial disease",
        "",
        "https://northerncarealliance.nhs.uk/patient-information/patient-leaflets/"
        "vascular-looking-after-your-feet-peripheral-arterial-disease-pad",
    ),
    "side_sleeping": Published(
        "Health New Zealand",
        "Sleep on side when baby's inside (HE2550)",
        "",
        "https://healthed.govt.nz/collections/topic-child-health/products/sleep-on-side-when-babys-inside",
    ),
    "seaweed": Published(
        "UK Iodine Group",
        "Iodine in seaweed",
        "November 2015",
        "https://ukiodine.org/news/article-in-sunday-times-on-iodine-in-seaweed/",
    ),
    "kelp": Published(
        "UK Iodine Group",
        "Iodine supplements",
        "April 2019",
        "http://ukiodine.org/iodine-supplements/",
    ),
    "low_calcium": Published(
        "BMJ Best Practice, read in the library of EhB",
        "Hypoparathyroidism: patient discussions",
        "",
        "https://bibliotheek.ehb.be:2400/topics/en-gb/132/patient-discussions",
    ),
    "dehydration": Published(
        "St John Ambulance",
        "Dehydration",
        "",
        "https://www.sja.org.uk/sja/first-aid-advice/hot-and-cold-conditions/dehydration.aspx",
    ),
    "aafp": Published(
        "Allen and Kirby, American Family Physician",
        "Nocturnal leg cramps",
        "2012",
        "https://www.aafp.org/pubs/afp/issues/2012/0815/p350.html",
    ),
    "magnesium": Published(
        "Cochrane",
        "Magnesium for skeletal muscle cramps (CD009402)",
        "2020",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC7025716/",
    ),
    "pregnancy": Published(
        "Cochrane",
        "Interventions for leg cramps in pregnancy (CD010655)",
        "2020, search of September 2019",
        "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD010655.pub3/full",
    ),
    "vitamin_k2": Published(
        "Tan et al., JAMA Internal Medicine",
        "Vitamin K2 in managing nocturnal leg cramps",
        "October 2024",
        "https://pubmed.ncbi.nlm.nih.gov/39466236/",
    ),
    "pickle_juice": Published(
        "Tapper et al., American Journal of Gastroenterology",
        "Pickle juice intervention for cirrhotic cramps reduction (PICCLES)",
        "June 2022",
        "https://gastroenterology.acponline.org/archives/2022/04/22/3.htm",
    ),
    "aan": Published(
        "American Academy of Neurology",
        "Symptomatic treatment for muscle cramps",
        "2010, reaffirmed July 2022",
        "https://medicaldialogues.in/amp/neurology-neurosurgery/guidelines/"
        "aan-guidelines-on-symptomatic-treatment-for-muscle-cramps-101701",
    ),
    "matsumoto": Published(
        "Matsumoto et al.",
        "Nocturnal leg cramps: a common complaint in patients with lumbar spinal canal stenosis",
        "2009",
        "https://pure.fujita-hu.ac.jp/en/publications/nocturnal-leg-cramps-a-common-complaint-in-patients-with-lumbar-s",
    ),
    "handa": Published(
        "Handa et al., International Journal of General Medicine",
        "Nocturnal leg cramps and lumbar spinal stenosis: a cross-sectional study in the community",
        "November 2022",
        "https://doaj.org/article/d2d500ab6207494d80f7723f746627a9",
    ),
    "arteries": Published(
        "NHS Bristol, North Somerset and South Gloucestershire",
        "Peripheral arterial disease, a draft",
        "June 2025",
        "https://remedy.bnssg.icb.nhs.uk/bnssg-icb/development-area/peripheral-arterial-disease-draft",
    ),
    "parkinsons": Published(
        "Parkinson's UK",
        "Muscle cramps and dystonia",
        "",
        "https://www.parkinsons.org.uk/information-and-support/muscle-cramps-and-dystonia",
    ),
    "dialysis": Published(
        "St. Joseph's Healthcare Hamilton, as shown on info.5y1.org",
        "Muscle cramps and dialysis",
        "",
        "https://info.5y1.org/cramps-all-over-my-body-why_1_d2a316.html",
    ),
    "thyroid": Published(
        "NHS, as shown on clearchemist.co.uk",
        "Symptoms of underactive thyroid",
        "",
        "https://clearchemist.co.uk/az-health/hypothyroidism/symptoms-of-underactive-thyroid",
    ),
    "epilepsy": Published(
        "Emory University",
        "Vitamin D deficiency in adult patients with epilepsy",
        "2014",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC4149948",
    ),
    "pre_eclampsia": Published(
        "NHS Humber Health Partnership",
        "Pregnant? Be aware of this potentially serious condition",
        "April 2025",
        "https://www.hey.nhs.uk/news/2025/04/30/pregnant-be-aware-of-this-potentially-serious-condition/",
    ),
    # ------------------------------------------------------------ what is taken
    "mhra_2010": Published(
        "MHRA",
        "Quinine: not to be used routinely for nocturnal leg cramps",
        "June 2010",
        "https://www.gov.uk/drug-safety-update/quinine-not-to-be-used-routinely-for-nocturnal-leg-cramps",
    ),
    "mhra_2017": Published(
        "MHRA",
        "Quinine: reminder of dose-dependent QT-prolonging effects; updated medicine interactions",
        "November 2017",
        "https://www.gov.uk/drug-safety-update/quinine-reminder-of-dose-dependent-qt-prolonging-effects-updated-"
        "medicine-interactions",
    ),
    "jama_2017": Published(
        "Fardet et al., JAMA",
        "Association between long-term quinine exposure and all-cause mortality",
        "May 2017",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC5815033",
    ),
    "lothian": Published(
        "A general practice in Lothian, as shown on studyres.com",
        "Review of quinine prescribing in nocturnal leg cramps",
        "",
        "https://studyres.com/doc/5966731",
    ),
    "family_doctor": Published(
        "Family Doctor (New Zealand)",
        "Quinine sulphate: a patient's guide",
        "",
        "https://familydoctor.co.nz/categories/medication/quinine-sulphate-a-patients-guide",
    ),
    "bumps": Published(
        "UKTIS", "Quinine", "November 2017", "https://www.medicinesinpregnancy.org/leaflets-a-z/quinine/"
    ),
    "bfr": Published(
        "BfR",
        "Pregnant women should steer clear of quinine-containing beverages",
        "June 2005",
        "https://www.bfr.bund.de/en/press_information/2005/17/"
        "pregnant_women_should_steer_clear_of_quinine_containing_beverages_-6393.html",
    ),
    "kidneys": Published(
        "Blood Purification 45",
        "Magnesium in chronic kidney disease: should we care?",
        "2018",
        "https://karger.com/bpu/article/45/1-3/173/329522",
    ),
    "warfarin_food": Published(
        "Cambridge University Hospitals",
        "Dietary advice for patients taking warfarin",
        "",
        "https://www.cuh.nhs.uk/patient-information/dietary-advice-for-patients-taking-warfarin",
    ),
}


def sources_in_words(*keys: str) -> str:
    """Name some publications, each once, with their addresses."""
    return in_sentences(PUBLISHED[key].in_words() for key in dict.fromkeys(keys))
