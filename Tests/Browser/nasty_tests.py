"""Texts that want to be more than text, in every field of every form."""

import collections
import itertools
import time
import unittest
import urllib.parse

from stage import shared
from stage.addresses import shape, FILES
from stage.browser import NARROW
from stage.html import WRITTEN, Reader

LONG = 10_000

NASTY = {
    "attribute": '"\u0301 onfocus=alert(1) autofocus x="',
    "markup": "</textarea></title><script>alert(1)</script><img src=x onerror=alert(1)>",
    "direction": "\u202eevil\u2066 אבג \u202d",
    "long": "W" * LONG,
}

# What is valid where a nasty text is refused.
PLAIN = {
    "email": "eve@example.org", "tel": "+44 20 7946 0999", "date": "2027-01-15",
    "time": "18:30", "datetime-local": "2027-01-15T18:30", "number": "3", "url": "https://x.example",
    "text": "Eve", "textarea": "Words", "search": "Eve", "password": "a long passphrase of eve",
    "color": "#14604c",
}

NUMBERS = itertools.count(1)

# Forms that end what the test stands on.
ENDING = {"sign-out", "sign-in", "leave", "block", "sessions", "undo", "cancel", "end", "close"}

ROLES = ["coordinator", "member", "admin"]
CHAPTER = 2


class Nasty(unittest.TestCase):
    """The chapter of the demo that nobody else looks at."""

    def pages(self, role, chapter=CHAPTER, each=3):
        """Every page that can be reached, read; a few of each shape."""
        visitor = shared.visitor(role, chapter)
        seen, waiting, count = set(), ["/"], collections.Counter()
        while waiting:
            path = urllib.parse.urldefrag(waiting.pop(0)).url or "/"
            if path in seen or FILES.search(path) or count[shape(path)] >= each:
                continue
            seen.add(path)
            count[shape(path)] += 1
            status, headers, content = visitor.ask("GET", path)
            if not headers.get("content-type", "").startswith("text/html"):
                continue
            page = Reader(content.decode(), path)
            yield path, status, page
            waiting += [link for link in page.links if link.startswith("/")]

    def entered(self, form, nasty, attempt, wrong):
        """The form filled in: nasty wherever somebody can write, plain where that was refused."""
        values = []
        for field in form.fields:
            value = field.value
            if not field.name or field.kind in ("file", "hidden"):
                pass
            elif field.kind in WRITTEN:
                # First everything; then what was refused is plain; then what need not be there
                # is empty; at last nothing is nasty, so that a form that is never taken shows.
                plain = PLAIN.get(field.kind, "Eve")
                if attempt == 3 and field.name in wrong and field.kind == "text":
                    # A chapter's own field may ask for a number.
                    plain = "3"
                if field.name == "name":
                    # A name that nothing else has been given.
                    plain += f" {next(NUMBERS)}"
                if attempt >= 2 and not field.is_required:
                    value = ""
                elif attempt == 3 or (attempt and field.name in wrong):
                    value = plain
                else:
                    value = nasty
            elif field.kind in PLAIN:
                # Days and numbers that need not be there may contradict each other.
                is_asked = field.is_required or attempt < 2
                value = value or (PLAIN[field.kind] if is_asked else "")
            elif field.kind == "select" and field.name in wrong and not value:
                # Two that ask for two different things of one list get two that follow each other.
                value = [c for c in field.choices if c][next(NUMBERS) % (len(field.choices) - 1)]
            if field.name and field.kind != "file":
                values.append((field.name, value))
        return values + form.pressed()

    def send(self, visitor, path, form, nasty, faults):
        """Sends a form until it is taken, with as much of the nasty text as it takes."""
        wrong = set()
        # What was sent before may have changed what the form is about.
        names = {field.name for field in form.fields}
        for fresh in Reader(visitor.ask("GET", path)[2].decode(), path).forms:
            if fresh.action == form.action and {f.name for f in fresh.fields} == names:
                form = fresh
        action = urllib.parse.urljoin(form.action, urllib.parse.urlsplit(form.action).path)
        attempts = list(range(4))
        while attempts:
            attempt = attempts.pop(0)
            status, where, text = visitor.post(
                action, self.entered(form, nasty, attempt, wrong))
            page = Reader(text, action)
            faults += [f"POST {action}: {fault}" for fault in page.faults]
            if status in (303, 404, 403, 429) or status >= 500:
                if status >= 500:
                    faults.append(f"POST {action} answers {status} to {nasty[:20]!r}")
                return status
            if status == 200:
                # It shows what it would do; say yes to that.
                again = [
                    f for f in page.forms if f.method == "post" and f.fields
                    and urllib.parse.urlsplit(f.action).path == urllib.parse.urlsplit(action).path]
                if again:
                    status, _, text = visitor.post(
                        action, again[0].values() + again[0].pressed())
                return status
            found = {f.name for other in page.forms for f in other.fields if f.is_wrong}
            wrong |= found
            # One line that does not say enough is answered with the whole form.
            fuller = [
                f for f in page.forms
                if f.action == form.action and len({o.name for o in f.fields}) > len(names) + 1]
            if fuller:
                form, attempts = fuller[0], list(range(4))
                names = {field.name for field in form.fields}
        return status

    def test_0_list(self):
        """a list of nasty names, with a nasty name itself, is imported as text"""
        visitor, faults = shared.visitor("coordinator", CHAPTER), []
        short = [nasty for name, nasty in NASTY.items() if name != "long"]
        quoted = ['"' + nasty.replace('"', '""') + '"' for nasty in short]
        rows = [f"name,email,{quoted[1]},interests"]
        rows += [f"{name},eve{n}@example.org,{name},{name}" for n, name in enumerate(quoted)]
        status, where = visitor.upload(
            "/people/import", "<script>alert(1)<\u202e\u0301 onfocus=x.csv", "\n".join(rows))
        self.assertEqual(status, 303)
        for _ in range(200):
            path = urllib.parse.urlsplit(where)._replace(scheme="", netloc="").geturl()
            status, headers, content = visitor.ask("GET", path)
            if status == 303:
                where = headers["location"]
                continue
            page = Reader(content.decode(), path)
            faults += [f"{path}: {fault}" for fault in page.faults]
            forms = {form.action.rsplit("/", 1)[-1]: form for form in page.forms}
            if "undo" in forms:
                break
            columns = next((f for f in page.forms if any(b[1] == "look" for b in f.buttons)), None)
            form = forms.get("apply") or columns
            if form is None:
                time.sleep(0.05)
                continue
            status, where, _ = visitor.post(form.action, form.values() + form.pressed())
            self.assertEqual(status, 303, f"{form.action} answers {status}")
        else:
            self.fail(f"the import does not end; it stands at {where}")
        if faults:
            self.fail("\n".join(faults))

    def test_1_every_form(self):
        """every form takes texts that want to be more than text, or says why not"""
        faults, sent, taken, untaken = [], set(), 0, []
        for role in ROLES:
            visitor = shared.visitor(role, CHAPTER)
            for path, status, page in list(self.pages(role, each=1)):
                for form in page.forms:
                    kind = (role, shape(form.action).split("?")[0], len(form.fields) > 3)
                    if kind in sent or form.method != "post" or ENDING.intersection(
                            form.action.split("?")[0].split("/")):
                        continue
                    if not any(f.kind in WRITTEN and f.name for f in form.fields):
                        continue
                    # What takes a file is tried with files, in Swift.
                    if any(f.kind == "file" for f in form.fields):
                        continue
                    sent.add(kind)
                    answers = [
                        self.send(visitor, path, form, nasty, faults)
                        for nasty in NASTY.values()]
                    taken += answers.count(303)
                    if not {200, 303}.intersection(answers):
                        untaken.append(f"{form.action} takes nothing: {answers}")
        self.assertGreater(len(sent), 5, "the forms must be found")
        print(f"  {len(sent)} forms, {taken} of {4 * len(sent)} nasty entries taken", flush=True)
        if faults + untaken:
            self.fail("\n".join(faults + untaken))

    def test_2_every_search(self):
        """every search and filter gives back what was looked for as text"""
        faults = []
        for role in ROLES:
            visitor = shared.visitor(role, CHAPTER)
            asked = set()
            for path, _, page in list(self.pages(role, each=1)):
                for form in page.forms:
                    if form.method != "get" or (form.action, len(form.fields)) in asked:
                        continue
                    asked.add((form.action, len(form.fields)))
                    for nasty in NASTY.values():
                        fields = [
                            (f.name, nasty if f.kind in WRITTEN else f.value)
                            for f in form.fields if f.name]
                        address = form.action.split("?")[0] + "?" + urllib.parse.urlencode(fields)
                        status, _, content = visitor.ask("GET", address)
                        faults += [
                            f"{form.action}: {fault}"
                            for fault in Reader(content.decode(), address).faults]
                        if status >= 500:
                            faults.append(f"{form.action} answers {status} to {nasty[:20]!r}")
        if faults:
            self.fail("\n".join(faults))

    def test_3_every_page(self):
        """what was entered is text on every page, of ours and of linked chapters"""
        faults, shown = [], collections.Counter()
        for role in ROLES:
            for chapter in (CHAPTER, 0):
                for path, status, page in self.pages(role, chapter):
                    faults += [f"{path} as {role}: {fault}" for fault in page.faults]
                    if status >= 500:
                        faults.append(f"{path} as {role} answers {status}")
                    for name, nasty in NASTY.items():
                        shown[name] += nasty[:30] in page.text
        if faults:
            self.fail("\n".join(faults))
        for name in ("attribute", "markup"):
            self.assertGreater(shown[name], 0, f"the {name} payload must be shown somewhere")

    def test_4_in_the_browser(self):
        """the browser runs none of it, and no name makes a page wider than a phone"""
        faults = []
        for role in ("coordinator", "member"):
            browser, address = shared.enter(role, CHAPTER)
            browser.show(NARROW)
            for path, _, page in list(self.pages(role, each=2)):
                if not any(nasty[:30] in page.text for nasty in NASTY.values()):
                    continue
                browser.open(address + path)
                width, injected = browser.script(
                    "return [document.documentElement.scrollWidth, document.querySelectorAll("
                    "'[onfocus],[onerror],img[src=x],script:not([src])').length]")
                if width > NARROW[0]:
                    faults.append(f"{path} as {role} is {width} px wide")
                if injected:
                    faults.append(f"{path} as {role} holds something injected")
                faults += [f"{path}: the console says {said}" for said in browser.complaints()]
        if faults:
            self.fail("\n".join(faults))
