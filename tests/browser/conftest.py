"""A JupyterLab of its own, and a Chromium that can reach nothing but it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import start
from helpers.browser import chromium as find_chromium

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "for-the-test"
# Chromium looks things up for itself; these keep it quiet, and the rule below makes it deaf.
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium():
    found = find_chromium()
    if not found:
        pytest.fail("There is no Chromium: set CHROMIUM to its path, or leave out -m browser.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Open pages that note every outside request and every error; both must stay empty."""
    outside, errors, contexts = [], [], []

    def route(handler):
        request = handler.request.url
        if request.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "file:")):
            handler.continue_()
        else:
            outside.append(request)
            handler.abort()

    def open_page(url, width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.route("**/*", route)
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(url)
        return page

    open_page.outside, open_page.errors = outside, errors
    yield open_page
    for context in contexts:
        context.close()
    assert not outside, f"The page asked for {outside}"
    assert not errors, f"The page wrote errors: {errors}"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start JupyterLab on a copy of the lessons; give its address and its folder."""
    home = tmp_path_factory.mktemp("lab home ü")  # a space and a letter outside ASCII
    lessons = home / "lessons"
    shutil.copytree(ROOT / "notebooks", lessons)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
    environment |= {
        "CHINA_RUSSIA_PROGRESS": str(home / "progress"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_TOKEN": TOKEN,
    }
    news = home / "settings" / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text(
        '{"fetchNews": "false", "checkForUpdates": false}'
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = start.jupyter_command(port, False, sys.executable, lessons)
    command.append("--LabApp.expose_app_in_browser=True")
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    else:
        server.kill()
        pytest.fail((home / "server.log").read_text()[-2000:])
    yield Lab(address, lessons, environment)
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:  # a thread that has saved a file can outlive the server
        server.kill()
        server.wait(10)
    log.close()


class Lab:
    def __init__(self, address, lessons, environment):
        self.address, self.lessons, self.environment = address, lessons, environment

    def url(self, lesson):
        return f"{self.address}/lab/tree/{lesson}.ipynb?reset&token={TOKEN}"

    def trust(self, lesson):
        command = [sys.executable, "-m", "jupyter", "trust", str(self.lessons / f"{lesson}.ipynb")]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)
