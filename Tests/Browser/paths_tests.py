"""What each of the three people does first, with a script and without."""

import unittest

from stage import shared


class Paths(unittest.TestCase):
    def setUp(self):
        self.browser = shared.browser()
        self.browser.scripts(True)
        self.browser.network(True)
        self.browser.show((1280, 860), dark=False)
        self.browser.forget()

    def come_in(self, role, chapter=1):
        place = shared.demo().chapters[chapter]
        self.browser.sign_in(place.link(role))
        return place

    def test_member_answers_a_meeting(self):
        """a member comes in with a link and answers a meeting with one tap"""
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                self.browser.scripts(scripts)
                if scripts:
                    self.come_in("member")
                else:
                    self.browser.open(shared.demo().chapters[1].address + "/")
                answer = "maybe" if scripts else "no"
                self.browser.click(f'button[value="{answer}"]')
                pressed = self.browser.find(f'button[value="{answer}"]')
                self.assertEqual(pressed.get_attribute("aria-pressed"), "true")
