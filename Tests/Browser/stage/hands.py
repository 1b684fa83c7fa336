"""Two ways of using a page: with a mouse, and with nothing but a keyboard."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

# No page of the tests has so many things to stop at; somebody who tabs on is in a trap.
STOPS_AT_MOST = 400

# What one stops at: whether it is what is looked for, and whether one sees where one is.
STOP = """
    const [selector, text] = arguments, at = document.activeElement;
    // A page that has only come may not have the window's focus yet.
    if (!document.hasFocus()) window.focus();
    if (!at || at === document.body) return null;
    const said = [at.innerText, at.value, at.getAttribute('aria-label')].join(' ');
    const ringed = node => {
        const style = getComputedStyle(node);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    let ring = !document.hasFocus(), box = at.getClientRects()[0] || at.getBoundingClientRect();
    for (let node = at, up = 0; node && up < 4; node = node.parentElement, up++) {
        ring = ring || ringed(node);
    }
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const over = document.elementFromPoint(x, y);
    return {
        isIt: at.matches(selector) && (!text || said.includes(text)),
        ring, inView: box.width > 0 && y > 0 && y < innerHeight && x > 0 && x < innerWidth,
        covered: !!over && !over.contains(at) && !at.contains(over) && !over.closest('label'),
        order: at.tabIndex, html: at.outerHTML.slice(0, 160),
    };"""


class Mouse:
    """Points at things and clicks them."""

    def __init__(self, browser):
        self.browser = browser

    def press(self, selector, text=None):
        self.browser.click(selector, text)

    def open_up(self, selector, text=None):
        """Presses something that opens on the same page."""
        self.browser.find(selector, text).click()

    def tick(self, selector):
        self.browser.find(selector).click()

    def write(self, name, value):
        self.browser.fill(name, value)

    def choose(self, name, text):
        Select(self.browser.find(f'[name="{name}"]')).select_by_visible_text(text)

    def give(self, name, path):
        self.browser.find(f'[name="{name}"]').send_keys(path)


class Keyboard:
    """Goes from stop to stop with Tab, and looks at each whether one sees where one is."""

    def __init__(self, browser):
        self.browser = browser
        self.faults = []

    def send(self, *keys):
        ActionChains(self.browser.driver, 0).send_keys(*keys).perform()

    def reach(self, selector, text=None, key=Keys.TAB):
        """Presses Tab until the focus is there."""
        self.browser.find(selector, text)
        outside = 0
        for _ in range(STOPS_AT_MOST):
            stop = self.browser.script(STOP, selector, text)
            if stop is None:
                outside += 1
                if outside > 2:
                    break
            else:
                self.look(stop)
                if stop["isIt"]:
                    return
            self.send(key)
        raise AssertionError(
            f"{self.browser.path}: Tab never comes to {selector!r}"
            f"{f' with {text!r}' if text else ''}. It says: {self.browser.text[:800]}")

    def look(self, stop):
        """Notes a stop at which nobody sees the focus, or which comes out of its order."""
        for is_so, words in (
                (not stop["ring"], "shows no focus"), (not stop["inView"], "is out of sight"),
                (stop["covered"], "lies under something else"),
                (stop["order"] > 0, "has an order of its own")):
            # Where a link has just led to, the focus stands without having been sent there.
            if is_so and stop["order"] >= 0:
                self.faults.append(f"{self.browser.path}: {stop['html']} {words}")

    def press(self, selector, text=None, key=Keys.ENTER):
        self.reach(selector, text)
        before = self.browser.all("html")[0].id
        self.send(key)
        self.browser.wait(
            "the next page", lambda: [e for e in self.browser.all("html") if e.id != before])

    def open_up(self, selector, text=None):
        self.reach(selector, text)
        self.send(Keys.ENTER)

    def tick(self, selector):
        """Checkboxes take the blank; of radio buttons the arrows choose."""
        wanted = self.browser.find(selector)
        if wanted.get_attribute("type") != "radio":
            self.reach(selector)
            self.send(Keys.SPACE)
            return
        name = wanted.get_attribute("name")
        group = self.browser.all(f'input[name="{name}"]')
        self.reach(f'input[name="{name}"]')
        if not any(one.is_selected() for one in group):
            self.send(Keys.SPACE)
        for _ in group:
            if wanted.is_selected():
                return
            self.send(Keys.ARROW_DOWN)
        raise AssertionError(f"{self.browser.path}: the arrows do not come to {selector!r}")

    def write(self, name, value):
        self.reach(f'[name="{name}"]')
        keys = ActionChains(self.browser.driver, 0)
        keys.key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
        self.send(value)

    def choose(self, name, text):
        self.reach(f'[name="{name}"]')
        field = Select(self.browser.find(f'[name="{name}"]'))
        if field.first_selected_option.text.strip() == text:
            return
        # The first word finds the first that begins so; the arrow goes on from there.
        self.send(text.split(" ")[0])
        for _ in field.options:
            if field.first_selected_option.text.strip() == text:
                return
            self.send(Keys.ARROW_DOWN)
        raise AssertionError(f"{self.browser.path}: {name!r} has no {text!r}")

    def give(self, name, path):
        """The system's own window chooses the file; the way to its button is ours."""
        self.reach(f'[name="{name}"]')
        self.browser.find(f'[name="{name}"]').send_keys(path)
