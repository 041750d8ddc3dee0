"""Is everything there? The installation, checked and told in words.

Nothing but the standard library is imported at the top, so that a missing package is told too.
"""

import contextlib
import html
import importlib
import importlib.metadata
import json
import socket
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

DISTRIBUTION = "china-russia-module"
IMPORT_NAMES = {
    "markdown-it-py": "markdown_it",
    "pyyaml": "yaml",
    "xstatic-leaflet": "xstatic.pkg.leaflet",
}
TOO_SLOW = {"jupyterlab"}  # takes a second to load, and whoever reads the answer is in it
LAB_EXTENSIONS = {
    "jupyterlab-plotly": "the charts",
    "anywidget": "the quizzes and explorers",
    "@jupyter-widgets/jupyterlab-manager": "the quizzes and explorers",
}
AFRESH = "Close JupyterLab, delete the folder .venv of the module, and run start.py again."


@dataclass(frozen=True)
class Report:
    """What was found: one (what is right, what is wrong instead or "") for each thing checked."""

    lines: tuple

    @property
    def well(self):
        """Whether nothing is wrong."""
        return not any(wrong for _, wrong in self.lines)

    def __repr__(self):
        told = [f"- To do: {wrong}" if wrong else f"- {right}" for right, wrong in self.lines]
        return "\n".join([self._headline(), *told])

    def _repr_html_(self):
        told = [
            f"<li><strong>To do:</strong> {html.escape(wrong)}</li>"
            if wrong
            else f"<li>{html.escape(right)}</li>"
            for right, wrong in self.lines
        ]
        return f"<p><strong>{self._headline()}</strong></p><ul>{''.join(told)}</ul>"

    def _headline(self):
        if self.well:
            return "All is well: you can begin."
        return "Something needs a hand. Do what stands behind “To do”, then run this cell again."


def run():
    """Check the installation and say in words what is well and what is not.

    Checked are: the version of Python; that each package which the module declares is there, in
    a version that it allows; that the lessons use the module's own ``helpers``; that tables and
    boundaries can be read; that answers can be written; and that none of this asks the network.

    Returns
    -------
    Report
        Shows itself in a notebook. When all is well its text is the same on every machine;
        ``run().well`` is True then.

    Examples
    --------
    >>> run().lines[0][0]
    'Python is new enough.'
    """
    with _network_watched() as asked:
        lines = [
            (right, _told(check))
            for right, check in [
                ("Python is new enough.", _python),
                ("Every package is there, in a version that fits.", _packages),
                ("The lessons use the module's own helpers.", _own_helpers),
                ("The tables can be read.", _tables),
                ("The boundaries for the maps can be read.", _boundaries),
                ("Your answers can be kept.", _answers),
            ]
        ]
    lines.append(("Nothing here needs the network.", _told(_offline, asked)))
    return Report(tuple(lines))


def _told(check, *given):
    """What a check finds wrong; what it cannot cope with is wrong too."""
    try:
        return check(*given) or ""
    except Exception as fault:
        return f"{_because(fault)} {AFRESH}"


def _because(fault):
    words = " ".join(str(fault).split()) or type(fault).__name__
    return words if words.endswith((".", "!")) else f"{words}."


def _python():
    needed = importlib.metadata.metadata(DISTRIBUTION)["Requires-Python"]
    here = "{}.{}.{}".format(*sys.version_info[:3])
    if not _fits(here, needed):
        return (
            f"This is Python {here}; the module needs {needed}. Install a newer Python and run "
            "start.py with it."
        )


def _packages():
    from packaging.requirements import Requirement

    wrong = []
    for line in importlib.metadata.requires(DISTRIBUTION) or []:
        need = Requirement(line)
        if need.marker and not need.marker.evaluate({"extra": ""}):
            continue
        name = need.name.lower()
        try:
            version = importlib.metadata.version(name)
            if name not in TOO_SLOW:
                importlib.import_module(IMPORT_NAMES.get(name, name.replace("-", "_")))
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{need.name} is missing")
        except Exception as fault:
            wrong.append(f"{need.name} cannot be loaded ({_because(fault)[:-1]})")
        else:
            if not _fits(version, str(need.specifier)):
                wrong.append(f"{need.name} is {version}, and {need.specifier} is needed")
    if wrong:
        return f"Packages: {'; '.join(wrong)}. {AFRESH}"


def _fits(version, wanted):
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(wanted).contains(version, prereleases=True)


def _own_helpers():
    import helpers

    used = Path(helpers.__file__).resolve()
    mine = Path(__file__).resolve().with_name("__init__.py")
    installed = _installed_from()
    if used != mine or (installed and installed not in used.parents):
        return (
            f"Lessons use the helpers in {used.parent}, and those that were installed are in "
            f"{installed or mine.parent}. Move or rename the ones that do not belong to these "
            "lessons, then restart the kernel."
        )


def _installed_from():
    """The checkout that `pip install -e` names, or None for a plain installation."""
    kept = importlib.metadata.distribution(DISTRIBUTION).read_text("direct_url.json")
    origin = json.loads(kept) if kept else {}
    if not origin.get("dir_info", {}).get("editable"):
        return None
    return Path(url2pathname(urlparse(origin["url"]).path)).resolve()


def _tables():
    from helpers import data

    if data.catalog().empty:
        return f"The folder with the tables is empty. {AFRESH}"


def _boundaries():
    from helpers import world

    if not (world.boundaries()["features"] and world.disputed()["features"]):
        return "The files with the boundaries are empty. Copy them back from a fresh download."


def _answers():
    from helpers.quiz import progress

    folder = progress.folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"an answer")
            file.flush()
    except OSError as fault:
        return (
            f"Your answers cannot be kept, because nothing can be written in {folder} "
            f"({fault.strerror or fault}). Make room on the disk, or give yourself the right to "
            "write there, or name another folder in the variable CHINA_RUSSIA_PROGRESS before "
            "you run start.py. Until then answers last only as long as the notebook is open."
        )


def _offline(asked):
    from jupyter_core.paths import jupyter_path
    from xstatic.pkg import leaflet

    if asked:
        return (
            f"Something asked the network for {', '.join(sorted(set(asked)))}, which no part of "
            "the module does. Look for a package or a startup file of IPython that was added."
        )
    missing = [] if Path(leaflet.BASE_DIR, "leaflet.js").is_file() else ["the maps"]
    folders = [Path(folder) for folder in jupyter_path("labextensions")]
    for name, what in LAB_EXTENSIONS.items():
        if not any((folder / name / "package.json").is_file() for folder in folders):
            missing.append(what)
    if missing:
        return f"The files that draw {' and '.join(dict.fromkeys(missing))} are missing. {AFRESH}"


@contextlib.contextmanager
def _network_watched():
    """Refuse this thread every connection meanwhile, and list the addresses that it asked for.

    Other threads go on: the kernel talks to JupyterLab all the time.
    """
    asked, here = [], threading.get_ident()
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def refuse(address):
        asked.append(str(address[0] if isinstance(address, tuple) else address))
        raise OSError("The network is shut while the installation is checked.")

    def watched_connect(self, address):
        return refuse(address) if threading.get_ident() == here else connect(self, address)

    def watched_look_up(host, *more, **options):
        if threading.get_ident() == here:
            return refuse(host)
        return look_up(host, *more, **options)

    socket.socket.connect, socket.getaddrinfo = watched_connect, watched_look_up
    try:
        yield asked
    finally:
        socket.socket.connect, socket.getaddrinfo = connect, look_up
