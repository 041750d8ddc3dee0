"""Open the module, or check it. Needs only Python 3.11 or newer, on Linux, macOS or Windows.

    python3 start.py          opens the lessons in JupyterLab
    python3 start.py test     checks everything
    python3 start.py --help   says more

The file uses no syntax newer than Python 3.6, so that an older Python can still read it and say
in a sentence what is missing. Everything it makes stays in this folder: the packages in `.venv`,
the student's lessons, answers and JupyterLab settings in `my-lessons`.
"""

import argparse
import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MINIMUM = (3, 11)
WINDOWS = os.name == "nt"
ROOT = Path(__file__).absolute().parent
VENV = ROOT / ".venv"
LESSONS = ROOT / "notebooks"
WORKING_COPY = ROOT / "my-lessons"
FIRST_LESSON = "00_start_here.ipynb"
FIRST_PORT = 8888


class Stop(Exception):
    """Something that the reader has to put right; the message is a sentence for them."""


class NoNetwork(Stop):
    """The packages could not be fetched."""


def say(sentence):
    print(sentence, flush=True)


def too_old(version):
    """Return a sentence when this Python is too old, else None."""
    if tuple(version[:2]) >= MINIMUM:
        return None
    return (
        "This module needs Python {}.{} or newer, and this is Python {}.{}. Install a newer one "
        "from https://www.python.org/downloads/ and run start.py with it, for example: "
        "python3.13 start.py (on Windows: py -3.13 start.py)."
    ).format(*(MINIMUM + tuple(version[:2])))


# ---------------------------------------------------------------- the environment in .venv


def venv_folder():
    return VENV / ("Scripts" if WINDOWS else "bin")


def venv_python():
    return str(venv_folder() / ("python.exe" if WINDOWS else "python"))


def ask(code, env=None):
    """Run a line of Python in .venv and return what it prints, or None when it fails."""
    try:
        answer = subprocess.run(
            [venv_python(), "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env or clean_environment(),
            cwd=str(ROOT),
        )
    except OSError:
        return None
    return answer.stdout.decode("ascii", "replace").strip() if answer.returncode == 0 else None


def clean_environment():
    """Return the environment variables without those that bend Python or pip elsewhere."""
    unwanted = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    unwanted += ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    env = {name: value for name, value in os.environ.items() if name not in unwanted}
    env.update(PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    # A download that was broken off need not start again; removed once all is installed.
    env.setdefault("PIP_CACHE_DIR", str(VENV / "pip-cache"))
    return env


def require_venv_module():
    """Stop when this Python cannot make an environment (Debian packs that apart)."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise Stop(
            "This Python lacks the module `{}`, which makes the environment for the lessons. "
            "On Debian or Ubuntu, install it with: sudo apt install python{}.{}-venv. "
            "Elsewhere, install Python from https://www.python.org/downloads/.".format(
                missing[0], *sys.version_info[:2]
            )
        )


def require_writable(folder):
    """Stop when nothing can be written in the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=str(folder)):
            pass
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise Stop(
            f"Nothing can be written in {folder}: {error.strerror or error}. Move the module to "
            "a folder of your own, such as your home folder, and start it there."
        ) from None


def stamp(requirements, python_version):
    """Return a digest of all that decides what has to be installed.

    The place counts too: `-e .` and the scripts in .venv remember it, so a module that was moved
    or renamed is installed again.
    """
    digest = hashlib.sha256(f"{python_version}\n{ROOT}\n".encode("utf-8", "surrogateescape"))
    for name in sorted({"requirements.txt", requirements, "pyproject.toml"}):
        digest.update((ROOT / name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def stamp_file(requirements):
    return VENV / (Path(requirements).stem + ".installed")


def is_ready(requirements, python_version):
    """Return whether .venv holds what the requirements ask for."""
    try:
        written = stamp_file(requirements).read_text("utf-8")
    except OSError:
        return False
    interrupted = (VENV / "installing").exists()
    return written == stamp(requirements, python_version) and not interrupted


@contextlib.contextmanager
def installing():
    """Hold `.venv/installing` while packages are written; give True if an earlier one is left.

    A file that is left behind, and that nobody holds, means that a run was broken off half-way.
    """
    VENV.mkdir(exist_ok=True)
    mark = VENV / "installing"
    broken_off = mark.exists()
    handle = mark.open("a")
    try:
        lock(handle)
        yield broken_off
    finally:
        handle.close()
    mark.unlink()


def lock(handle):
    """Lock an open file until it is closed; stop when another start.py has it."""
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise Stop(
            "Another start.py is installing the packages in this folder just now. "
            "Wait until it has finished, then start again."
        ) from None
    except OSError:
        pass  # a network folder that knows no locks: go on without


def prepare(requirements):
    """Bring .venv to what the requirements file asks for; quick when it is there already."""
    ask_version = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
    version = ask(ask_version)
    if version and is_ready(requirements, version):
        return
    require_venv_module()
    with installing() as broken_off:
        if broken_off or version is None or ask("import pip") is None:
            say("Making an environment for Python in the folder .venv ...")
            make_venv()
            version = ask(ask_version)
        say(
            "Installing the packages: a few minutes the first time, with a network. "
            "What pip does is shown below."
        )
        problem = pip_install(requirements)
        # Without a network pip changes nothing. After any other failure the file
        # `.venv/installing` stays, and the next start makes the environment afresh.
        if problem and not isinstance(problem, NoNetwork):
            raise problem
        if problem is None:
            for name in {"requirements.txt", requirements}:
                stamp_file(name).write_text(stamp(name, version), "utf-8")
    if problem:
        raise problem
    shutil.rmtree(str(VENV / "pip-cache"), ignore_errors=True)
    say("The packages are installed.")


def make_venv():
    """Make .venv anew, whatever was there; what pip has fetched so far is kept."""
    for entry in VENV.iterdir():
        if entry.name not in ("installing", "pip-cache"):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(str(entry))
            else:
                entry.unlink()
    run = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=clean_environment(),
    )
    if run.returncode != 0:
        words = run.stdout.decode("utf-8", "replace")
        if disk_is_full(words):
            raise OSError(errno.ENOSPC, "No space left on device")
        raise Stop(
            "The environment in .venv could not be made; Python said: "
            + " ".join(words.split()[-40:])
        )


def pip_install(requirements):
    """Install the requirements; return None, or the Stop that says what went wrong."""
    pip = subprocess.Popen(
        [venv_python(), "-m", "pip", "install", "-r", requirements],
        stderr=subprocess.PIPE,
        env=clean_environment(),
        cwd=str(ROOT),  # `-e .` means the folder in which pip runs
    )
    words = pip.communicate()[1].decode("utf-8", "replace")
    return explain_pip(words) if pip.returncode else None


def explain_pip(words):
    """Return the Stop for what pip wrote when it failed."""
    if disk_is_full(words):
        return Stop(disk_full_sentence())
    if "CERTIFICATE_VERIFY_FAILED" in words or "ssl certificate" in words:
        return NoNetwork(
            "The packages could not be fetched: this network puts a certificate of its own "
            "before secure pages, and pip does not know it. Ask whoever runs the network for the "
            "certificate file and set PIP_CERT to its path, or use another network."
        )
    signs = (
        "connection broken by",
        "Max retries",
        "ConnectionError",
        "Connection to ",
        "timed out",
    )
    signs += ("ProxyError", "NameResolution", "name resolution", "getaddrinfo", "unreachable")
    if any(sign in words for sign in signs):
        return NoNetwork(
            "The packages could not be fetched: this machine seems to have no network. Connect it "
            "(only this first time needs a network) and start again."
        )
    errors = [line for line in words.splitlines() if line.strip()][-8:]
    return Stop(
        "\n".join([*errors, ""])
        + "pip could not install the packages; its last words are above. Start again; if that "
        "does not help, try Python 3.12 or 3.13, for which every package is ready made."
    )


def disk_is_full(words):
    return "No space left" in words or "Errno 28" in words or "WinError 112" in words


def disk_full_sentence():
    return "The disk is full: make about 1 GB of room, then start again."


# ---------------------------------------------------------------- the student's own copy


def text_digest(path):
    """Return a digest of what a person wrote in a notebook: kinds of cells and their text.

    Running a lesson and saving it changes outputs, counts and metadata, and Shift+Enter in the
    last cell adds an empty one: none of that is an edit. Any other file counts as it is.
    """
    content = path.read_bytes()
    if path.suffix == ".ipynb":
        try:
            cells = json.loads(content.decode("utf-8"))["cells"]
            texts = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
            content = json.dumps([text for text in texts if text[1].strip()]).encode("ascii")
        except (ValueError, KeyError, TypeError):
            pass  # not a whole notebook: compare its bytes
    return hashlib.sha256(content).hexdigest()


def file_digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lay_out(source, target):
    """Copy the lessons into the student's folder; return the files written and what to tell.

    - A lesson that is not there is laid out. So a lesson that was deleted comes back as new:
      that is how to start it again from the beginning.
    - A lesson whose text the student left alone follows the module. Outputs of a text that is
      out of date go with it; when the text is the same, the student's outputs stay.
    - An edited lesson is never touched. When the module has a new text for it, that is laid
      beside it, once.
    - Nothing is ever deleted, also when a lesson leaves the module.

    `.laid-out.json` keeps, for each file, the digests of what was laid out last.
    """
    record = target / ".laid-out.json"
    try:
        read = json.loads(record.read_text("utf-8"))
        laid_out = {name: digests for name, digests in read.items() if digests["text"]}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        laid_out = {}  # lost or damaged: every lesson that differs counts as edited
    before = dict(laid_out)
    written, news = [], []

    def put(lesson, name):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_name(place.name + ".part")
        shutil.copyfile(str(lesson), str(half))
        half.replace(place)  # a start that is broken off leaves no half lesson
        written.append(place)

    for lesson in sorted(source.rglob("*")):
        name = lesson.relative_to(source).as_posix()
        if not lesson.is_file() or any(part.startswith(".") for part in name.split("/")):
            continue
        new = {"text": text_digest(lesson), "file": file_digest(lesson)}
        old = laid_out.get(name, {})
        mine = target / name
        if not mine.exists():
            put(lesson, name)
        elif old.get("file") != new["file"]:
            text = text_digest(mine)
            untouched = file_digest(mine) == old.get("file")
            if untouched or (text == old.get("text") and text != new["text"]):
                put(lesson, name)
            elif text != new["text"] and old.get("text") != new["text"]:
                beside = name_beside(target, name, laid_out)
                put(lesson, beside)
                laid_out[beside] = new
                news.append(
                    f"{name} has a new version. You have edited yours, so it stays as it is; "
                    f"the new one lies beside it: {beside}"
                )
        laid_out[name] = new
    if laid_out != before:
        half = record.with_name(record.name + ".part")
        half.write_text(json.dumps(laid_out, indent=1, sort_keys=True) + "\n", "utf-8")
        half.replace(record)
    return written, news


def name_beside(target, name, laid_out):
    """Return a name for the new version: one that is free, or whose text nobody has edited."""
    path = Path(name)
    for number in range(1, 1000):
        label = "new version" if number == 1 else f"new version {number}"
        beside = path.with_name(f"{path.stem} ({label}){path.suffix}").as_posix()
        taken = target / beside
        if not taken.exists() or text_digest(taken) == laid_out.get(beside, {}).get("text"):
            return beside
    raise Stop(f"There are a thousand new versions of {name}: delete those you do not need.")


def trust(notebooks, env):
    """Tell Jupyter that these notebooks are ours, so that it shows their stored maps."""
    notebooks = [str(path) for path in notebooks if path.suffix == ".ipynb"]
    if notebooks:
        # What `jupyter trust` does; that script itself breaks when the folder is moved.
        subprocess.run(
            [venv_python(), "-c", "from nbformat.sign import main; main()", *notebooks],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=env,
            cwd=str(ROOT),
        )


# ---------------------------------------------------------------- JupyterLab


def jupyter_environment(home, runtime, progress):
    """Return the environment for Jupyter: its own settings, whatever the user has elsewhere."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "IPYTHON"))
        and name not in ("PYTHONHOME", "__PYVENV_LAUNCHER__")
    }
    env["JUPYTER_CONFIG_DIR"] = str(home / "config")
    env["JUPYTER_DATA_DIR"] = str(home / "data")
    env["JUPYTER_RUNTIME_DIR"] = str(runtime)
    env["IPYTHONDIR"] = str(home / "ipython")
    env["CHINA_RUSSIA_PROGRESS"] = str(progress)
    env["VIRTUAL_ENV"] = str(VENV)
    env["PATH"] = str(venv_folder()) + os.pathsep + env.get("PATH", "")
    env["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # a warning of the debugger that alarms readers
    return env


@contextlib.contextmanager
def runtime_folder():
    """Give a folder for Jupyter's keys and for the page that opens the browser.

    It lies in .venv, where a browser from a snap may read too. Jupyter refuses to write keys
    where files cannot be kept private (USB sticks, some shared folders); then the system's
    temporary folder serves.
    """
    inside = VENV / "jupyter-runtime"
    inside.mkdir(mode=0o700, exist_ok=True)
    probe = inside / "probe"
    probe.touch(mode=0o600)
    private = not WINDOWS and probe.stat().st_mode & 0o777 == 0o600
    probe.unlink()
    if private:
        yield inside
    else:
        with tempfile.TemporaryDirectory(prefix="lessons-") as outside:
            yield Path(outside)


def write_settings():
    """Write the settings of this JupyterLab into .venv: no news, no update prompts, no alarms."""
    notifications = {"fetchNews": "false", "checkForUpdates": False}
    settings = {
        "share/jupyter/lab/settings/overrides.json": {
            "@jupyterlab/apputils-extension:notification": notifications
        },
        # Else each kernel warns that it talks without encryption, though it does so only with
        # JupyterLab on the same machine.
        "etc/ipython/ipython_kernel_config.json": {"IPKernelApp": {"log_level": "ERROR"}},
    }
    for name, content in settings.items():
        path = VENV / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def require_our_helpers(folders, env):
    """Stop when a lesson in one of the folders would import another `helpers` than ours."""
    code = (
        "import importlib.util as u, json, sys\n"
        "sys.path = [entry for entry in sys.path if entry]\n"
        "found = []\n"
        f"for folder in {[str(folder) for folder in folders]!a}:\n"
        "    sys.path.insert(0, folder)\n"
        "    spec = u.find_spec('helpers')\n"
        "    found.append(spec and (spec.origin or str(list(spec.submodule_search_locations))))\n"
        "    sys.path.pop(0)\n"
        "print(json.dumps(found))"
    )
    answer = ask(code, env)
    ours = ROOT / "src" / "helpers" / "__init__.py"
    for found in json.loads(answer.splitlines()[-1]) if answer else [None]:
        if not found or str(VENV) in found:
            raise Stop(
                "The environment in .venv does not hold this module's `helpers`. "
                "Delete the folder .venv and start again."
            )
        if Path(found).resolve() != ours.resolve():
            listed = [Path(p).resolve() for p in env.get("PYTHONPATH", "").split(os.pathsep) if p]
            place = Path(found).parent
            by_path = [p for p in (place, place.parent) if p.resolve() in listed]
            remedy = (
                f"Take {by_path[0]} out of the variable PYTHONPATH"
                if by_path
                else "Rename it or move it elsewhere"
            )
            raise Stop(
                f"The lessons would use another `helpers` than this module's: {found}. "
                f"{remedy}, then start again."
            )


def lesson_folders():
    """Return the folders in which lessons run: the working copy and those in it."""
    folders = {WORKING_COPY}
    for notebook in WORKING_COPY.rglob("*.ipynb"):
        if not any(part.startswith(".") for part in notebook.relative_to(WORKING_COPY).parts):
            folders.add(notebook.parent)
    return sorted(folders)


def port_is_free(port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as test:
        if not WINDOWS:  # there it would let two programs share a port
            test.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            test.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(wanted):
    """Return the port that was asked for, or the first free one when none was."""
    first = FIRST_PORT if wanted is None else wanted
    if not 1 <= first <= 65535:
        raise Stop(f"{first} is no port: give a number from 1024 to 65535.")
    if port_is_free(first):
        return first
    free = next((port for port in range(max(first, 1024), 65536) if port_is_free(port)), 9999)
    if wanted is not None:
        raise Stop(
            f"Port {wanted} is taken by another program, or this machine does not let you use it. "
            f"Choose another: python3 start.py --port {free}"
        )
    say(f"Port {first} is taken by another program; port {free} serves instead.")
    return free


def jupyter_command(port, browser, python, folder):
    """Return the command that opens JupyterLab; the browser tests start it with the same words."""
    command = [
        python,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.answer_yes=True",  # Ctrl+C ends it without a question
        # A saved quiz reopens as its questions, not as the error box of a form without a kernel.
        "--FileContentsManager.pre_save_hook=helpers.quiz.saving.without_views",
        "--LabApp.extension_manager=readonly",  # the other one asks PyPI for its list
        "--LanguageServerManager.autodetect=False",  # it would call npm, if there is one
        "--Application.log_level=ERROR",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # in containers; it listens to this machine only
    return command


def open_module(arguments):
    """Install what is missing, lay out the lessons, and open JupyterLab."""
    parser = argparse.ArgumentParser(
        prog="start.py",
        description="Open the lessons in JupyterLab. The first time, everything needed is "
        "installed into the folder .venv (a few minutes, with a network); later starts are quick "
        "and need no network.",
        epilog="Your lessons and answers are kept in the folder my-lessons. An update never "
        "overwrites a lesson that you have edited. To start a lesson again from the beginning, "
        "delete it there. Other commands: " + other_commands(),
    )
    parser.add_argument(
        "--no-browser",
        action="store_true",
        help="do not open a browser; the address to open is printed",
    )
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=f"serve on this port (otherwise the first free one from {FIRST_PORT})",
    )
    options = parser.parse_args(arguments)

    port = choose_port(options.port)
    for folder in (ROOT, WORKING_COPY):
        require_writable(folder)
    try:
        prepare("requirements.txt")
    except NoNetwork as problem:
        # An older environment that was whole opens the lessons all the same.
        if not stamp_file("requirements.txt").exists() or ask("import helpers, jupyterlab") is None:
            raise
        say(f"{problem} Until then, the lessons open with the packages of the last time.")
    write_settings()

    with runtime_folder() as runtime:
        progress = os.environ.get("CHINA_RUSSIA_PROGRESS") or WORKING_COPY / "progress"
        env = jupyter_environment(WORKING_COPY / ".jupyter", runtime, progress)
        env["JUPYTER_TOKEN"] = token = secrets.token_hex(24)
        written, news = lay_out(LESSONS, WORKING_COPY)
        if written:
            say(f"Laid out in my-lessons: {', '.join(path.name for path in written)}")
        for sentence in news:
            say(sentence)
        require_our_helpers(lesson_folders(), env)
        trust(written, env)
        say("Starting JupyterLab ...")
        address = f"http://127.0.0.1:{port}/lab/tree/{FIRST_LESSON}?token={token}"
        if options.no_browser:
            hint = f"The lessons are ready. Open this address in a browser:\n{address}"
        else:
            hint = f"The lessons open in your browser. If not, open this address:\n{address}"
        command = jupyter_command(port, not options.no_browser, venv_python(), WORKING_COPY)
        return serve(command, env, port, hint)


def serve(command, env, port, hint):
    """Run JupyterLab until it ends or Ctrl+C is pressed; say the hint once it answers."""
    signal.signal(signal.SIGTERM, stop_like_ctrl_c)
    server = subprocess.Popen(command, env=env, cwd=str(ROOT))  # not beside a student's json.py
    try:
        while server.poll() is None:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                say(hint)
                say("Leave this window open while you work. To end, press Ctrl+C here.")
                break
            time.sleep(0.1)
        if server.wait() != 0:
            raise Stop("JupyterLab ended with an error; its own words are above. Start again.")
        return 0
    finally:
        if server.poll() is None:  # a Ctrl+C reached it too; SIGTERM did not
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()


def stop_like_ctrl_c(*_):
    raise KeyboardInterrupt


# ---------------------------------------------------------------- the checks


def find_chromium():
    """Return the path of a Chromium-like browser on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named):
            return shutil.which(named)
        raise Stop(f"The variable CHROMIUM names {named}, and no program is there.")
    places = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    for app in ("Chromium", "Google Chrome", "Microsoft Edge"):
        places.append(f"/Applications/{app}.app/Contents/MacOS/{app}")
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        folder = os.environ.get(variable)
        if folder:
            for program in (
                "Chromium/Application/chrome.exe",
                "Google/Chrome/Application/chrome.exe",
                "Microsoft/Edge/Application/msedge.exe",
            ):
                places.append(str(Path(folder) / program))
    return next((found for found in map(shutil.which, places) if found), None)


def run_checks(arguments):
    """Install the test requirements and run all checks; return 0 when every one passed."""
    parser = argparse.ArgumentParser(
        prog="start.py test",
        description="Check the module: ruff, unit tests, data tests, every lesson run and compared "
        "with what it stores, and browser tests where there is a Chromium (the variable CHROMIUM "
        "can name it; with REQUIRE_BROWSER=1 its absence is a failure).",
        epilog="Anything else is handed to pytest, for example: start.py test tests/unit -x",
    )
    _, extra = parser.parse_known_args(arguments)

    chromium = find_chromium()
    if chromium is None and os.environ.get("REQUIRE_BROWSER") == "1":
        raise Stop(
            "REQUIRE_BROWSER=1 asks for the browser tests, and no Chromium was found. Install "
            "Chromium, or name it in the variable CHROMIUM."
        )
    require_writable(ROOT)
    prepare("requirements-test.txt")

    with tempfile.TemporaryDirectory(prefix="checks-") as scratch:
        home = Path(scratch)
        env = jupyter_environment(home, home / "runtime", home / "progress")
        for folder in ("runtime", "progress"):
            (home / folder).mkdir(mode=0o700)
        require_our_helpers([ROOT], env)
        python = venv_python()
        pytest = [python, "-m", "pytest", "--nbval"]  # which folders: `testpaths` in pyproject
        # One file stays in one process: a JupyterLab is started once a file. In the order of
        # their names, so that the slow ones of tests/browser do not begin last.
        pytest += ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
        pytest += ["--no-loadscope-reorder"]
        if chromium:
            env["CHROMIUM"] = chromium
        else:
            say("There is no Chromium on this machine: the browser tests are left out.")
            pytest += ["-m", "not browser"]
        steps = [
            ("ruff check", [python, "-m", "ruff", "check", "."]),
            ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
            ("pytest", pytest + extra),
        ]
        failed = []
        for name, command in steps:
            say(f"== {name}")
            if subprocess.run(command, env=env, cwd=str(ROOT)).returncode != 0:
                failed.append(name)
    if failed:
        raise Stop(f"Not everything is well: {', '.join(failed)} failed; see above.")
    say("Everything passed." if chromium else "Everything passed, without the browser tests.")
    return 0


# ---------------------------------------------------------------- commands

# A further command is a line here: a function that takes the words after it and gives an exit code.
COMMANDS = {
    "open": (open_module, "open the lessons (what happens without a command)"),
    "test": (run_checks, "check the module; the words after it go to pytest"),
}


def other_commands():
    return "; ".join(
        f"start.py {name}: {what}" for name, (_, what) in COMMANDS.items() if name != "open"
    )


def main(arguments):
    problem = too_old(sys.version_info)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    for stream in (sys.stdout, sys.stderr):  # a path may hold letters that a console cannot show
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")
    name = arguments[0] if arguments and arguments[0] in COMMANDS else None
    command = COMMANDS[name or "open"][0]
    try:
        return command(arguments[1:] if name else arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except OSError as error:
        full = error.errno == errno.ENOSPC or disk_is_full(str(error))
        print(disk_full_sentence() if full else f"That did not work: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
