"""nginx as an ordinary process of this machine, with the configuration that is shipped."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "deploy" / "nginx"
PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
KINDS = (
    "/etc/nginx/mime.types",
    "/usr/local/etc/nginx/mime.types",
    "/opt/homebrew/etc/nginx/mime.types",
)
PORTS = ("8501", "8502")
"""Those of the processes in the files that are shipped."""

# What Debian's own nginx.conf puts around a site.
AROUND = """
{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/start.log notice; worker_processes 1;
events {{ worker_connections 512; }}
http {{
  include {kinds}; default_type application/octet-stream;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  access_log {folder}/others.log; error_log {folder}/others.log notice;
  include {folder}/{site};
}}
"""


def program() -> str:
    """The nginx of this machine. Where there is none the test is skipped, but never in CI."""
    found = shutil.which("nginx") or next((at for at in PLACES if Path(at).exists()), None)
    if found is None:
        assert not os.environ.get("CI"), "CI must install nginx"
        pytest.skip("no nginx on this machine")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Proxy:
    """nginx before processes on ``ports`` of this machine; all that it writes goes to ``folder``."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        nginx = program()
        self._write("site.conf", ports)
        command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        self._process.terminate()
        raise AssertionError(self._process.communicate()[1].decode())

    def _write(self, site: str, ports: Sequence[int]) -> None:
        """The shipped files, with places of this machine for those of a server."""
        swaps = {
            "/opt/advisor/current/deploy/nginx/pages/": f"{SHIPPED}/pages/",
            "/opt/advisor/current/deploy/nginx/": f"{self.folder}/",
            "/var/log/nginx/": f"{self.folder}/",
            "/var/cache/advisor": f"{self.folder}/cache",
            "listen 80 default_server;": f"listen 127.0.0.1:{self.port} default_server;",
            "    listen [::]:80 default_server;\n": "",
            **{shipped: str(port) for shipped, port in zip(PORTS, ports, strict=True)},
        }
        files = (site, "around.conf", "inside.conf")
        texts = {name: (SHIPPED / name).read_text("utf-8") for name in files}
        for old, new in swaps.items():
            assert any(old in text for text in texts.values()), f"not in the files: {old}"
            texts = {name: text.replace(old, new) for name, text in texts.items()}
        kinds = next(path for path in KINDS if Path(path).exists())
        # Begun as root it would go on as somebody who may not write into a test's folder.
        user = "user root root;" if os.geteuid() == 0 else ""
        texts["nginx.conf"] = AROUND.format(folder=self.folder, site=site, kinds=kinds, user=user)
        for name, text in texts.items():
            (self.folder / name).write_text(text, "utf-8")

    def requests(self) -> list[str]:
        """The log of requests."""
        return (self.folder / "advisor.log").read_text("utf-8").splitlines()

    def logged(self) -> str:
        """All that nginx said."""
        return "".join(path.read_text("utf-8") for path in self.folder.glob("*.log"))

    def written(self) -> str:
        """All that nginx wrote to the disk, logs and kept files."""
        return "".join(
            path.read_text("utf-8", errors="replace")
            for path in self.folder.rglob("*")
            if path.is_file()
        )

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.communicate(timeout=10)
