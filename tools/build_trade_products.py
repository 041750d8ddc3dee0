"""Build data/tables/trade_products.csv: trade between China and Russia by kind of goods.

    python tools/build.py --raw FOLDER trade_products

The folder holds ``1-trade/baci_hs17_hs6_china_russia_2017_2023.csv``, which is not part of the
module: CEPII's BACI (HS17, version 202501) cut to the two countries, with BACI's own columns
t (year), i (exporter), j (importer), k (six-digit code), v (thousand dollars), q (tonnes).
Only the values are used. BACI estimates tonnes where none were declared; for crude oil of 2023
it has 99.6 million where China's customs have 107.0.

``tools/inputs/hs2_labels.csv`` names the chapters of the Harmonized System in plain words.
"""

import pandas as pd
from common import INPUTS, read, write

BACI = "1-trade/baci_hs17_hs6_china_russia_2017_2023.csv"
CODES = {156: "CHN", 643: "RUS"}
SOURCES = "cepii-2025-baci;russia-china-relationship-2025-comtrade-copy"
ONE_SIDED = 2022  # from here on Russia publishes no detail: see the table's description
NOTE = "From China's figures alone: not comparable with 2021 and earlier."


def build(raw):
    """Add up BACI's six-digit goods to the two-digit chapters; write the table."""
    baci = pd.read_csv(raw / BACI, dtype={"k": str})
    labels = read(INPUTS / "hs2_labels.csv")
    baci["hs2"] = baci["k"].str.zfill(6).str[:2]
    table = baci.groupby(["t", "i", "j", "hs2"], as_index=False)["v"].sum()
    table["usd_m"] = (table["v"] / 1000).map("{:.3f}".format)
    table = table[table["usd_m"] != "0.000"]  # less than 500 dollars: no trade to speak of
    table = table.merge(labels, on="hs2", how="left", validate="many_to_one")
    if table["product"].isna().any():
        unnamed = sorted(table.loc[table["product"].isna(), "hs2"].unique())
        raise SystemExit(f"tools/inputs/hs2_labels.csv has no name for chapter {unnamed}.")
    table = table.rename(columns={"t": "year"})
    table["exporter"], table["importer"] = table["i"].map(CODES), table["j"].map(CODES)
    table["sources"], table["confidence"] = SOURCES, "derived"
    table["note"] = table["year"].map(lambda year: NOTE if year >= ONE_SIDED else "")
    table = table.sort_values(["year", "exporter", "hs2"])
    columns = ["year", "exporter", "importer", "hs2", "product", "usd_m"]
    columns += ["sources", "confidence", "note"]
    write("trade_products", table[columns])
