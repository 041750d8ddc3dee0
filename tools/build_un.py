"""Build the tables un_agreement, un_votes and vetoes.

    python tools/build.py --raw FOLDER un

``FOLDER/4-un`` holds two files that are not part of the module:

``unga_rollcalls_matrix_1946_2024jun.csv``
    Erik Voeten's roll calls of the General Assembly, one row a vote, one column a state.
    1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.
``unsc_vetoes_1946_sept2022.csv``
    The UN library's list of vetoed drafts. Its columns of zeros and ones are wrong in places
    (France is missing where it is named), so only the three columns of names are read.

Kept by hand, in ``tools/inputs``: ``un_roll_calls.csv`` (which row of the matrix is which
resolution), ``un_votes_seen.csv`` (votes that the matrix does not hold, from records and press),
``vetoes_later.csv`` (vetoes after September 2022, and of amendments). The resolutions themselves,
``data/tables/un_resolutions.csv``, are kept by hand too.
"""

import itertools

import pandas as pd
from common import INPUTS, TABLES, read, write

PAIRED = [
    "ARE", "BLR", "BRA", "CHN", "DEU", "EGY", "ETH", "FRA", "GBR", "IDN", "IND", "IRN", "JPN",
    "KAZ", "KGZ", "PAK", "RUS", "SAU", "TJK", "TUR", "UKR", "USA", "UZB", "ZAF",
]  # fmt: skip
SHOWN = [
    "ARE", "BLR", "BRA", "CHN", "EGY", "ETH", "IDN", "IND", "IRN", "KAZ", "KGZ", "PAK", "RUS",
    "SAU", "TJK", "UKR", "USA", "UZB", "ZAF",
]  # fmt: skip
YES, ABSTAIN, NO = 1, 2, 3
WORDS = {YES: "yes", ABSTAIN: "abstain", NO: "no", 8: "absent"}
FIRST = 1972  # the first full year with the People's Republic in China's seat
ENOUGH = 20  # fewer common votes make no score
ROLL_CALLS = "voeten-2009-unga;pigeon-effect-unga-matrix"
VETO_LIST = "un-library-veto-list;wpdl-2022-vetoes-data"
GAPS = {2022: "November and December only", 2024: "to June only"}
GAPS_OF_A_STATE = {("TUR", 2023): "TUR: missing from November on"}  # set to "absent" by mistake
CLOSING = ["sources", "confidence", "note"]


def build(raw):
    """Write the three tables from the files below the folder `raw`."""
    folder = raw / "4-un"
    matrix = pd.read_csv(folder / "unga_rollcalls_matrix_1946_2024jun.csv")
    write("un_agreement", agreement(matrix))
    write("un_votes", votes(matrix))
    write("vetoes", vetoes(folder / "unsc_vetoes_1946_sept2022.csv"))


def agreement(matrix):
    """How alike each two states voted in each year, over the votes in which both took part."""
    matrix = matrix[matrix["date"] >= f"{FIRST}"]
    rows = []
    for year, called in matrix.groupby(matrix["date"].str[:4].astype(int)):
        cast = called[PAIRED].where(called[PAIRED].isin([YES, ABSTAIN, NO]))
        for a, b in itertools.combinations(PAIRED, 2):
            apart = (cast[a] - cast[b]).abs().dropna()
            if apart.empty:
                continue
            scores = (apart == 0).mean(), (1 - apart / 2).mean()
            texts = [f"{s:.3f}" if len(apart) >= ENOUGH else "" for s in scores]
            notes = ["RUS: USSR" if "RUS" in (a, b) and year < 1992 else "", GAPS.get(year)]
            notes += [GAPS_OF_A_STATE.get((state, year)) for state in (a, b)]
            note = "; ".join(filter(None, notes))
            rows.append([a, b, year, len(apart), *texts, "voeten-2009-unga", "derived", note])
    columns = ["a", "b", "year", "votes", "identical", "three_point", *CLOSING]
    return pd.DataFrame(rows, columns=columns).sort_values(["a", "b", "year"])


def votes(matrix):
    """How the shown states voted on each resolution, from the matrix or from what was seen."""
    resolutions = read(TABLES / "un_resolutions.csv").set_index("symbol")
    rows = []
    for call in read(INPUTS / "un_roll_calls.csv").itertuples():
        resolution = resolutions.loc[call.symbol]
        found = matrix[(matrix["rcid"] == int(call.rcid)) & (matrix["date"] == resolution["date"])]
        states = found.loc[:, "AFG":]  # the columns before are number, date and six flags
        counted = [int((states == code).to_numpy().sum()) for code in (YES, NO, ABSTAIN)]
        printed = [int(resolution[name]) for name in ("yes", "no", "abstain")]
        if len(found) != 1 or sum(abs(c - p) for c, p in zip(counted, printed, strict=True)) > 1:
            raise SystemExit(f"{call.symbol}: the matrix counts {counted}, printed is {printed}.")
        for state in SHOWN:
            word = WORDS[states[state].iloc[0]]
            rows.append([call.symbol, state, word, ROLL_CALLS, "verified", ""])
    for seen in read(INPUTS / "un_votes_seen.csv").itertuples():
        for state in seen.states.split():
            rows.append([seen.symbol, state, seen.vote, seen.sources, seen.confidence, seen.note])
    table = pd.DataFrame(rows, columns=["symbol", "iso3", "vote", *CLOSING])
    order = {symbol: at for at, symbol in enumerate(resolutions.index)}
    return table.sort_values(["symbol", "iso3"], key=lambda c: c.map(lambda v: order.get(v, v)))


def vetoes(file):
    """The UN library's list to September 2022, then what is kept by hand."""
    old = read(file)
    old["date"] = pd.to_datetime(old["date"], format="%m/%d/%Y").dt.strftime("%Y-%m-%d")
    # Slips in the list: one meeting is printed with a digit too many, and Goa under another topic.
    old["symbol"] = old["draft"].map(spaced).replace({"S/PV.3038": "S/PV.303"})
    old["part"] = (old.groupby(["date", "symbol"]).cumcount() + 1).astype(str)
    old["kind"] = "draft"
    old["topic"] = old["crisis_topic"].replace({"Malasyia": "Malaysia"})
    old.loc[old["symbol"] == "S/5033", "topic"] = "Goa"
    old["subject"] = old["agenda_item"].map(spaced)
    names = old[["member_veto1", "member_veto2", "member_veto3"]]
    old["members"] = names.apply(lambda r: ";".join(filter(None, r)), axis=1)
    old["sources"], old["confidence"], old["note"] = VETO_LIST, "verified", ""
    later = read(INPUTS / "vetoes_later.csv")
    table = pd.concat([old[later.columns], later], ignore_index=True)
    cast = table.pop("members").str.split(";")
    codes = {"France": "FRA", "UK": "GBR", "USA": "USA", "ROC": "ROC"}
    table["china"] = cast.map(lambda c: int("China" in c))
    table["russia"] = cast.map(lambda c: int("Russia" in c or "USSR" in c))
    table["others"] = cast.map(lambda c: ";".join(sorted(codes[m] for m in c if m in codes)))
    table["joint"] = table["china"] * table["russia"]
    columns = ["date", "symbol", "part", "kind", "topic", "subject"]
    columns += ["china", "russia", "others", "joint", *CLOSING]
    return table[columns].sort_values(["date", "symbol", "part"], kind="stable")


def spaced(text):
    """Tidy the text of the list: single blanks, and one before a document's number."""
    text = " ".join(text.split()).replace("IndiaPakistan", "India-Pakistan")
    return text.replace(")S/", ") S/").replace("of new Members ", "of new Members: ")
