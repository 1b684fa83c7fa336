"""What each of the three people does first, with scripts and without."""

import re
import unittest

from stage import shared

# The chapter of the demo in which this happens.
CHAPTER = 1


class Paths(unittest.TestCase):
    def tearDown(self):
        shared.browser().scripts(True)

    def both(self, role, do):
        """Does something as somebody, first with scripts and then without."""
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                browser, address = shared.enter(role, CHAPTER)
                browser.scripts(scripts)
                browser.open(address + "/")
                do(browser, address, "with" if scripts else "without")

    def test_door(self):
        """a link signs in by its button, and signing out leads back to the door"""
        browser, place = shared.browser(), shared.demo().chapters[CHAPTER]
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                browser.scripts(scripts)
                browser.forget()
                browser.sign_in(place.link("member"))
                self.assertEqual(browser.path, "/")
                browser.open(place.address + "/settings")
                browser.click('form[action="/sign-out"] button')
                self.assertTrue(browser.path.startswith("/sign-in"), browser.path)
                browser.open(place.address + "/people")
                self.assertTrue(browser.path.startswith("/sign-in"), browser.path)

    def test_member(self):
        """a member answers a meeting and talks in a group, and sees no list of people"""
        self.both("member", self.as_member)

    def as_member(self, browser, address, how):
        answer = "maybe" if how == "with" else "no"
        browser.click(f'button[value="{answer}"]')
        pressed = browser.find(f'button[value="{answer}"]')
        self.assertEqual(pressed.get_attribute("aria-pressed"), "true")
        self.assertFalse(browser.has(".nav a", "People"), "a member keeps no list")
        browser.open(address + "/people")
        self.assertIn("You may not see people", browser.text)
        self.talk(browser, address, how)

    def test_voting(self):
        """somebody votes in three screens, once, and needs no script for it"""
        browser, address = shared.enter("coordinator", CHAPTER)
        browser.scripts(False)
        browser.open(address + "/votes")
        browser.click('main a[href$="/cast"]')
        self.assertEqual(
            [c for c in browser.all('input[name="choice"]') if c.is_selected()], [],
            "nothing is chosen beforehand")
        browser.all("label.choice")[0].click()
        browser.send()
        browser.send()
        self.assertRegex(browser.find(".code").text, r"^[0-9a-f]{4} [0-9a-f]{4}")
        booth = browser.address
        browser.open(re.sub(r"/cast.*", "", booth))
        self.assertFalse(browser.has('main a[href$="/cast"]'), "one paper each")

    def talk(self, browser, address, how):
        browser.open(address + "/groups")
        browser.click('main a[href$="/join"]')
        browser.fill("handle", f"Heron {how}")
        browser.send()
        browser.send()
        browser.fill("text", f"Good evening, {how} scripts")
        browser.send('main form:has([name="text"])')
        self.assertIn(f"Good evening, {how} scripts", browser.text)
        self.assertIn(f"Heron {how}", browser.text)

    def test_coordinator(self):
        """a coordinator adds, finds, changes and brings back, and checks somebody in"""
        self.both("coordinator", self.as_coordinator)

    def as_coordinator(self, browser, address, how):
        name = f"Wilma {how} Wagner"
        browser.open(address + "/people/add")
        browser.fill("name", name)
        browser.fill("phone", f"+44 20 7946 0{len(how)}{len(how)}9")
        browser.send()
        # What this chapter asks of everybody, in its own words; nothing typed is lost.
        self.assertIn("Say how you met them", browser.text)
        browser.choose("own.how_we_met", "At the door")
        browser.send()
        self.assertIn(name, browser.text)
        browser.open(address + "/people")
        browser.fill("q", name, "main")
        browser.find('main [name="q"]').submit()
        browser.click("main .person a", name)
        person = re.sub(r"\?.*", "", browser.address)
        browser.open(person + "/edit")
        browser.fill("pronouns", "she/her")
        browser.click("main form .end button.main")
        self.assertIn("she/her", browser.text)
        browser.open(person + "/history")
        browser.click('main form[action$="/revert"] button')
        browser.open(person)
        self.assertIn("removed pronouns: she/her", browser.text)
        self.check_in(browser, address, name)

    def check_in(self, browser, address, name):
        browser.open(address + "/meetings")
        links = [
            link.get_attribute("href") for link in browser.all('main a[href^="/meetings/"]')]
        ours = next(link for link in links if self.is_ours(browser, link))
        browser.open(ours + "/check-in")
        browser.fill("q", name, "main")
        if not browser.has("li.hit", name):
            browser.find("#who").submit()
        browser.find("li.hit", name)
        browser.touch("li.hit button.main")
        browser.wait("the check-in", lambda: not browser.has("li.hit button.main"))
        browser.open(ours + "/came")
        self.assertIn(name, browser.text)

    def is_ours(self, browser, link):
        if not re.search(r"/meetings/[0-9a-f]{16,}$", link):
            return False
        browser.open(link)
        return browser.has('main a[href$="/check-in"]')

    def test_admin(self):
        """a federation admin sees the chapters, makes an invitation and sees no list"""
        self.both("admin", self.as_admin)

    def as_admin(self, browser, address, how):
        browser.click('.nav a[href="/chapters"]')
        self.assertIn("Hillside Branch", browser.text)
        browser.open(address + "/chapters/invite")
        browser.send()
        self.assertGreater(len(browser.find("#invitation").get_attribute("value")), 50)
        self.assertTrue(browser.has("svg.qr"))
        browser.open(address + "/chapters/map")
        self.assertTrue(browser.has("svg.map"))
        browser.open(address + "/people")
        self.assertIn("You may not see people", browser.text)
