"""Somebody before a screen, by mouse and keys or by thumb."""

import re

from playwright.sync_api import expect

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
SIZES = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
EVERY_SIZE = sorted(SIZES)
NO_DRAWER = "#drawer:not([open], [data-url])"  # closed, and its place in the history left


class Person:
    """What a person does with a page; `faults` holds what went wrong behind her back."""

    def __init__(self, page):
        self.page, self.faults = page, []
        self.width = page.viewport_size["width"]
        self.by_thumb = page.evaluate("navigator.maxTouchPoints > 0")
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)
        page.on("response", self._check)

    def _hear(self, message):
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _check(self, response):
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def another_tab(self):
        """Return the same person before a second tab; its faults are hers."""
        tab = Person(self.page.context.new_page())
        tab.faults = self.faults
        return tab

    def sign_in(self, login, password):
        """Type name and password, and press Enter."""
        if "/sign-in/" not in self.page.url:
            self.goes("/sign-in/")
        self.page.fill("[name=login]", login)
        self.page.fill("[name=password]", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(r"^((?!/sign-in/).)*$"))
        self.fits()

    def goes(self, address):
        """Open an address; the page is no wider than the screen."""
        self.page.goto(address)
        self.fits()

    def fits(self):
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.faults.append(f"{self.page.url} is {wide} wide on {self.width}")

    def sees(self, where, **found):
        """Return the first visible thing at a selector, optionally one with a text."""
        thing = self.page.locator(where).filter(visible=True, **found).first
        expect(thing).to_be_visible()
        return thing

    def press(self, where, **found):
        """Press the first visible thing at a selector: a click, or a tap of the thumb."""
        thing = self.sees(where, **found)
        thing.tap() if self.by_thumb else thing.click()

    def types(self, **fields):
        """Fill in fields by their names."""
        for name, text in fields.items():
            self.sees(f"[name='{name}']").fill(text)

    def chooses(self, name, label):
        """Choose the option of a list whose words contain a label."""
        box = self.sees(f"select[name='{name}']")
        option = box.locator("option", has_text=label).first
        expect(option).to_be_attached()
        box.select_option(option.get_attribute("value"))

    def reads(self, text, where="main"):
        """Wait until a text stands on the page."""
        expect(self.page.locator(where).first).to_contain_text(text)

    def is_told(self, text):
        """Wait for a toast."""
        expect(self.page.locator(".h-toasts")).to_contain_text(text)
