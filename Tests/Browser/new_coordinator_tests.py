"""A new coordinator with an old list: from an empty node to an imported list, a saved search, a
merged duplicate and an undone import."""

import unittest

from selenium.webdriver.common.keys import Keys

from stage import program, shared
from stage.browser import WIDE
from stage.hands import Keyboard, Mouse
from stage.workbook import write_workbook

SURNAMES = "Núñez Peña Güell Ibáñez Ordóñez Yáñez".split()
PEOPLE = 24
WORDS = ["Alta", "pendiente de pago", "Simpatizante", ""]

# Rows of the sheet that cannot be taken, and what they are left out for.
WRONG = {
    6: "31/02/2020", 7: "no tiene",
}


def write_list(path):
    """A sheet that many hands have kept: two columns for a name, words and days of all kinds."""
    rows = [[
        "Nombre", "Apellidos", "Tfno. móvil", "Correo", "F. alta", "Situación", "Empresa",
        "Domicilio", "C.P.", "Población", "Turno; observaciones"]]
    for number in range(PEOPLE):
        rows.append([
            f"Nieves {chr(65 + number)}.", f"{SURNAMES[number % 6]} {SURNAMES[number // 6]}",
            f"0600 11 22 {number:02}", f"socia{number}@ejemplo.org", f"{number + 1:02}/03/2019",
            WORDS[number % 4], "Hotel del Puerto" if number % 2 else "",
            f"C/ Mayor, {number + 1}", f"0{4000 + number}", "A Coruña", "noche; ojo"])
    rows[5][4], rows[6][3] = WRONG[6], WRONG[7]
    # The same person in other letters and without her e-mail address.
    rows.append(list(rows[9]))
    rows[-1][0], rows[-1][3] = rows[9][0].upper(), ""
    # The coordinator herself, whom the old list calls a former member.
    rows.append(["Marta", "Vidal", "", "marta@ejemplo.org", "", "Baja"] + [""] * 5)
    write_workbook(path, "Socias", rows)


class NewCoordinator(unittest.TestCase):
    """The same evening twice: with a mouse and scripts, and with a keyboard and without."""

    def setUp(self):
        self.browser = b = shared.browser()
        b.scripts(True)
        b.network(True)
        b.forget()
        b.show(WIDE, dark=False)
        b.complaints()
        b.command("Emulation.setTimezoneOverride", timezoneId="Europe/Madrid")
        self.addCleanup(lambda: b.command("Emulation.setTimezoneOverride", timezoneId=""))
        self.addCleanup(lambda: b.scripts(True))

    def test_mouse(self):
        """a new coordinator brings an old list, finds, merges and takes back, with a mouse"""
        self.hand = Mouse(self.browser)
        self.evening()
        self.assertEqual(self.browser.complaints(), [])

    def test_keyboard(self):
        """the same with nothing but a keyboard, and without scripts"""
        self.hand = hand = Keyboard(self.browser)
        self.browser.scripts(False)
        self.evening()
        self.assertEqual(sorted(set(hand.faults)), [])

    def evening(self):
        self.found()
        self.refused()
        self.import_list()
        self.save_search()
        self.merge()
        self.undo()

    def here(self, heading):
        """Somebody who does not see the page learns from title and heading where they are."""
        headings = [h.text for h in self.browser.all("h1")]
        self.assertEqual(len(headings), 1, headings)
        self.assertIn(heading, headings[0])
        self.assertNotEqual(self.browser.driver.title.split("·")[0].strip(), "")

    def found(self):
        """From an empty directory to the first page."""
        home = program.directory()
        ports = program.free_ports(2)
        node = program.Process(
            ["--data", f"{home}/c", "serve", "--http", f"127.0.0.1:{ports}", "--gossip",
             f"127.0.0.1:{ports + 1}"], home)
        b, hand = self.browser, self.hand
        b.open(node.wait_for(r"(http://\S+/setup/[0-9a-f]+)")[1])
        self.here("What is your chapter called?")
        hand.write("name", "Camareras de Piso")
        # A script would have chosen the browser's own.
        hand.choose("zone", "Madrid")
        hand.press("main form button", "Continue")
        self.here("What kind of chapter is it?")
        hand.tick('input[name="kind"]')
        hand.press("main form button", "Continue")
        hand.write("name", "Marta Vidal")
        hand.write("email", "marta@ejemplo.org")
        hand.press("main form button", "Make the chapter")
        self.here("Print the recovery sheet")
        hand.press("main a", "I have the sheet")
        hand.press("main a", "Go to Home")
        self.here("Hello, Marta")
        if isinstance(hand, Keyboard):
            # The first stop of a page leads past everything that all pages have.
            hand.send(Keys.TAB)
            hand.open_up("a.skip")
            hand.send(Keys.TAB)
            self.assertTrue(b.script("return document.activeElement.closest('main') !== null"))
        hand.press(".tasks a", "Import")
        self.here("Import a list")

    def refused(self):
        """What is no list is refused in a sentence, and nothing has happened."""
        path = f"{program.directory()}/foto.csv"
        with open(path, "wb") as file:
            file.write(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
        self.hand.give("file", path)
        self.hand.press("main form button", "Read the file")
        self.here("Import a list")
        self.assertIn("This file holds no text", self.browser.text)
        self.assertIn("Nothing was imported", self.browser.text)
        if isinstance(self.hand, Mouse):
            self.assertTrue(
                self.browser.script("return document.activeElement.matches('.errors')"),
                "what is wrong has the focus")
        # The console speaks of what was refused, and of nothing else.
        self.assertEqual([said for said in self.browser.complaints() if "422" not in said], [])

    def import_list(self):
        """Columns, words, what it would do, and doing it."""
        b, hand = self.browser, self.hand
        path = f"{program.directory()}/Socias viejas.xlsx"
        write_list(path)
        hand.give("file", path)
        hand.press("main form button", "Read the file")
        self.here("What is in each column?")
        # Of a column that nobody knows the page says that it is left out.
        self.assertIn("1 column is left out: Turno; observaciones.", b.text)
        hand.choose("c10", "Shift")
        hand.press("main form button", "See what it would do")
        self.until('select[name$="w0"], main select')
        self.here("What do these words mean?")
        self.assertIn("1 word is not known", b.text)
        name = b.find("tr:has(.chip) select").get_attribute("name")
        hand.choose(name, "member")
        hand.press("main form button", "See what it would do")
        self.until('form[action$="/apply"] button')
        self.here("This is what it would do")
        for wrong in WRONG.values():
            self.assertIn(f"“{wrong}” is no", b.text)
        # An old list signs no coordinator out.
        self.assertIn("somebody who holds a role is no member; they stay one", b.text)
        # All new ones, and the coordinator, of whom the list knows the parts of her name.
        hand.press('form[action$="/apply"] button', f"Import {PEOPLE} people")
        self.until('form[action$="/undo"] button')
        self.here(f"{PEOPLE - 1} new people")
        self.report = b.path
        hand.press("main a", "See your people")
        self.here("People")
        self.assertIn("Marta Vidal", b.text)

    def until(self, selector):
        """Waits on a page of progress, which shows itself anew, until the work is done."""
        self.browser.wait(f"{selector} after the work", lambda: self.browser.has(selector))

    def tab(self, address):
        """Goes to one of the pages above the list; some lie behind “More”."""
        link = f'main nav a[href="{address}"]'
        if not self.browser.has(link):
            self.hand.open_up("main nav summary", "More")
        self.hand.press(link)

    def save_search(self):
        """Two conditions with one between them taken away again, kept under a name."""
        b, hand = self.browser, self.hand
        self.tab("/people/searches")
        hand.press("main a", "Build a search")
        self.here("Build a search")
        for kind, row in (("Employer", 1), ("Tag", 2), ("Status", 3)):
            hand.choose("kind.0", kind)
            hand.press('button[value="add.0"]')
            self.assertEqual(b.find(f"#row-{row}").text, kind)
            self.assertTrue(
                b.script(f"return document.activeElement.id === 'row-{row}'"),
                "the focus is at the condition that came")
        hand.write("value.1", "hotel del puerto")
        hand.press('button[value="remove.2"]')
        self.assertTrue(b.script("return document.activeElement.id === 'kind.0'"))
        hand.press('.end button[value="update"]')
        said = b.find("#found").text
        self.assertIn("“hotel del puerto” as Employer and are members", said)
        self.found_people = b.find('#found [role="status"]').text.removesuffix(" fit")
        self.assertRegex(self.found_people, r"^\d+ people$")
        hand.write("name", "Del hotel")
        hand.press("main form button", "Save this search")
        self.here("Del hotel")
        self.assertIn("The search is saved.", b.text)
        self.assertIn(self.found_people, b.text)
        hand.press("main a", "Open the list")
        self.here("People")
        self.take_out()

    def take_out(self):
        """Two of the list, ticked there, are taken out of the search by hand."""
        b, hand = self.browser, self.hand
        hand.tick("tbody tr:nth-child(1) .pick input")
        hand.tick("tbody tr:nth-child(2) .pick input")
        hand.open_up(".bulk summary", "More")
        hand.press(".bulk button", "Put into a search")
        self.here("Put 2 people into a search")
        hand.choose("into", "Del hotel")
        hand.choose("place", "Out of it, whatever the search says")
        hand.press("main form button.main", "Save")
        self.here("Del hotel")
        self.assertIn("2 taken out", b.text)
        hand.press("main a", "Open the list")

    def merge(self):
        """Whoever is there twice is found, compared and made one; a second press tells so."""
        b, hand = self.browser, self.hand
        self.tab("/people/duplicates")

        def found():
            if not b.has("main a", "Compare and merge"):
                b.open(b.address)
            return b.has("main a", "Compare and merge")
        b.wait("the pair after the import", found)
        self.here("Possible duplicates")
        hand.press("main a", "Compare and merge")
        self.here("Merge two contacts")
        both = b.address
        hand.tick('input[name="take_name"][value="gone"]')
        hand.press("main form button.main", "Merge")
        self.assertIn("The two are one contact now.", b.text)
        self.person = b.path.split("?")[0]
        b.open(both)
        self.assertIn("The two are one contact already: this one.", b.text)
        self.assertEqual(b.path.split("?")[0], self.person)

    def undo(self):
        """The import is taken back; who was merged or put into a search since stays and is named."""
        b, hand = self.browser, self.hand
        hand.press(".nav a", "People")
        self.tab("/people/import")
        hand.press("main a", "Socias viejas.xlsx")
        before = b.path
        hand.press('form[action$="/undo"] button', "Undo this import")
        self.until("h1")
        b.wait("the undone import", lambda: "This import was undone" in b.text)
        self.here("This import was undone")
        self.assertIn("merged into", b.text)
        self.assertIn("changed since the import: saved search", b.text)
        # Also whoever is no contact of their own any more has a name.
        kept = [name.text for name in b.all(".list .person b")]
        self.assertEqual(len(kept), 4)
        self.assertTrue(all("nieves" in name.lower() for name in kept), kept)
        b.open(b.address.split(before)[0] + before)
        self.assertFalse(b.has('form[action$="/undo"] button'), "it is undone once")
        hand.press("main a", "See your people")
        self.here("People")
        self.assertIn("Marta Vidal", b.text)
        self.assertNotIn("Nieves C.", b.text)
