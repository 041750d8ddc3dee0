"""The counts and shares that lesson 08 states in its prose, worked out again from the tables.

Each line names a sentence of the lesson, with a gap where the figure stands. A figure that is
changed in the lesson, or in a table, or a sentence that is gone, fails.
"""

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from helpers import data, exercises
from helpers.quiz import bank

LESSON = "08_united_nations"
FILE = Path(__file__).resolve().parents[2] / "notebooks" / f"{LESSON}.ipynb"
SMALL = "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
WORDS = {word: i for i, word in enumerate(SMALL.split())}
WORDS |= {"fifteenth": 15, "sixteen": 16, "third": 3}
NUMBER = r"([\w.]+?)"

votes = data.table("un_votes")
resolutions = data.table("un_resolutions").set_index("symbol")
vetoes = data.table("vetoes")
drafts = vetoes[vetoes["kind"] == "draft"]
pairs = data.table("un_agreement").set_index(["a", "b", "year"])
cast = votes.pivot(index="symbol", columns="iso3", values="vote").join(resolutions)
assembly, council = (cast[cast["body"] == body] for body in ("UNGA", "UNSC"))
session = assembly[assembly.index.str.contains("ES-11")]
against = assembly[assembly["CHN"] == "no"]


def prose():
    """The words of the lesson, without links and marks."""
    cells = nbformat.read(FILE, as_version=4).cells
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    text = re.sub(r"\[([^\]]*)\]\([^\s)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_`]", "", text).split())


def value(word):
    return float(WORDS.get(word.lower(), word.rstrip(".")))


def same(a, b, year, column="identical"):
    return round(100 * float(pairs.loc[(*sorted((a, b)), year), column]), 1)


def ranking(state, year=2023):
    """The other states of the table, by how often they voted like one, most often first."""
    rows = data.table("un_agreement").query("year == @year").dropna(subset=["identical"])
    rows = rows[(rows["a"] == state) | (rows["b"] == state)]
    rows = rows.assign(other=rows["a"].where(rows["a"] != state, rows["b"]))
    return rows.sort_values("identical", ascending=False)["other"].tolist()


def opposed(a, b, year):
    """Votes with yes against no: what neither measure counts as agreement."""
    row = pairs.loc[(*sorted((a, b)), year)]
    return round((1 - 2 * row["three_point"] + row["identical"]) * row["votes"])


def steps():
    """From each state of China's list to the next: change in percentage points."""
    return pd.Series([same("CHN", other, 2023) for other in alike_2023]).diff()


def on_the_day(body):
    """How the members that a body had on 2 March 2022 voted on ES-11/1."""
    members = data.members(body, on="2022-03-02")["iso3"]
    return cast.loc["A/RES/ES-11/1", members].value_counts().to_dict()


def about(words):
    return int(against["title"].str.contains(words).sum())


russia_1992 = drafts[(drafts["russia"] == 1) & (drafts["date"] >= "1992-01-01")]
joint = drafts[drafts["joint"] == 1]
alike_2023 = ranking("CHN")

COUNTS = [
    # activity 1
    ("they voted alike in # per cent of the votes", lambda: same("CHN", "RUS", 1979)),
    (r"becoming partners \(lesson 02\), it was # per cent", lambda: same("CHN", "RUS", 1993)),
    ("In 2007 China and Russia agreed in # per cent", lambda: same("CHN", "RUS", 2007)),
    (r"the allies United Kingdom and United States in #\. ", lambda: same("GBR", "USA", 2007)),
    # activity 2
    ("Here are # votes of 2022, those of the emergency session",
     lambda: (session["date"].dt.year == 2022).sum()),
    ("In 2019 there were # such votes among 86", lambda: opposed("CHN", "RUS", 2019)),
    (r"such votes among #\. All four", lambda: pairs.loc[("CHN", "RUS", 2019), "votes"]),
    # activity 3
    ("The year has # votes all the same", lambda: pairs.loc[("CHN", "RUS", 2022), "votes"]),
    (r"The file ends in June, with # votes\.", lambda: pairs.loc[("CHN", "RUS", 2024), "votes"]),
    (r"would move the result by # points",
     lambda: round(100 / pairs.loc[("CHN", "RUS", 2024), "votes"])),
    # activity 4
    ("Guess its place among the # other states", lambda: len(alike_2023)),
    (r"Russia comes #\. Fourteen", lambda: alike_2023.index("RUS") + 1),
    ("# of the 22 states agreed with China more often, among them",
     lambda: alike_2023.index("RUS")),
    ("The first # lie close together", lambda: int(steps().argmin())),
    ("then comes a step down of # points, to Japan", lambda: round(-steps().min())),
    ("China comes # with Russia, after Belarus and Iran",
     lambda: ranking("RUS").index("CHN") + 1),
    # try it yourself
    (r"our point for 2022 rests on 80 votes, # per cent", lambda: same("CHN", "RUS", 2022)),
    # Ukraine
    ("Of # resolutions of the Assembly, Russia opposed all", lambda: len(assembly)),
    ("Against. # texts on human rights", lambda: about("human rights in")),
    ("2016 to 2024, and # on the militarisation", lambda: about("militarization")),
    ("on # of the ten texts of the emergency session", lambda: (session["CHN"] == "abstain").sum()),
    ("on eight of the # texts of the emergency session", lambda: len(session)),
    ("ES-11/1 demands that Russia withdraw. Strong words, # votes",
     lambda: resolutions.loc["A/RES/ES-11/1", "yes"]),
    ("a text of the United States, adopted by # votes",
     lambda: resolutions.loc["S/RES/2774", "yes"]),
    (r"adopted by ten votes with # abstentions", lambda: resolutions.loc["S/RES/2774", "abstain"]),
    # the bodies on the day of ES-11/1, from the table of members
    ("Of the # members that the SCO had that day", lambda: sum(on_the_day("SCO").values())),
    ("the SCO had that day, # abstained", lambda: on_the_day("SCO")["abstain"]),
    ("six abstained, # said no and one did not vote", lambda: on_the_day("SCO")["no"]),
    ("said no and # did not vote", lambda: on_the_day("SCO")["absent"]),
    ("Of the # members of BRICS", lambda: sum(on_the_day("BRICS").values())),
    ("members of BRICS # abstained", lambda: on_the_day("BRICS")["abstain"]),
    (r"# said yes \(Brazil\)", lambda: on_the_day("BRICS")["yes"]),
    (r"said yes \(Brazil\) and # no", lambda: on_the_day("BRICS")["no"]),
    # vetoes
    (r"Of # vetoed drafts", lambda: len(drafts)),
    ("the Soviet Union or Russia stopped #, the United", lambda: drafts["russia"].sum()),
    ("the United States #, and China", lambda: drafts["others"].str.contains("USA").sum()),
    (r"and China #, some of them together", lambda: drafts["china"].sum()),
    ("Alone China cast # vetoes", lambda: drafts["china"].sum() - len(joint)),
    ("The table counts them, and adds # joint vote on amendments",
     lambda: (vetoes["joint"] == 1).sum() - len(joint)),
    ("Since 1992 Russia has vetoed # drafts", lambda: len(russia_1992)),
    ("drafts in our table, # of them without China", lambda: (russia_1992["china"] == 0).sum()),
    # majorities
    (r"# votes in favour, thirteen abstentions", lambda: resolutions.loc["S/2022/231", "yes"]),
    (r"votes in favour, # abstentions, and nine", lambda: resolutions.loc["S/2022/231", "abstain"]),
    # key points
    ("voted alike in # per cent of the votes, two allies",
     lambda: round(same("CHN", "RUS", 2007))),
    ("two allies of NATO in #, and in 1979", lambda: round(same("GBR", "USA", 2007))),
    (r"and in 1979 two rivals in #\.", lambda: round(same("CHN", "RUS", 1979))),
    ("In 2023 # of 22 states agreed with China more often than Russia did",
     lambda: alike_2023.index("RUS")),
    (r"In 2023 fourteen of # states", lambda: len(alike_2023)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "count"), COUNTS, ids=[c[0][:50] for c in COUNTS])
def test_a_figure_in_the_prose_is_that_of_the_tables(sentence, count):
    found = re.findall(sentence.replace("#", NUMBER), prose())
    assert len(found) == 1, f"the lesson says this {len(found)} times"
    assert value(found[0]) == pytest.approx(float(count()))


def test_what_the_lesson_says_without_a_number():
    """Statements on all or none, which a new row could make wrong."""
    assert (assembly["RUS"] == "no").all()
    assert not (council["CHN"] == "no").any()
    assert assembly.index[assembly["CHN"] == "yes"].tolist() == ["A/RES/77/284"]
    assert against.index[against.index.str.contains("ES-11")].tolist() == [
        "A/RES/ES-11/3", "A/RES/ES-11/5"]  # fmt: skip
    assert joint["date"].dt.year.min() == 2007
    late = drafts[(drafts["china"] == 1) & (drafts["date"] >= "2007-01-01")]
    assert (late["russia"] == 1).all()
    assert alike_2023[:2] == ["IRN", "PAK"] and ranking("RUS")[:2] == ["BLR", "IRN"]
    assert {"BRA", "IND", "SAU", "ZAF"} <= set(alike_2023[: alike_2023.index("RUS")])
    rows = resolutions.loc[["A/RES/68/262", *(f"A/RES/ES-11/{n}" for n in (1, 5, 7, 9))]]
    voting = rows["yes"] / (rows["yes"] + rows["no"])
    three = rows["yes"] / rows[["yes", "no", "abstain"]].sum(axis=1)
    assert (voting > 2 / 3).all() and rows.index[three > 2 / 3].tolist() == ["A/RES/ES-11/1"]


def test_no_point_of_the_chart_rests_on_a_few_votes():
    shown = data.table("un_agreement").dropna(subset=["identical"])
    assert shown["votes"].min() >= 20
    assert shown["year"].max() == 2023, "2024 has six votes and no score"


def test_vetoes_in_the_list_of_those_that_china_did_not_join():
    """Each day of the lesson's table is a veto of Russia in which China took no part."""
    cells = {c.id: c.source for c in nbformat.read(FILE, as_version=4).cells}
    days = re.findall(r"^\| (\d{1,2} \w+ \d{4}) \|", cells["vetoes-first"], re.MULTILINE)
    assert len(days) == 9
    for day in days:
        rows = drafts[drafts["date"] == pd.Timestamp(day)]
        assert len(rows) == 1 and rows.iloc[0]["russia"] == 1 and rows.iloc[0]["china"] == 0, day


def test_questions_of_at_least_six_types():
    questions = bank.load(LESSON).questions
    assert len(questions) >= 15
    types = {q.type for q in questions}
    assert len(types) >= 6 and {"country", "match"} <= types


def test_the_votes_put_back_give_what_the_exercise_takes_for_right():
    year = pairs.loc[("CHN", "RUS", 2022)]
    alike = round(year["identical"] * year["votes"])
    five = session[session["date"].dt.year == 2022]
    share = 100 * (alike + (five["CHN"] == five["RUS"]).sum()) / (year["votes"] + len(five))
    assert exercises.check("un-votes-put-back", share)
