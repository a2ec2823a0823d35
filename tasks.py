"""The two commands: ``python tasks.py run`` opens the advisor, ``python tasks.py test`` checks it all.

Either sets up what it needs first, in ``.venv``, from the lock files; needs Python 3.11 or newer.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main() -> int:
    """Runs the task named on the command line; returns its exit status."""
    match sys.argv[1:]:
        case ["run", *options]:
            set_up("requirements.lock")
            return call("-m", "streamlit", "run", "advisor_app.py", *options)
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


def set_up(lock_file: str) -> None:
    """Makes ``.venv`` and installs the lock file's packages, unless that was done already."""
    mark = VENV / f".{lock_file}"
    wanted = (ROOT / lock_file).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    if mark.exists() and mark.read_bytes() == wanted:
        return
    if not PYTHON.exists():
        print("Setting up .venv / 正在准备运行环境 …", flush=True)
        venv.create(VENV, with_pip=True)
    pip = (str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-q")
    subprocess.run([*pip, "-r", lock_file], cwd=ROOT, check=True)
    subprocess.run([*pip, "--no-deps", "-e", "."], cwd=ROOT, check=True)
    mark.write_bytes(wanted)


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
