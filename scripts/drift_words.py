"""The words that the drift generator writes its articles with: topics, names and sentence templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of surveys: its population from narrow to wide, and what may be said of any of them.

    `graded` are pairs of a weaker and a stronger wording of one finding.
    """

    name: str
    bases: tuple[str, str, str]
    measures: tuple[str, ...]
    graded: tuple[tuple[str, str], ...]


TOPICS = (
    Topic(
        "Desk Life",
        ("remote office workers", "office workers", "workers"),
        ("eat lunch alone", "keep a plant on the windowsill", "skip the morning meeting", "share a printer"),
        (("want to change jobs", "will change jobs"), ("are worried about layoffs", "are terrified of layoffs")),
    ),
    Topic(
        "City Travel",
        ("urban train commuters", "train commuters", "commuters"),
        ("read on the way home", "carry a folding bicycle", "buy coffee at the station", "stand for the whole ride"),
        (("plan to move house", "will move house"), ("are concerned about fares", "are alarmed about fares")),
    ),
    Topic(
        "School Gates",
        ("rural primary teachers", "primary teachers", "teachers"),
        ("mark homework at weekends", "bring their own chalk", "sing with their class", "use paper registers"),
        (
            ("plan to leave the profession", "will leave the profession"),
            ("are worried about noise", "are afraid of noise"),
        ),
    ),
    Topic(
        "Rented Homes",
        ("older city tenants", "city tenants", "tenants"),
        ("grow herbs on a balcony", "know their neighbours", "repaint a room each year", "own a toolbox"),
        (("want to buy a flat", "will buy a flat"), ("are concerned about damp", "are alarmed about damp")),
    ),
    Topic(
        "Farm Gate",
        ("organic dairy farmers", "dairy farmers", "farmers"),
        ("rise before five", "sell milk on the doorstep", "repair their own tractors", "keep paper ledgers"),
        (("plan to plant hedges", "will plant hedges"), ("are worried about drought", "are terrified of drought")),
    ),
    Topic(
        "Small Trade",
        ("independent shop owners", "shop owners", "owners"),
        ("close on Mondays", "accept cheques", "post handwritten receipts", "sweep the pavement daily"),
        (("intend to hire staff", "will hire staff"), ("are concerned about rents", "are alarmed about rents")),
    ),
)

SYLLABLES = (
    ("Bal", "Cor", "Dun", "Fen", "Gal", "Hol", "Jar", "Kes", "Lor", "Mar", "Nor", "Pel", "Quen", "Ros", "Sel", "Tor"),
    ("a", "e", "i", "o", "u"),
    ("bridge", "croft", "dale", "field", "gate", "ham", "lund", "mere", "stead", "ton", "vik", "worth"),
)
HOUSES = ("Institute", "Research", "Foundation", "Polling")
OUTLETS = ("Courier", "Gazette", "Herald", "Tribune", "Observer", "Journal")
HEADLINES = ("{topic}: what the numbers say", "New figures on {base}", "Notes on {base}", "{topic} in numbers")

# How an article tells of the study, by what it still knows: conductor, title, sample, year.
# Parts in brackets are printed only when what they need is known.
STUDY = {
    (True, True): (
        "{conductor} questioned[ {sample} {base}] for its {title} Survey[ {year}].",
        "{conductor} has published its {title} Survey[ {year}][, for which it questioned {sample} {base}].",
    ),
    (False, True): (
        "The figures come from the {title} Survey[ {year}][, for which {sample} {base} were questioned].",
        "The {title} Survey[ {year}] is out[; {sample} {base} took part].",
    ),
    (True, False): (
        "{conductor} surveyed[ {sample}] {base}[ in {year}].",
        "In a survey[ of {sample} {base}] by {conductor}[ in {year}], new figures came to light.",
    ),
    (False, False): ("A survey[ of {sample} {base}] was carried out[ in {year}].",),
}
FOUND = (
    "{Number} {measure}, the survey found.",
    "According to the survey, {number} {measure}.",
    "The survey found that {number} {measure}.",
)
TOLD = ("{Number} {measure}.", "It turns out that {number} {measure}.")
ROSE = "The share of {base} who {measure} rose by {number}"
CREDITS = (
    "The [{outlet}]({url}) reported the figures first.",
    "We read it in the [{outlet}]({url}).",
    "This is drawn from [an article in the {outlet}]({url}).",
    "The figures were reported by the [{outlet}]({url}).",
)
FILLER = (
    "The weather was mild for the season.",
    "More on this subject will follow in our next issue.",
    "Readers are invited to write to the editor.",
    "The town hall was closed for repairs.",
)
