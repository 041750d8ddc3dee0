"""Try the maps with the lowest and the newest folium that pyproject.toml allows.

    .venv/bin/python tools/try_folium.py

Each gets an environment of its own in a temporary folder; needs a network.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lowest, below = re.search(r'"folium>=([\d.]+),<([\d.]+)"', project).groups()
    failed = False
    for wanted in (f"folium=={lowest}.*", f"folium<{below}"):
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
            needs = [wanted, "pandas", "XStatic-Leaflet", "PyYAML", "pytest", "markdown-it-py"]
            install = [python, "-m", "pip", "install", "-q", *needs]
            subprocess.run(install, check=True)
            tests = [
                python,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "tests/unit/test_maps.py",
            ]
            path = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
            print(f"{wanted}: ", end="", flush=True)
            done = subprocess.run(tests, cwd=ROOT, env=path, capture_output=True, text=True)
            print(done.stdout.strip().splitlines()[-1])
            if done.returncode:
                failed = True
                print(done.stdout)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
