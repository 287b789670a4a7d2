from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from test_analyse_sentences import document
from whence.analyse import analyse
from whence.analyse.tagger import fixed_tags, shipped_model, tag
from whence.resources import data

TREEBANK = Path(os.environ.get("WHENCE_TREEBANK", Path(__file__).parents[2] / "shared" / "treebank"))
SCRIPT = Path(__file__).parents[1] / "scripts" / "train_tagger.py"
needs_treebank = pytest.mark.skipif(not TREEBANK.is_dir(), reason="the English Web Treebank is not here")


def tokens(text: str) -> str:
    return " ".join(token.text for sentence in analyse(document(text)).sentences for token in sentence.tokens)


def tagged(text: str) -> str:
    found = [token for sentence in analyse(document(text)).sentences for token in sentence.tokens]
    return " ".join(f"{token.text}/{token.tag}" for token in found)


TOKENS = {
    "money": ("It cost $3.5 million.", "It cost $ 3.5 million ."),
    "a magnitude against the figure": ("A £10bn fund and 3x growth", "A £ 10 bn fund and 3 x growth"),
    "a letter that is no unit": ("5G on the 21st", "5G on the 21st"),
    "the plural of a figure": ("In the 1990s, the over-65s", "In the 1990 s , the over - 65 s"),
    "thousands and decimals": ("3,400.50 of 1,000,000", "3,400.50 of 1,000,000"),
    "a list of figures": ("1,2 and 3", "1 , 2 and 3"),
    "percent": ("83% of 4.5 percent", "83 % of 4.5 percent"),
    "hyphens": ("two-thirds, 12-point", "two - thirds , 12 - point"),
    "contractions": ("They don't, can't and won't", "They do n't , ca n't and wo n't"),
    "cannot": ("They cannot", "They can not"),
    "possessives": ("The firm's and the firms' sales, U.S.'s", "The firm 's and the firms ' sales , U.S. 's"),
    "pronouns": ("it's, we've, they'll, I'm, he'd", "it 's , we 've , they 'll , I 'm , he 'd"),
    "a name with an apostrophe": ("O'Brien and D'Souza", "O'Brien and D'Souza"),
    "abbreviations": ("Mr. J. Hale of Acme Inc. said", "Mr. J. Hale of Acme Inc. said"),
    "an abbreviation at the end": ("She joined Acme Inc.", "She joined Acme Inc."),
    "a letter at the end": ("It is vitamin C.", "It is vitamin C ."),
    "an ampersand in a name": ("AT&T and R&D", "AT&T and R&D"),
    "an address": ("See https://a.example/b?c=1, or me@a.example.", "See https://a.example/b?c=1 , or me@a.example ."),
    "a site": ("On Norwood.com now", "On Norwood.com now"),
    "a time, a ratio and a date": ("9:50 a.m., 3/4, 12/03/2014", "9:50 a.m. , 3/4 , 12/03/2014"),
    "a foreign dollar": ("US$5m or A$6", "US$ 5 m or A$ 6"),
    "brackets": ("(46%) [see]", "( 46 % ) [ see ]"),
    "an ellipsis": ("more ... and more…", "more ... and more …"),
}


@pytest.mark.parametrize(("text", "expected"), TOKENS.values(), ids=TOKENS.keys())
def test_tokens(text: str, expected: str) -> None:
    assert tokens(text) == expected


TAGS = [
    "Most/JJS CIOs/NNS agree/VBP ./.",
    "Prices/NNS rose/VBD five/CD percent/NN in/IN May/NNP ./.",
    "They/PRP want/VBP to/TO go/VB to/IN Rome/NNP ./.",
    "54/CD %/NN support/VBP the/DT plan/NN ./.",
    "61/CD percent/NN trust/VBP their/PRP$ bank/NN ./.",
    "Two/CD in/IN five/CD workers/NNS report/VBP burnout/NN ./.",
    "Only/RB one/CD in/IN four/CD shoppers/NNS trusts/VBZ reviews/NNS ./.",
    "The/DT agency/NN estimates/VBZ exports/NNS will/MD rise/VB ./.",
    "Those/DT polled/VBN cited/VBD cost/NN ./.",
    "Costs/NNS will/MD grow/VB ,/, Acme/NNP says/VBZ ./.",
    "It/PRP was/VBD found/VBN in/IN 2012/CD ./.",
    "They/PRP say/VBP that/IN demand/NN will/MD fall/VB ./.",
    "The/DT tools/NNS that/WDT work/VBP are/VBP cheap/JJ ./.",
    "A/DT 9/CD %/NN rise/NN in/IN pay/NN is/VBZ planned/VBN ./.",
    "Most/JJS feel/VBP tired/JJ ./.",
    "He/PRP helps/VBZ them/PRP save/VB money/NN ./.",
    "We/PRP like/VBP it/PRP ./.",
    "There/EX are/VBP 14/CD million/CD homes/NNS ./.",
    "Nurses/NNS were/VBD asked/VBN about/IN pay/NN ./.",
    "Spending/NN on/IN cloud/NN services/NNS will/MD grow/VB ./.",
    "Teens/NNS do/VBP n't/RB sleep/VB well/RB ./.",
]


@pytest.mark.parametrize("expected", TAGS)
def test_tags(expected: str) -> None:
    text = " ".join(pair.rsplit("/", 1)[0] for pair in expected.split()).replace(" n't", "n't").replace(" .", ".")
    assert tagged(text) == expected


def test_the_plural_of_a_figure_is_a_noun() -> None:
    assert tagged("It began in the 1990s.") == "It/PRP began/VBD in/IN the/DT 1990/CD s/NNS ./."


def test_marks_are_told_by_the_space_around_them() -> None:
    marks = [pair for pair in tagged('A "well-run" firm - or a state—grew, it said.').split() if not pair[0].isalnum()]
    assert marks == ['"/``', "-/HYPH", "\"/''", "-/:", "-/:", ",/,", "./."]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=8), max_size=12))
def test_any_words_get_one_tag_each(words: list[str]) -> None:
    assert len(tag(words)) == len(words)


@pytest.mark.parametrize(("word", "expected"), fixed_tags().items())
def test_a_word_of_a_closed_class_has_its_tag(word: str, expected: str) -> None:
    assert tag(["The", word]) == ["DT", expected]


def test_the_model_is_small_and_loads_fast() -> None:
    size = len(data("analyse", "tagger.json").read_bytes()) + len(data("analyse", "lexicon.txt").read_bytes())
    assert size < 1_700_000
    shipped_model.cache_clear()
    started = time.process_time()
    shipped_model()
    assert time.process_time() - started < 0.3  # 30 ms on a quiet machine


def test_the_model_carries_its_licence() -> None:
    notice = data("analyse", "NOTICE.md").read_text("utf-8")
    assert "Attribution-ShareAlike 4.0" in notice
    assert "Universal Dependencies" in notice


def test_the_model_names_only_known_tags() -> None:
    stored = json.loads(data("analyse", "tagger.json").read_text("utf-8"))
    tags = {name for row in stored["weights"].values() for name in row}
    assert tags <= {name for words in stored["words"] for name in words.split()} | set(fixed_tags().values())


@needs_treebank
def test_accuracy_on_the_test_part_of_the_treebank() -> None:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), str(TREEBANK), "--test"], capture_output=True, text=True, check=True
    )
    assert float(run.stdout.split()[1]) >= FLOOR, run.stdout


FLOOR = 0.935
