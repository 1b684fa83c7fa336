"""One headless Chromium, and what the tests want to know of a page."""

import base64
import json
import pathlib
import urllib.parse

import axe_core_python
from selenium import webdriver
from selenium.common.exceptions import (
    NoSuchElementException, StaleElementReferenceException, WebDriverException)
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.errorhandler import ErrorHandler
from selenium.webdriver.support.ui import Select, WebDriverWait

AXE = next(pathlib.Path(axe_core_python.__file__).parent.rglob("axe.min.js")).read_text()

# How long something on a page may take, in seconds.
PATIENCE = 20

# What a look at a page meets while the page is being replaced: it looks again.
PASSING = (NoSuchElementException, StaleElementReferenceException)

WIDE, PHONE, NARROW = (1280, 860), (360, 760), (320, 700)


class Answers(ErrorHandler):
    """Calls an element stale whose page is being replaced, however the driver puts it."""

    def check_response(self, response):
        try:
            super().check_response(response)
        except WebDriverException as error:
            if "does not belong to the document" in str(error):
                raise StaleElementReferenceException(error.msg) from error
            raise


class Browser:
    """A browser that one test after the other uses."""

    def __init__(self):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for word in (
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars",
                "--lang=en-GB", "--disable-background-networking", "--disable-component-update"):
            options.add_argument(word)
        options.set_capability(
            "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.set_capability("unhandledPromptBehavior", "ignore")
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.error_handler = Answers()
        self.driver.set_script_timeout(60)
        self.command("Network.enable")
        self.command("Page.enable")
        self.size = WIDE
        self.is_dark = False
        self.show(WIDE)

    def command(self, name, /, **values):
        return self.driver.execute_cdp_cmd(name, values)

    def quit(self):
        self.driver.quit()

    # How one looks

    def show(self, size=None, dark=None, height=None):
        """Another size, or the colours of the night."""
        self.size = size or self.size
        self.is_dark = self.is_dark if dark is None else dark
        width = self.size[0]
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height or self.size[1],
            deviceScaleFactor=1, mobile=width < 700)
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if self.is_dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def scripts(self, are_on):
        self.command("Emulation.setScriptExecutionDisabled", value=not are_on)

    def network(self, is_there):
        self.command(
            "Network.emulateNetworkConditions", offline=not is_there, latency=0,
            downloadThroughput=-1, uploadThroughput=-1)

    # Where one is

    def open(self, address):
        self.driver.get(address)

    @property
    def address(self):
        return self.driver.current_url

    @property
    def path(self):
        parts = urllib.parse.urlsplit(self.address)
        return parts.path + ("?" + parts.query if parts.query else "")

    def forget(self):
        """Signs everybody out of this browser."""
        self.command("Network.clearBrowserCookies")
        self.command("Storage.clearDataForOrigin", origin="*", storageTypes="all")

    def sign_in(self, link):
        """Comes in as a person does: opens the link and presses its one button."""
        self.open(link)
        self.click("main form button")

    def carry(self, cookie, address):
        """Takes a session cookie along, as if this browser had signed in."""
        name, value = cookie.split("=", 1)
        self.command(
            "Network.setCookie", name=name, value=value, url=address, secure=True, httpOnly=True,
            path="/", sameSite="Lax")

    # What is there

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def find(self, selector, text=None):
        """The first visible element, once it is there; `text` must stand in it."""
        def look(_):
            for element in self.all(selector):
                if shows(element, text):
                    return element
            return None
        try:
            return self.patience.until(look)
        except Exception as error:
            raise AssertionError(
                f"{self.path} has no {selector!r}{f' with {text!r}' if text else ''}. "
                f"It says: {self.text[:1500]}") from error

    def wait(self, what, until):
        """Waits until something is so."""
        try:
            return self.patience.until(lambda _: until())
        except Exception as error:
            raise AssertionError(
                f"{what}: not on {self.path}. It says: {self.text[:1500]}") from error

    def has(self, selector, text=None):
        return any(shows(element, text) for element in self.all(selector))

    @property
    def text(self):
        """All that the page says, once it stands still for a look."""
        return self.patience.until(lambda _: [body.text for body in self.all("body")] or [""])[0]

    @property
    def patience(self):
        return WebDriverWait(self.driver, PATIENCE, 0.05, ignored_exceptions=PASSING)

    def script(self, code, *values):
        return self.driver.execute_script(code, *values)

    # What one does

    def click(self, selector, text=None):
        """Presses something; when it leads on, waits until that is there."""
        element = self.find(selector, text)
        leaves, before = leads_on(element), self.all("html")[0].id
        element.click()
        if leaves:
            self.wait("the next page", lambda: [e for e in self.all("html") if e.id != before])

    def touch(self, selector, text=None):
        """Presses something whose work a script does on the same page."""
        self.find(selector, text).click()

    def press(self, text):
        """Presses the button or link that says this."""
        self.click("button, a.button, main a, summary", text)

    def fill(self, name, value, within="body"):
        """Writes into a field, by its name, as typing does but in one go."""
        field = self.find(f'{within} [name="{name}"]')
        if len(value) < 60 and field.get_attribute("type") not in (
                "date", "time", "datetime-local"):
            field.clear()
            field.send_keys(value)
            return
        # Dates are typed in the order of the reader's language, and long texts take long.
        self.script(
            "arguments[0].value=arguments[1];"
            "arguments[0].dispatchEvent(new Event('input',{bubbles:true}));"
            "arguments[0].dispatchEvent(new Event('change',{bubbles:true}))", field, value)

    def choose(self, name, text):
        """Chooses from a list, by what it says."""
        Select(self.find(f'select[name="{name}"]')).select_by_visible_text(text)

    def send(self, selector="main form"):
        """Sends a form with its main button."""
        self.click(f"{selector} button.main, {selector} button[type=submit], "
                   f"{selector} button:not([type=button])")

    # What is wrong

    def complaints(self):
        """What the console has said since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """The addresses that were asked for since this was last asked."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return found

    def axe(self, rules=None):
        """What axe finds wrong with the page as it is shown now."""
        if not self.script("return !!window.axe"):
            self.command("Runtime.evaluate", expression=AXE)
        options = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": rules}
        # What is folded away has a place, where something else is shown.
        folded = {"exclude": [["details:not([open]) > :not(summary)"]]}
        found = self.driver.execute_async_script(
            "const done=arguments[arguments.length-1];"
            "axe.run(arguments[0],arguments[1]).then(r=>done(r.violations.map(v=>v.id+': '+v.help+' '"
            "+v.nodes.slice(0,2).map(n=>n.html.slice(0,120)+(n.any[0]?' '+n.any[0].message:''))"
            ".join(' | '))),e=>done([String(e)]))", folded, options)
        return found

    def picture(self, path, at_most=3000):
        """Photographs the whole page."""
        metrics = self.command("Page.getLayoutMetrics")["cssContentSize"]
        height = int(min(at_most, max(self.size[1], metrics["height"])))
        self.show(height=height)
        data = self.command("Page.captureScreenshot", format="png")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))
        self.show()


def shows(element, text=None):
    """Whether it is to be seen and says this; one that its page took along is not."""
    try:
        return element.is_displayed() and (text is None or text in element.text)
    except StaleElementReferenceException:
        return False


def leads_on(element):
    """Whether pressing it leaves the page."""
    if element.tag_name == "a":
        return "#" not in (element.get_dom_attribute("href") or "#")
    if element.tag_name != "button" or element.get_attribute("type") != "submit":
        return False
    return bool(element.find_elements(By.XPATH, "ancestor::form"))
