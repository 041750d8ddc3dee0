"""The treaties: which articles there are, which were read, and the lines lessons lean on."""

import pytest

from helpers import data


@pytest.fixture(scope="module")
def rows():
    return data.table("treaty_articles")


def line(rows, treaty, article):
    return rows[(rows["treaty"] == treaty) & (rows["article"] == article)]["summary"].iloc[0]


# Chinese Foreign Ministry: preface and six articles; Yu Bin, 2001: a treaty of 25 articles
@pytest.mark.parametrize(("treaty", "articles"), [(1950, 6), (2001, 25)])
def test_every_article_has_one_line(rows, treaty, articles):
    assert list(rows.loc[rows["treaty"] == treaty, "article"]) == list(range(1, articles + 1))


def test_what_was_not_read_has_no_summary_and_the_rest_has_one(rows):
    unread = rows["seen"] == "no"
    assert (rows["summary"] == "").equals(unread)
    assert not (unread & (rows["treaty"] == 1950)).any()
    assert set(range(1, 10)) | {22, 25} <= set(
        rows.loc[~unread & (rows["treaty"] == 2001), "article"]
    )


def test_only_1950_promises_help_in_a_war(rows):
    # Article 1 of 1950 as the Chinese Foreign Ministry sums it up; Article 9 of 2001 as printed in
    # Garver, China's Quest, p. 548: contact and consultations
    assert "military and other help" in line(rows, 1950, 1)
    assert "Japan" in line(rows, 1950, 1)
    nine = line(rows, 2001, 9)
    assert "consult" in nine and "at once" in nine and "help" not in nine
    of_2001 = " ".join(rows.loc[rows["treaty"] == 2001, "summary"])
    assert "Japan" not in of_2001 and "military and other help" not in of_2001


def test_duration(rows):
    # CCTV, 2009: thirty years; TASS, 22 March 2021, on Article 25: twenty years, then five each
    assert "thirty years" in line(rows, 1950, 6)
    assert "Twenty years" in line(rows, 2001, 25) and "five" in line(rows, 2001, 25)


def test_a_line_is_short_and_quotes_nothing(rows):
    assert rows["summary"].str.len().max() <= 240
    assert not rows["summary"].str.contains('["“”«»]').any()
    assert set(rows["confidence"]) == {"verified"}


def test_of_the_charter_only_what_was_read_is_listed_and_nothing_of_it_promises_help(rows):
    # Articles 1, 2, 4, 10 and 14 in their words; 13, 14, 16 in the summary of the Russian chair
    charter = rows[rows["treaty"] == 2002].set_index("article")
    assert list(charter.index[charter["seen"] == "text"]) == [1, 2, 4, 10, 14]
    assert {13, 16} <= set(charter.index[charter["seen"] == "summary"])
    assert not (charter["seen"] == "no").any()
    words = " ".join(charter["summary"])
    assert "not directed against other states" in charter.loc[2, "summary"]
    assert "other treaties" in charter.loc[14, "summary"]
    assert "help" not in words and "assist" not in words
