"""Arms transfers against SIPRI's fact sheets, which compare spans of five years.

A fact sheet stands on the edition of its year; later editions revise. So an exact match is asked
only of the sheet nearest to the edition, and a tolerance stands for the revision elsewhere.
"""

import pytest

from helpers import data

arms = data.table("arms")
EXPORTS, REGISTER = "2026-02-13", "2025-01-03"


def span(first, last, supplier, recipient, edition):
    rows = arms.query("supplier == @supplier and recipient == @recipient")
    rows = rows[(rows["edition"] == edition) & rows["year"].between(first, last)]
    assert len(rows) == last - first + 1
    return int(rows["tiv_m"].sum())


def test_russias_exports_fell_by_64_per_cent():
    # SIPRI, 10 March 2025: between 2015–19 and 2020–24.
    now, before = (span(a, a + 4, "RUS", "WLD", EXPORTS) for a in (2020, 2015))
    assert round((now / before - 1) * 100) == -64


def test_chinas_imports_fell_by_44_per_cent():
    # SIPRI, 11 March 2024: between 2014–18 and 2019–23.
    now, before = (span(a, a + 4, "WLD", "CHN", REGISTER) for a in (2019, 2014))
    assert round((now / before - 1) * 100) == -44


@pytest.mark.parametrize(("first", "printed"), [(2018, 23), (2019, 21)])
def test_chinas_part_of_russias_exports_within_a_revision(first, printed):
    # SIPRI, March 2023 and March 2024 (Reuters).
    part = span(first, first + 4, "RUS", "CHN", EXPORTS)
    whole = span(first, first + 4, "RUS", "WLD", EXPORTS)
    assert part / whole * 100 == pytest.approx(printed, abs=2.5)


def test_most_of_what_china_imports_comes_from_russia():
    # SIPRI, March 2024: "most of which came from Russia".
    part = span(2019, 2023, "RUS", "CHN", REGISTER)
    assert 0.5 < part / span(2019, 2023, "WLD", "CHN", REGISTER) < 1


def test_editions_are_told_apart_because_they_differ():
    both = arms.query("supplier == 'RUS' and recipient == 'CHN'")
    wide = both.pivot(index="year", columns="edition", values="tiv_m").dropna()
    assert (wide.iloc[:, 0] != wide.iloc[:, 1]).any()
    for (_, recipient, edition), rows in arms.groupby(["supplier", "recipient", "edition"]):
        assert rows["year"].is_unique, (recipient, edition)


def test_a_part_is_never_more_than_the_whole():
    for edition in (EXPORTS, REGISTER):
        rows = arms[arms["edition"] == edition]
        pair = rows.query("supplier == 'RUS' and recipient == 'CHN'").set_index("year")["tiv_m"]
        whole = rows.query("supplier == 'WLD' or recipient == 'WLD'").set_index("year")["tiv_m"]
        assert (pair <= whole.loc[pair.index]).all()


def test_coverage():
    years = arms.groupby(["supplier", "recipient", "edition"])["year"].agg(["min", "max", "count"])
    assert set(map(tuple, years.to_numpy())) == {(1992, 2024, 33), (2000, 2023, 24)}
