"""The summit simulation: times and roles that add up; guides cite what the bibliography has."""

import itertools
import re

import pytest

from helpers import data, sources

ROOT = data.path().parent
GUIDES = sorted((ROOT / "docs" / "teaching").glob("*.md"))
SUMMIT = (ROOT / "docs" / "teaching" / "summit-simulation.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")


@pytest.mark.parametrize("guide", GUIDES, ids=[g.stem for g in GUIDES])
def test_addresses_outside_are_those_of_the_bibliography(guide):
    known = {sources.get(i)["URL"] for i in sources.ids()}
    outside = [x for x in LINK.findall(guide.read_text(encoding="utf-8")) if x.startswith("http")]
    assert not set(outside) - known, guide.name


@pytest.mark.parametrize("minutes", [90, 180])
def test_the_minutes_follow_each_other_and_fill_the_time(minutes):
    part = SUMMIT.partition(f"### {minutes} minutes")[2].partition("\n##")[0]
    rows = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+) \| (\d+) \|", part, re.MULTILINE)]
    assert rows[0][0] == 0 and rows[-1][1] == minutes
    assert all(before[1] == after[0] for before, after in itertools.pairwise(rows))
    assert all(end > start for start, end in rows)


def test_the_roles_add_up():
    part = SUMMIT.partition("| Role | 12 | 18 | 24 | 30 |")[2].partition("**Together**")[0]
    rows = [[int(n) for n in re.findall(r"\| (\d+)", row)] for row in part.splitlines() if row]
    assert [sum(column) for column in zip(*[r for r in rows if r], strict=True)] == [12, 18, 24, 30]
    for seats, states, two in re.findall(r"(\d+) \((\d+) states, (\d+) with two\)", part):
        assert int(seats) == int(states) + int(two)


@pytest.mark.parametrize("body", ["SCO", "BRICS"])
def test_the_delegations_are_the_members(body):
    [line] = re.findall(rf"^- \*\*{body}:\*\* ([^.]+)\.", SUMMIT, re.MULTILINE)
    assert sorted(line.split(", ")) == sorted(data.members(body)["name"])
    [visitors] = re.findall(rf"^- \*\*{body}:.*?for example ([^.]+)\.", SUMMIT, re.MULTILINE)
    assert set(visitors.split(", ")) <= set(data.members(body, status="partner")["name"])


def test_care_comes_before_the_game():
    heads = re.findall(r"^## (.+)$", SUMMIT, re.MULTILINE)
    assert heads[0] == "Care first"
    assert "without giving a reason" in SUMMIT and "asks anyone to defend a war" in SUMMIT
