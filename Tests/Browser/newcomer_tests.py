"""A newcomer's first quarter of an hour, from an empty directory to a second chapter that sees
the meeting."""

import csv
import datetime
import time
import unittest

from stage import program, shared
from stage.browser import PHONE, WIDE

# Once the pages are there, doing it all may take a machine this long, in seconds: what is left of
# a quarter of an hour is for reading and typing.
MACHINE_AT_MOST = 120

PEOPLE = 500
FIRST = "Ana Bilal Chen Dolores Emeka Fatima Goran Hana Ines Jamal Katya Lior Mei Nuno".split()
LAST = "Silva Kovač O’Neill Haddad Nguyễn Okafor Petrov Quispe Rossi Sato Tanaka Weiss".split()


def someone(number):
    family, given = divmod(number, len(FIRST))
    return FIRST[given], f"{LAST[family % len(LAST)]}-{number:03}"


def write_list(path):
    """A list as another program writes it: other names for the columns, other dates."""
    with open(path, "w", newline="") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow(["First name", "Surname", "E-mail", "Mobile", "Member since", "Interests"])
        for number in range(PEOPLE):
            given, family = someone(number)
            sheet.writerow([
                given, family, f"person{number}@example.org", f"+44 7700 900{number:03}",
                f"{number % 28 + 1:02}/{number % 12 + 1:02}/2024",
                ("housing", "housing, transit", "climate")[number % 3]])


class Newcomer(unittest.TestCase):
    """One evening; each step goes on where the one before has stopped."""

    def found(self, name, coordinator):
        """Starts a node in an empty directory and makes a chapter with the wizard."""
        home = program.directory()
        ports = program.free_ports(2)
        node = program.Process(
            ["--data", f"{home}/c", "serve", "--http", f"127.0.0.1:{ports}", "--gossip",
             f"127.0.0.1:{ports + 1}"], home)
        link = node.wait_for(r"(http://\S+/setup/[0-9a-f]+)")[1]
        b = self.browser
        b.open(link)
        b.fill("name", name)
        self.assertEqual(b.find("#zone").get_attribute("value"), "Europe/Lisbon")
        b.send()
        b.find('input[name="kind"]')
        b.all('input[name="kind"]')[1].click()
        b.send()
        b.fill("name", coordinator)
        b.fill("email", "first@example.org")
        b.send()
        b.find("h1")
        self.assertIn("/welcome/recovery", b.path)
        b.click("main a.button.main")
        b.click("main a.button.main")
        self.assertEqual(b.path.split("?")[0], "/")
        return link.split("/setup/")[0]

    def test_first_quarter_of_an_hour(self):
        """from an empty directory to a meeting that a linked chapter sees"""
        self.browser = b = shared.browser()
        b.scripts(True)
        b.network(True)
        b.forget()
        b.show(WIDE, dark=False)
        b.complaints()
        b.command("Emulation.setTimezoneOverride", timezoneId="Europe/Lisbon")
        self.addCleanup(lambda: b.command("Emulation.setTimezoneOverride", timezoneId=""))
        began = time.monotonic()
        home = self.found("Riverside Tenants", "Ada Abbott")
        self.import_list(home)
        meeting = self.plan(home)
        self.check_in(meeting)
        self.open_vote(home)
        self.link(home, "Assembly of all tenants")
        took = time.monotonic() - began
        print(f"  the machine's part took {took:.0f} s", flush=True)
        self.assertLess(took, MACHINE_AT_MOST)
        self.assertEqual(b.complaints(), [])

    def import_list(self, home):
        b = self.browser
        path = f"{program.directory()}/members.csv"
        write_list(path)
        b.open(home + "/people/import")
        b.find('input[type="file"]').send_keys(path)
        b.send()
        # Which column is what was guessed; look at what would happen, then take it.
        b.click('button[name="then"][value="look"]')
        self.until_there('form[action$="/apply"] button')
        self.assertIn("500", b.text)
        b.click('form[action$="/apply"] button')
        self.until_there('form[action$="/undo"] button')
        b.open(home + "/people")
        self.assertIn("501", b.text)

    def until_there(self, selector):
        """Waits on a progress page, which shows itself anew, until the work is done."""
        self.browser.wait(f"{selector} after the work", lambda: self.browser.has(selector))

    def plan(self, home):
        b = self.browser
        b.open(home + "/meetings/plan")
        # The computer is in no place; the chapter is where the browser was.
        self.assertEqual(b.find("#zone").get_attribute("value"), "Europe/Lisbon")
        day = datetime.date.today() + datetime.timedelta(days=1)
        for name, value in {
                "title": "Assembly of all tenants", "date": day.isoformat(), "from": "18:30",
                "to": "20:30"}.items():
            b.fill(name, value)
        b.find('input[name="audience"][value="linked"]').click()
        b.send()
        self.assertRegex(b.path, r"^/meetings/[0-9a-f]+")
        self.assertIn("Assembly of all tenants", b.text)
        return b.address.split("?")[0]

    def check_in(self, meeting):
        b = self.browser
        b.show(PHONE)
        b.open(meeting + "/check-in")
        for number in range(10):
            if number == 4:
                b.network(False)
            self.here(number)
            if number == 7:
                # Four wait on the phone; nothing is lost when the network is back.
                b.wait("a word about the network", lambda: "4 check-ins wait" in b.text)
                b.network(True)
        b.wait("ten people here", lambda: b.find(".tally").text.startswith("10"))
        b.open(meeting + "/check-in")
        b.wait("ten people here", lambda: b.find(".tally").text.startswith("10"))
        b.show(WIDE)
        # Losing the network is what the console complains of, and nothing else.
        self.assertEqual(
            [said for said in b.complaints() if "ERR_INTERNET_DISCONNECTED" not in said], [])

    def here(self, number):
        b = self.browser
        given, family = someone(number)
        field = b.find("#who")
        field.clear()
        field.send_keys(family)
        b.touch("li.hit button.main", None)
        b.wait(f"{given} {family} is in", lambda: not b.has("li.hit button.main"))

    def open_vote(self, home):
        b = self.browser
        b.open(home + "/votes/make")
        b.fill("question", "Shall we join the rent freeze campaign?")
        for group in ("method", "threshold"):
            b.all(f'input[name="{group}"]')[0].click()
        b.click("main form .end button.main")
        b.click('form[action$="/open"] button.main')
        self.assertIn("Shall we join the rent freeze campaign?", b.text)
        self.assertRegex(b.path, r"^/votes/[0-9a-f]+")

    def link(self, home, meeting):
        b = self.browser
        other = self.found("Harbour Workers", "Bela Brandt")
        b.open(home + "/chapters/invite")
        b.send()
        invitation = b.find("#invitation").get_attribute("value")
        b.open(other + "/chapters/accept")
        b.fill("invitation", invitation)
        b.send()
        words = [item.text for item in b.all(".words li")]
        self.assertEqual(len(words), 6)
        theirs = b.address
        b.open(home + "/chapters")
        b.click('a[href$="/confirm"]')
        self.assertEqual([item.text for item in b.all(".words li")], words)
        b.click('form[action$="/confirm"] button')
        b.open(theirs)
        if b.has('form[action$="/confirm"] button'):
            b.click('form[action$="/confirm"] button')

        def is_there():
            b.open(other + "/meetings")
            return meeting in b.text
        b.wait("the meeting at the other chapter", is_there)
        self.assertIn("Riverside Tenants", b.text)
