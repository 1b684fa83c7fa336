"""The page with every component, photographed."""

import os
import pathlib
import unittest

from stage import program, shared
from stage.browser import NARROW, PHONE, WIDE

PICTURES = pathlib.Path(os.environ.get("PICTURES", program.TREE / "pictures")) / "gallery"


class Gallery(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        home = program.directory()
        program.run("--data", f"{home}/c", "init", "--name", "Gallery", "--profile",
                    "other", "--coordinator",
                    "Ada Abbott <ada@example.org>", home=home)
        cls.node = program.Process(
            ["--data", f"{home}/c", "--json", "serve", "--http", "127.0.0.1:0", "--development"],
            home)
        cls.address = cls.node.wait_for(r'"http":"([^"]+)"')[1].replace("\\/", "/")

    def test_components(self):
        """every component is whole in both widths, by day and by night"""
        PICTURES.mkdir(parents=True, exist_ok=True)
        browser, faults = shared.browser(), []
        browser.forget()
        browser.scripts(True)
        browser.complaints()
        for size in (WIDE, PHONE):
            for dark in (False, True):
                browser.show(size, dark)
                browser.open(self.address + "/gallery")
                name = f"{size[0]}-{'night' if dark else 'day'}"
                browser.picture(PICTURES / f"{name}.png", at_most=16_000)
                faults += [f"{name}: {fault}" for fault in browser.axe()]
        browser.show(NARROW, dark=False)
        width = browser.script("return document.documentElement.scrollWidth")
        if width > NARROW[0]:
            faults.append(f"it is {width} px wide on a screen of {NARROW[0]} px")
        small = browser.script("""
            return [...document.querySelectorAll('main a.button, main button.button, main select,'
                + 'main summary, main .filter, main .choice, main .check,'
                + 'main input:not([type=checkbox]):not([type=radio]):not([type=file])')]
                .filter(e => e.getBoundingClientRect().height < 43.5 && e.offsetParent)
                .map(e => e.outerHTML.slice(0, 80))""")
        faults += [f"less than 44 px high: {html}" for html in small]
        faults += browser.complaints()
        if faults:
            self.fail("\n".join(faults))
