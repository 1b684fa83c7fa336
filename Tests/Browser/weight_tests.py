"""How much a phone with one bar of signal has to fetch."""

import gzip
import re
import unittest

from stage import shared

# What the first page that somebody opens may weigh, everything included, in bytes.
FIRST_LOAD_AT_MOST = 60_000

PAGES = {
    "visitor": ["/sign-in"],
    "member": ["/", "/meetings", "/votes", "/groups"],
    "coordinator": ["/", "/people", "/people/add", "/meetings", "/meetings/plan", "/votes"],
    "admin": ["/chapters", "/chapters/map"],
}


class Weight(unittest.TestCase):
    def test_first_load(self):
        """the first load of every main page is under 60 kB compressed"""
        heavy, heaviest = [], (0, 0, "")
        for role, paths in PAGES.items():
            visitor = shared.visitor(role)
            for path in paths:
                status, _, page = visitor.ask("GET", path)
                if status != 200:
                    continue
                parts = set(re.findall(r'(?:href|src)="(/(?:static|accent)/[^"#]+)', page.decode()))
                whole = [page] + [visitor.ask("GET", part)[2] for part in sorted(parts)]
                # What the stylesheet names is fetched too.
                inner = set(re.findall(rb"url\((/static/[^)#]+)", b"".join(whole)))
                whole += [
                    visitor.ask("GET", part.decode())[2] for part in inner
                    if part.decode() not in parts]
                raw = sum(map(len, whole))
                packed = sum(len(gzip.compress(part, 9)) for part in whole)
                heaviest = max(heaviest, (packed, raw, f"{path} as {role}"))
                if packed >= FIRST_LOAD_AT_MOST:
                    heavy.append(f"{path} as {role}: {packed} bytes compressed")
        packed, raw, name = heaviest
        print(f"  the heaviest is {name}: {raw / 1000:.1f} kB, {packed / 1000:.1f} compressed")
        self.assertEqual(heavy, [])
