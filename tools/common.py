"""What the build scripts share: where things lie, how a table is read and written."""

from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
INPUTS, TABLES = ROOT / "tools/inputs", ROOT / "data/tables"


def read(file):
    """All cells as text; an empty cell is an empty text."""
    return pd.read_csv(file, dtype=str, keep_default_na=False)


def write(name, table, key=None):
    """Write a table so that the same rows give the same bytes; stop if a key stands there twice."""
    if key and table.duplicated(key).any():
        raise SystemExit(f"Twice in {name}:\n{table[table.duplicated(key)][key]}")
    table.to_csv(TABLES / f"{name}.csv", index=False, lineterminator="\n")
    print(f"{len(table)} rows → data/tables/{name}.csv")
