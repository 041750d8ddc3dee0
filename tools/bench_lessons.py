"""Measure the lessons: run to the end beside bare calls, memory, all of nbval, opened in a page.

    .venv/bin/python tools/bench_lessons.py           # a few minutes

Nothing here passes or fails. Each lesson runs by turns as it is and with tools/bare_helpers.py in
the place of the helpers (bare pandas, folium, plotly, ipywidgets: no checks, no words, no offline
maps), so that a busy moment meets both.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5
BARE = f"""import sys
sys.path.insert(0, {str(ROOT / "tools")!r})
import bare_helpers
bare_helpers.install()
"""


def lessons():
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


def run(file, bare=False):
    """Run a lesson in a fresh kernel; give seconds, kernel start included, and its memory in MB."""
    notebook = nbformat.read(file, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        startup = Path(folder) / "ipython" / "profile_default" / "startup"
        startup.mkdir(parents=True)
        if bare:
            (startup / "bare.py").write_text(BARE, encoding="utf-8")
        os.environ["IPYTHONDIR"] = str(Path(folder) / "ipython")
        os.environ["CHINA_RUSSIA_PROGRESS"] = str(Path(folder) / "progress")
        quiet = ["--IPKernelApp.log_level=ERROR"]
        client = NotebookClient(notebook, store_widget_state=False, extra_arguments=quiet,
                                resources={"metadata": {"path": folder}})  # fmt: skip
        start = time.perf_counter()
        with client.setup_kernel():
            for index, cell in enumerate(notebook.cells):
                client.execute_cell(cell, index)
            took = time.perf_counter() - start
            memory = psutil.Process(client.km.provisioner.pid).memory_full_info().uss / 1e6
    return took, memory


def beside_bare(runs=RUNS):
    """Rows: lesson, seconds with helpers, with bare calls, their ratio, MB of the kernel."""
    run(lessons()[0])
    run(lessons()[0], bare=True)
    rows = []
    for file in lessons():
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(run(file))
            theirs.append(run(file, bare=True))
        seconds, bare = (statistics.median(t for t, _ in all_) for all_ in (ours, theirs))
        ratio = statistics.median(a / b for (a, _), (b, _) in zip(ours, theirs, strict=True))
        memory = statistics.median(m for _, m in ours)
        rows.append((file.stem, f"{seconds:.1f} s", f"{bare:.1f} s", f"{ratio:.2f}",
                     f"{memory:.0f} MB"))  # fmt: skip
    return ["lesson", "with helpers", "bare calls", "ratio", "memory of the kernel"], rows


def all_of_nbval():
    """Seconds for strict nbval of all lessons, one after the other in one process."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, "notebooks"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout[-2000:])
    return f"{time.perf_counter() - start:.0f} s"


def opened(times=3):
    """Seconds: JupyterLab from its start until it answers; a lesson from its address to usable."""
    import bench_quiz
    from playwright.sync_api import sync_playwright

    from helpers.browser import chromium

    ready, usable = [], []
    with sync_playwright() as play:
        for _ in range(times):
            with tempfile.TemporaryDirectory() as name:
                file = Path(name) / "04_trade.ipynb"
                file.write_bytes((ROOT / "notebooks" / file.name).read_bytes())
                start = time.perf_counter()
                with bench_quiz.jupyterlab(Path(name)) as address:
                    ready.append(time.perf_counter() - start)
                    browser = play.chromium.launch(
                        executable_path=chromium(), args=["--no-sandbox", bench_quiz.DEAF]
                    )
                    page = browser.new_page()
                    start = time.perf_counter()
                    page.goto(address % file.name)
                    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
                    idle = f"() => {bench_quiz.SESSION}?.session?.kernel?.status === 'idle'"
                    page.wait_for_function(idle, timeout=90_000)
                    usable.append(time.perf_counter() - start)
                    browser.close()
    return f"{statistics.median(ready):.1f} s", f"{statistics.median(usable):.1f} s"


def main():
    heads, rows = beside_bare()
    for row in [heads, *rows]:
        print("".join(f"{cell:<34}" if i == 0 else f"{cell:>14}" for i, cell in enumerate(row)))
    print(f"nbval, all lessons: {all_of_nbval()}")
    server, lesson = opened()
    print(f"JupyterLab answers after {server}; 04_trade can be used {lesson} after its address")


if __name__ == "__main__":
    main()
