"""The two commands: ``python tasks.py run`` opens the advisor, ``python tasks.py test`` checks it all.

Either sets up what it needs first, in ``.venv``, from the lock files; needs Python 3.11 or newer. ``install`` does
no more than that: for the pages and the command line, and with ``batches`` behind it for files of columns too.
"""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

NOT_SERVED = (
    *("pyarrow", "pandas", "numpy", "altair", "pydeck", "narwhals"),
    *("jsonschema", "jsonschema-specifications", "referencing", "rpds-py", "attrs"),
    *("jinja2", "markupsafe", "watchdog", "requests", "urllib3", "certifi", "charset-normalizer"),
)
"""What Streamlit asks for and no page of ours loads: tables, charts, maps, watching files. More than half of
all there is to install, so it is left out; the browser tests run without it."""


def main() -> int:
    """Runs the task named on the command line; returns its exit status."""
    match sys.argv[1:]:
        case ["run", *options]:
            set_up("requirements.lock", NOT_SERVED)
            return call("-m", "streamlit", "run", "advisor_app.py", *options)
        case ["install"]:
            set_up("requirements.lock", NOT_SERVED)
            return 0
        case ["install", "batches"]:
            set_up("requirements.lock")
            return 0
        case ["test", *options]:
            set_up("requirements-dev.lock")
            for check in (
                ("-m", "ruff", "check", "."),
                ("-m", "ruff", "format", "--check", "."),
                ("-m", "mypy"),
                ("-m", "pytest", *options),
            ):
                if status := call(*check):
                    return status
            return 0
        case ["lock"]:
            return lock()
    print(__doc__)
    return 2


def set_up(lock_file: str, without: Collection[str] = ()) -> None:
    """Makes ``.venv`` and installs the lock file's packages but those ``without``, unless that was done
    already."""
    packages = left_in((ROOT / lock_file).read_text("utf-8"), without)
    wanted = packages + (ROOT / "pyproject.toml").read_text("utf-8")
    mark = VENV / (f".{lock_file}" if not without else f".served.{lock_file}")
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return
    if not PYTHON.exists():
        print("Setting up .venv / 正在准备运行环境 …", flush=True)
        venv.create(VENV, with_pip=True)
    listed = VENV / lock_file
    listed.write_text(packages, "utf-8")
    pip = (str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-q", "--no-deps")
    subprocess.run([*pip, "-r", str(listed)], cwd=ROOT, check=True)
    subprocess.run([*pip, "-e", "."], cwd=ROOT, check=True)
    mark.write_text(wanted, "utf-8")


def left_in(lock: str, without: Collection[str]) -> str:
    """A lock file's text without these packages."""
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)
    return "".join(entry for entry in entries if entry.partition("==")[0] not in without)


def lock() -> int:
    """Writes both lock files anew (needs ``uv``); they name no registry."""
    for name, extra in (("requirements", ()), ("requirements-dev", ("--extra", "dev"))):
        command = ["uv", "pip", "compile", "pyproject.toml", *extra, "--universal"]
        command += ["--python-version", "3.11", "--generate-hashes", "--no-header", "-q"]
        subprocess.run([*command, "-o", f"{name}.lock"], cwd=ROOT, check=True)
    return 0


def call(*arguments: str) -> int:
    """Runs a Python module in ``.venv``; returns its exit status."""
    try:
        return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
