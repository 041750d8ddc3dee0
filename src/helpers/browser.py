"""A Chromium that is on this machine, for pictures and for print."""

import os
import shutil
import subprocess
import tempfile


def chromium():
    """Find a Chromium: named by CHROMIUM, on the path, or in the usual places.

    Returns
    -------
    str or None

    Examples
    --------
    >>> chromium()  # doctest: +SKIP
    '/usr/bin/chromium'
    """
    names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"]
    names += ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
    names += ["C:/Program Files/Google/Chrome/Application/chrome.exe"]
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def headless(program, page, *flags, timeout=120):
    """Let a Chromium work on a page without a window, and with a profile that is thrown away.

    Parameters
    ----------
    program : str
        As :func:`chromium` gives it.
    page : pathlib.Path
        An HTML file.
    *flags : str
        What to do, such as ``"--print-to-pdf=sheet.pdf"``. Whether it did is seen by its file.
    timeout : float
        In seconds.

    Raises
    ------
    OSError, subprocess.TimeoutExpired
        If it cannot be started, or does not end.

    Examples
    --------
    >>> headless(chromium(), page, "--screenshot=map.png")  # doctest: +SKIP
    """
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", f"--user-data-dir={profile}", *flags,
            page.resolve().as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium's sandbox refuses to run as root
        subprocess.run(command, capture_output=True, timeout=timeout)
