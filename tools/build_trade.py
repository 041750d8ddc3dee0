"""Build data/tables/trade.csv: trade in goods between China and Russia, by year.

    python tools/build.py --raw FOLDER trade

FOLDER/1-trade holds two files that are not part of the module (their owners limit re-publication
in bulk; ``data/sources.json`` says where they come from):

``imf_dots_chn_rus_all_partners_1960_2020.csv``
    IMF Direction of Trade Statistics; columns reporter, partner, flow, year, usd_millions.
``comtrade_monthly_china_russia_both_flows_2017_2024.csv``
    UN Comtrade, China as reporter; columns date, CHN_exp_to_RUS_bn, RUS_exp_to_CHN_bn.

``tools/inputs/trade_press.csv`` is kept by hand: what customs offices said and the press
printed. ``use`` = row: the figure becomes a row of the table. ``use`` = compare: the row stays
the IMF's, and where the two differ by more than 0.3 per cent the note says what was printed.
No year and flow of a reporter has two publishers: the table is one series each, with the
publisher beside every figure.
"""

from collections import defaultdict

import pandas as pd
from common import INPUTS, read, write

COLUMNS = ["year", "reporter", "partner", "flow", "usd_bn"]
COLUMNS += ["publisher", "sources", "confidence", "note"]
FLOWS = ("exports", "imports", "total")
IMF_NAMES = {"CHN": "China, P.R.: Mainland", "RUS": "Russian Federation"}
IMF = ("IMF", "imf-2022-direction-trade-statistics;direction-trade-map-2022-imf-copy")
GACC = "General Administration of Customs of China"
COMTRADE = (
    "UN Comtrade",
    "un-2025-comtrade-china-reporter;russia-china-relationship-2025-comtrade-copy",
)
FIRST, LAST_IMF = 1992, 2020  # before 1992 the partner is the USSR
NOTABLE = 0.003  # below this, rounding and small revisions explain a difference


def build(raw):
    """Write the table from the folder with the raw files."""
    press = read(INPUTS / "trade_press.csv").to_dict("records")
    rows = imf(raw / "1-trade", press) + comtrade(raw / "1-trade") + customs(press)
    rows.sort(key=lambda r: (r["reporter"], r["year"], FLOWS.index(r["flow"])))
    check(rows)
    write("trade", pd.DataFrame(rows, columns=COLUMNS))


def row(year, reporter, flow, usd_bn, publisher, sources, note=""):
    partner = "RUS" if reporter == "CHN" else "CHN"
    values = (year, reporter, partner, flow, usd_bn, publisher, sources, "verified", note)
    return dict(zip(COLUMNS, values, strict=True))


def imf(raw, press):
    """Both reporters to 2020. The IMF gives no total; it is the sum of the two flows."""
    named = {"export_fob": "exports", "import_cif": "imports"}
    codes = {name: code for code, name in IMF_NAMES.items()}
    millions = defaultdict(dict)
    for line in read(raw / "imf_dots_chn_rus_all_partners_1960_2020.csv").to_dict("records"):
        pair = codes.get(line["reporter"]), codes.get(line["partner"])
        if pair in (("CHN", "RUS"), ("RUS", "CHN")) and FIRST <= int(line["year"]) <= LAST_IMF:
            place = pair[0], int(line["year"])
            millions[place][named[line["flow"]]] = float(line["usd_millions"])
    printed = {
        (p["reporter"], int(p["year"]), p["flow"]): p for p in press if p["use"] == "compare"
    }
    rows = []
    for (reporter, year), flows in millions.items():
        flows["total"] = flows["exports"] + flows["imports"]
        for flow in FLOWS:
            value = flows[flow] / 1000
            sources, note = IMF[1], ""
            seen = printed.get((reporter, year, flow))
            if seen and abs(float(seen["usd_bn"]) / value - 1) > NOTABLE:
                note = f"Printed at the time: {seen['usd_bn']}. {seen['note']}".strip()
                sources += ";" + seen["sources"]
            rows.append(row(year, reporter, flow, f"{value:.3f}", IMF[0], sources, note))
    return rows


def comtrade(raw):
    """China's exports and imports of 2021: the year whose parts the press did not print."""
    flows = {"exports": 0.0, "imports": 0.0}
    months = 0
    for line in read(raw / "comtrade_monthly_china_russia_both_flows_2017_2024.csv").to_dict(
        "records"
    ):
        if line["date"].startswith("2021"):
            months += 1
            flows["exports"] += float(line["CHN_exp_to_RUS_bn"])
            flows["imports"] += float(line["RUS_exp_to_CHN_bn"])
    if months != 12:
        raise SystemExit(f"UN Comtrade's file has {months} months of 2021; 12 are needed.")
    note = "Sum of twelve months, as revised later."
    return [row(2021, "CHN", f, f"{v:.3f}", *COMTRADE, note) for f, v in flows.items()]


def customs(press):
    """China's customs from 2021, as the press printed it."""
    return [
        row(int(p["year"]), p["reporter"], p["flow"], p["usd_bn"], GACC, p["sources"], p["note"])
        for p in press
        if p["use"] == "row"
    ]


def check(rows):
    """Stop before a wrong table is written: no gaps, nothing twice, sums that hold."""
    values = {(r["reporter"], r["year"], r["flow"]): r for r in rows}
    years = {"CHN": range(FIRST, 2026), "RUS": range(FIRST, LAST_IMF + 1)}
    wanted = {(c, y, f) for c, span in years.items() for y in span for f in FLOWS}
    if len(values) != len(rows) or set(values) != wanted:
        odd = sorted(set(values) ^ wanted)
        raise SystemExit(f"Each year needs each flow once. Missing, twice or too much: {odd}")
    for code, span in years.items():
        for year in span:
            parts = [values[code, year, flow] for flow in FLOWS]
            one = len({p["publisher"] for p in parts}) == 1
            exports, imports, total = (float(p["usd_bn"]) for p in parts)
            if abs(exports + imports - total) > (0.011 if one else 0.15):
                raise SystemExit(f"{code} {year}: {exports} + {imports} is not {total}.")
