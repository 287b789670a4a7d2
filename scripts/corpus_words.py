"""The words that the corpus generator writes its articles with: who asks whom, about what, and who tells of it."""

from __future__ import annotations

FIRST_SYLLABLES = (
    "Al",
    "Bran",
    "Cor",
    "Dun",
    "El",
    "Fair",
    "Glen",
    "Har",
    "Ing",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Os",
    "Pen",
)
MIDDLE_SYLLABLES = ("", "ber", "den", "far", "gar", "in", "ler", "men", "nor", "ra", "sel", "ten", "va", "wel")
LAST_SYLLABLES = (
    "bridge",
    "by",
    "dale",
    "field",
    "ford",
    "ham",
    "low",
    "mere",
    "mouth",
    "port",
    "stead",
    "ton",
    "wick",
)
"""Together 2,730 names of places that are on no map in this form."""

HOUSES = ("Research", "Institute", "Polling", "Insight", "Foundation", "Analytics", "Consulting", "University")
OUTLETS = ("Courier", "Gazette", "Herald", "Post", "Tribune", "Chronicle", "Observer", "Times", "Echo", "Review")
FIRST_NAMES = (
    *("Ada", "Ben", "Clara", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Karin", "Liam", "Mona"),
    *("Nadia", "Omar", "Petra", "Quinn", "Rosa", "Samuel", "Tara", "Umar", "Vera", "Willem", "Yara", "Zoe"),
)
KINDS_OF_PEOPLE = (
    *("teachers", "nurses", "shop owners", "tenants", "commuters", "farmers", "students", "pensioners", "parents"),
    *("office workers", "truck drivers", "engineers", "managers", "voters", "cyclists", "homeowners", "librarians"),
    *("hotel guests", "small business owners", "software developers", "pharmacists", "electricians", "gardeners"),
)
WHICH_PEOPLE = ("", "young ", "older ", "rural ", "urban ", "married ", "part-time ", "self-employed ", "retired ")
DEEDS = (
    *("check", "repair", "avoid", "share", "collect", "replace", "borrow", "recommend", "ignore", "plan", "compare"),
    *("buy", "sell", "store", "clean", "photograph", "discuss", "rent", "save", "label", "count", "trust"),
)
THINGS = (
    *("their heating bills", "second-hand furniture", "train timetables", "paper maps", "garden tools", "old radios"),
    *("local newspapers", "frozen vegetables", "insurance letters", "bicycle helmets", "winter coats", "house plants"),
    *("cash receipts", "library books", "spare keys", "kitchen knives", "weather forecasts", "phone contracts"),
    *("birthday cards", "camping gear", "coffee machines", "tax forms", "power drills", "rain barrels"),
)
MANNERS = ("", " every week", " at home", " before breakfast", " with neighbours", " on weekends", " without help")
TITLES = ("Household Habits", "Daily Life", "Working Days", "Street and Home", "Little Things", "Common Ground")
FILLER = (
    "The town hall declined to comment on the matter.",
    "Similar questions have been asked for many years, though seldom in the same words.",
    "Shopkeepers along the main street said they had expected nothing else.",
    "A longer version of the report is to follow in the spring.",
    "Critics pointed out that people often say one thing and do another.",
    "The weather, as always, may have played its part.",
    "Nobody at the counter seemed surprised by the result.",
    "How the answers differ between the regions was not published.",
    "The authors thank all who took the time to answer.",
    "Experts have long argued about what such answers mean in practice.",
    "There was no shortage of opinions at the weekly market.",
    "What happens next will depend on the council and its budget.",
)
QUOTES = (
    "We did not expect the picture to be this clear",
    "People tell us what they do, and we should listen",
    "This is a habit that will not go away soon",
    "The answers surprised even those of us who wrote the questions",
    "It shows how much has changed since we first asked",
)
