"""Measures how quickly pages come: the demo's, and People with many contacts.

Run it with `make bench-web`, which measures both, or with `people 1000000` behind it for People
alone. It needs nothing but Python's standard library and the release build.
"""

import collections
import csv
import itertools
import os
import pathlib
import statistics
import sys
import threading
import time
import urllib.parse

TREE = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault("RHIZOME", str(TREE / ".build/release/rhizome"))
sys.path.insert(0, str(TREE / "Tests/Browser"))
sys.dont_write_bytecode = True

from stage import program  # noqa: E402
from stage.addresses import FILES, shape  # noqa: E402
from stage.html import WRITTEN, Reader  # noqa: E402
from stage.visitor import Visitor  # noqa: E402

# How often each page is asked for, one request after the other, and by each connection at once.
ROUNDS, ROUNDS_AT_ONCE = 30, 10
CONNECTIONS = 8
# A member may ask so often a second once the first thousand requests are used up.
ALLOWED = 90.0
CONTACTS = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
# So many pages of the long list are turned.
TURNED = 60

GOAL_DEMO, GOAL_PEOPLE = 50, 100  # milliseconds
GOAL_MEMORY = 200  # MiB


class Pace:
    """Keeps one person below what a chapter allows a member."""

    def __init__(self):
        self.next = 0.0
        self.free = 800

    def wait(self):
        if self.free > 0:
            self.free -= 1
            return
        now = time.monotonic()
        time.sleep(max(0.0, self.next - now))
        self.next = max(now, self.next) + 1 / ALLOWED


def timed(visitor, pace, path):
    """Milliseconds from the request to the last byte of the answer."""
    pace.wait()
    start = time.perf_counter()
    status, _, content = visitor.ask("GET", path)
    took = (time.perf_counter() - start) * 1000
    if status != 200:
        raise SystemExit(f"{path} answers {status}: nothing was measured.")
    return took, content


def p95(values):
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def pages(visitor, pace):
    """One address of every shape that can be reached."""
    seen, waiting, found = set(), ["/"], []
    while waiting:
        path = urllib.parse.urldefrag(waiting.pop(0)).url or "/"
        if path in seen or FILES.search(path):
            continue
        seen.add(path)
        if any(shape(path) == shape(other) for other in found):
            continue
        pace.wait()
        status, headers, content = visitor.ask("GET", path)
        if status != 200 or not headers.get("content-type", "").startswith("text/html"):
            continue
        found.append(path)
        waiting += [
            link for link in Reader(content.decode(), path).links if link.startswith("/")]
    return found


def demo():
    print("The demo's pages", flush=True)
    chapter = program.Demo().chapters[0]
    coordinator = Visitor(chapter.address, chapter.link("coordinator"))
    pace = Pace()
    found = pages(coordinator, pace)
    alone = {path: [] for path in found}
    for _ in range(ROUNDS):
        for path in found:
            alone[path].append(timed(coordinator, pace, path)[0])
    # Several people at once, so that nobody meets the limit of one.
    others = [person["memberID"] for person in chapter.run("member", "list")
              if person["status"] == "member"
              and person["memberID"] not in chapter.people.values()][:CONNECTIONS]
    for member in others:
        chapter.run("member", "role", member, "coordinator")
    crowd = [Visitor(chapter.address, chapter.link(member)) for member in others]
    together = collections.defaultdict(list)
    failures = []

    def ask(visitor, first):
        pace = Pace()
        try:
            for _ in range(ROUNDS_AT_ONCE):
                for path in found[first:] + found[:first]:
                    together[path].append(timed(visitor, pace, path)[0])
        except SystemExit as failure:
            failures.append(str(failure))

    threads = [
        threading.Thread(target=ask, args=(visitor, number * 3 % len(found)))
        for number, visitor in enumerate(crowd)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - began
    if failures:
        raise SystemExit(failures[0])
    rows = []
    for path in sorted(found, key=lambda path: -p95(alone[path])):
        rows.append((shape(path), statistics.median(alone[path]), p95(alone[path]),
                     statistics.median(together[path]), p95(together[path])))
    every, crowded = sum(alone.values(), []), sum(together.values(), [])
    rows.append((f"all {len(found)} pages", statistics.median(every), p95(every),
                 statistics.median(crowded), p95(crowded)))
    table(("page, as a coordinator", "p50", "p95", f"p50 of {CONNECTIONS}",
           f"p95 of {CONNECTIONS}"), rows)
    print(f"{len(crowded) / seconds:.0f} pages/s over {CONNECTIONS} connections")
    verdict("p95 of all pages", p95(every), GOAL_DEMO)
    program.stop_all()


def invented(path):
    """Writes a list of invented contacts."""
    first = "Ana Bilal Chen Dolores Emeka Fatima Goran Hana Ines Jamal Katya Lior Mei Nuno".split()
    last = "Silva Kovač O’Neill Haddad Nguyễn Okafor Petrov Quispe Rossi Sato Tanaka Weiss".split()
    with open(path, "w", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["first_name", "last_name", "Email", "Mobile_Phone", "membership_status",
                        "Address1", "City", "interests"])
        names = itertools.product(last, first)
        for number, (family, given) in zip(range(CONTACTS), itertools.cycle(names)):
            sheet.writerow([
                given, f"{family} {number:06}", f"contact{number}@example.org",
                f"+44 7700 {900_000 + number % 99_999}", ("contact", "supporter")[number % 2],
                f"{number % 300} Mill Lane",
                "Port Ellery", ("housing", "climate", "transit")[number % 3]])


def people():
    print(f"\nPeople with {CONTACTS:,} contacts", flush=True)
    home = program.directory()
    data = f"{home}/c"
    program.run("--data", data, "init", "--name", "Large", "--profile", "other", "--coordinator",
                "Ada Abbott <ada@example.org>", home=home)
    node = program.Process(["--data", data, "--json", "serve", "--http", "127.0.0.1:0"], home)
    address = node.wait_for(r'"http":"([^"]+)"')[1].replace("\\/", "/")
    invented(f"{home}/contacts.csv")
    chapter = program.Chapter("Large", data, address)
    began = time.monotonic()
    program.run(
        "--data", data, "--json", "member", "import", f"{home}/contacts.csv", "--yes",
        patience=1800)
    seconds = time.monotonic() - began
    print(f"imported in {seconds:.1f} s, {CONTACTS / seconds:,.0f} rows/s", flush=True)
    visitor, pace = Visitor(address, chapter.link("1")), Pace()

    first = next(
        link for link in ("/people?status=", "/people") if visitor.ask("GET", link)[0] == 200)
    rows, worst = [], 0.0

    def measure(name, paths):
        nonlocal worst
        took = [timed(visitor, pace, path)[0] for path in paths]
        rows.append((name, statistics.median(took), p95(took)))
        worst = max(worst, p95(took))

    measure("first page", [first] * ROUNDS)
    page = Reader(timed(visitor, pace, first)[1].decode(), first)
    form = next(
        form for form in page.forms
        if form.method == "get" and form.action.split("?")[0].endswith("/people")
        and any(field.kind in WRITTEN for field in form.fields))
    field = next(field.name for field in form.fields if field.kind in WRITTEN)

    def search(words):
        return "/people?" + urllib.parse.urlencode({field: words})

    measure("search for one person", [search(f"silva {n:06}") for n in range(0, 60_000, 2_000)])
    measure("search for a common name", [search(name) for name in ("ana", "silva", "mei") * 10])
    measure("search by e-mail", [search(f"contact{n}@example") for n in range(0, 60_000, 2_000)])
    measure("search for nobody", [search(f"nobody{n}") for n in range(ROUNDS)])
    for name, query in (
            ("supporters", "status=supporter"), ("with an interest", "interest=housing"),
            ("supporters with an interest", "status=supporter&interest=housing"),
            ("who did not come", "status=supporter&missed=90"),
            ("who joined last", "sort=joined")):
        measure(f"list: {name}", [f"/people?{query}"] * ROUNDS)
    path, turned = first, []
    for _ in range(TURNED):
        took, content = timed(visitor, pace, path)
        turned.append(took)
        following = [
            link for link in Reader(content.decode(), path).links
            if "after=" in link and link.split("?")[0] == "/people"]
        if not following:
            break
        path = following[-1]
    if len(turned) < TURNED:
        raise SystemExit(f"The list has only {len(turned)} pages: nothing was measured.")
    rows.append((f"turning {TURNED} pages", statistics.median(turned), p95(turned)))
    worst = max(worst, p95(turned))
    measure("the page after those", [path] * ROUNDS)
    for name, page in (("Home", "/"), ("Our numbers", "/dashboard")):
        took = [timed(visitor, pace, page)[0] for _ in range(ROUNDS)]
        rows.append((name, statistics.median(took), p95(took)))
    table(("people", "p50", "p95"), rows)
    verdict("the slowest p95", worst, GOAL_PEOPLE)
    status = pathlib.Path(f"/proc/{node.process.pid}/status").read_text()
    peak = int(next(line.split()[1] for line in status.splitlines() if "VmHWM" in line)) // 1024
    verdict("memory of the node, import and pages", peak, GOAL_MEMORY, "MiB")


def table(head, rows):
    print("\n| " + " | ".join(head) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for name, *numbers in rows:
        print(f"| {name} | " + " | ".join(f"{number:.1f}" for number in numbers) + " |")
    print("milliseconds, from the request to the last byte")


def verdict(what, found, goal, unit="ms"):
    print(f"{what}: {found:.1f} {unit}, goal {goal} {unit}: "
          f"{'kept' if found < goal else 'MISSED'}", flush=True)


try:
    if sys.argv[1:2] != ["people"]:
        demo()
    people()
finally:
    program.stop_all()
