"""Faults in the system calls of a node: `strace -e inject`."""

import os
import pathlib
import re
import subprocess
import time

from .node import Broken

# Everything that changes a file, and where it is made safe.
WRITES = ("write,writev,pwrite64,pwritev,fdatasync,fsync,rename,renameat,renameat2,ftruncate,"
          "unlink,unlinkat")
# The moments at which something becomes true.
COMMITS = "fdatasync,fsync,rename,renameat,renameat2,unlink"
FILES = ("rhizome.sqlite", "rhizome.sqlite-wal", "high-water", "high-water.new", "rhizome.json")


def words(node, calls, fault, log, files=FILES):
    """The words of strace that do `fault` to `calls` on files of a node."""
    return ["strace", "-f", "-qq", "-y", "-o", str(log), "-e", f"trace={calls}",
            *(part for name in files for part in ("-P", str(node.data / name))),
            "-e", f"inject={calls}:{fault}"]


def attach(node, calls, fault, log, files=FILES):
    """Lays a fault upon a node that runs; the process of strace, once it holds all threads.

    The calls are counted for each thread alone, from here on.
    """
    pid = node.pid
    tracer = subprocess.Popen([*words(node, calls, fault, log, files), "-p", str(pid)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              start_new_session=True)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            states = [(task / "status").read_text()
                      for task in pathlib.Path(f"/proc/{pid}/task").iterdir()]
        except (FileNotFoundError, ProcessLookupError):
            return tracer  # the fault has struck already
        if states and all(not re.search(r"TracerPid:\s+0\n", state) for state in states):
            return tracer
        if tracer.poll() is not None and node.is_running:
            raise Broken(f"strace: {tracer.stderr.read().decode().strip()}")
        time.sleep(0.005)
    release(tracer)
    raise Broken("strace could not be attached")


def release(tracer):
    """Takes the fault away again."""
    if tracer.poll() is None:
        tracer.terminate()
        try:
            tracer.wait(10)
        except subprocess.TimeoutExpired:
            tracer.kill()
            tracer.wait()
    tracer.stderr.close()


def killed_at(log):
    """The call before which the node was killed, such as `pwrite64 rhizome.sqlite-wal`."""
    calls = [line for line in log.read_text(errors="replace").splitlines() if "(" in line]
    found = re.match(r"\d+ +(\w+)\((.*)", calls[-1]) if calls else None
    if not found:
        return "?"
    file = re.search(r"/([\w.-]+)[>\"]", found[2])
    return f"{found[1]} {os.path.basename(file[1]) if file else ''} {len(calls)}"
