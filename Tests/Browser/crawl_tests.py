"""Every page that can be reached, as everybody who can reach it."""

import collections
import re
import unittest
import urllib.parse

from stage import program, shared
from stage.addresses import shape
from stage.browser import NARROW, PHONE, WIDE

# So many addresses of one shape are opened in the browser, and so many are asked for. Of things
# two are opened: one may be ours and the other a linked chapter's, one open and the other over.
LOOKED_AT, THINGS_LOOKED_AT, ASKED = 1, 2, 4

# Whose pages: where a vote is open and the next meeting is their own.
CHAPTER = 1

ROLES = ["visitor", "member", "coordinator", "admin"]


# Pages that no link leads to: a link in a mail or on a terminal does, or a form.
WITHOUT_LINK = {
    "/sign-in/*", "/sign-in/sent", "/sign-in/second", "/chapters/*/confirm", "/chapters/waiting",
    "/people/import/*/work", "/people/together", "/welcome/recovery", "/welcome/ready",
    # Of people who were ticked in a list, which is a form.
    "/people/memberships/begin", "/people/memberships/renew", "/people/field", "/people/tasks",
    # Of a meeting that somebody came to; the paths of a coordinator lead there.
    "/meetings/*/came",
    # An archive is made or read by a form.
    "/archive/arrivals/*", "/archive/made/*",
    # Of an address that several have, which those who are looked at have not.
    "/people/*/addresses/*/change",
    # Of an organization, which the contacts that are looked at are not.
    "/people/*/directory",
}


class Crawl(unittest.TestCase):
    # Every kind of page that somebody has come to.
    reached = set()

    def crawl(self, role):
        browser, address = shared.enter(role, CHAPTER)
        visitor = shared.visitor(role, CHAPTER)
        host = visitor.host
        looked, asked = collections.Counter(), collections.Counter()
        seen, waiting, faults = set(), [("/", "the first page")], []
        if role == "visitor":
            waiting.append(("/sign-in", "the door"))
        while waiting:
            path, source = waiting.pop(0)
            path = urllib.parse.urldefrag(path).url or "/"
            if path in seen:
                continue
            seen.add(path)
            kind = shape(path)
            asked[kind] += 1
            if asked[kind] > ASKED:
                continue
            status, headers, _ = visitor.ask("GET", path)
            if role == "visitor" and headers.get("location", "").startswith("/sign-in"):
                continue
            if status != 200:
                faults.append(f"{source} leads to {path}, which answers {status}")
                continue
            enough = THINGS_LOOKED_AT if kind.endswith("/*") else LOOKED_AT
            if looked[kind] == enough or "text/html" not in headers.get("content-type", ""):
                continue
            looked[kind] += 1
            self.reached.add(kind.split("?")[0])
            faults += [f"{path}: {fault}" for fault in self.look(browser, address, path)]
            foreign = [
                url for url in browser.requests()
                if urllib.parse.urlsplit(url).netloc != host
                and not url.startswith(("data:", "blob:", "about:"))]
            faults += [f"{path} asks elsewhere: {url}" for url in foreign]
            waiting += [(link, path) for link in self.links(browser, address, path, faults)]
        print(f"  {sum(looked.values())} kinds of pages as {role}", flush=True)
        if faults:
            self.fail("\n".join(faults))

    def look(self, browser, address, path):
        """Opens a page and says everything that is wrong with it."""
        faults = []
        browser.show(WIDE, dark=False)
        browser.open(address + path)
        if "⟨" in browser.text:
            faults.append("a message is missing: " + re.search("⟨[^⟩]*", browser.text)[0])
        if browser.script(
                "return document.querySelectorAll('[style],style,script:not([src])').length"):
            faults.append("has inline style or script")
        faults += [f"axe by day, wide: {fault}" for fault in browser.axe()]
        browser.show(PHONE, dark=True)
        faults += [f"axe by night, on a phone: {fault}" for fault in browser.axe()]
        browser.show(NARROW)
        width = browser.script("return document.documentElement.scrollWidth")
        if width > NARROW[0]:
            faults.append(f"is {width} px wide on a screen of {NARROW[0]} px")
        faults += [f"the console says {said}" for said in browser.complaints()]
        return faults

    def links(self, browser, address, path, faults):
        """Where the page leads; what leads to nothing on the same page is a fault."""
        targets, missing = browser.script("""
            // A link inside a picture has no address of its own, only what is written there.
            const links = [...document.querySelectorAll('a[href]')]
                .map(a => new URL(a.getAttribute('href'), location.href).href);
            const missing = [...document.querySelectorAll('a[href^="#"]')]
                .map(a => a.getAttribute('href').slice(1))
                .filter(id => id && !document.getElementById(id));
            return [links, missing]""")
        faults += [f"{path} links to #{name}, which is not there" for name in missing]
        for target in targets:
            if target.startswith(address + "/"):
                yield target[len(address):]
            elif not target.startswith(("mailto:", "tel:", "webcal:", address)):
                faults.append(f"{path} leads to another host: {target}")

    def test_visitor(self):
        """every page that a visitor can reach is whole"""
        self.crawl("visitor")

    def test_member(self):
        """every page that a member can reach is whole"""
        self.crawl("member")

    def test_coordinator(self):
        """every page that a coordinator can reach is whole"""
        self.crawl("coordinator")

    def test_admin(self):
        """every page that a federation admin can reach is whole"""
        self.crawl("admin")

    def test_z_nothing_is_lost(self):
        """a link leads to every page that the matrix of addresses names"""
        if len(self.reached) < 20:
            self.skipTest("the other crawls were not run")
        rows = (program.TREE / "Tests/WebTests/Matrix").glob("MatrixRows+*.swift")
        pages = set()
        for file in rows:
            for method, address, *answers in re.findall(
                    r"^ +(GET) +(\S+) +(\w+) +(\w+) +(\w+) +(\w+)", file.read_text(), re.M):
                if "page" in answers:
                    pages.add("/" + re.sub(r":\w+", "*", address.lstrip("/")))
        self.assertGreater(len(pages), 50, "the matrix must be read")
        lost = sorted(pages - self.reached - WITHOUT_LINK)
        self.assertEqual(lost, [], "no link leads there")
