"""Take the guide's pictures from a running demo.

    .venv/bin/python docs/pictures.py http://localhost:8000 [name ...]

Starts nothing itself. Signs in as each role with the demo's password, walks to each screen the
way a person does, and writes `docs/guide/pictures/<name>-<width>.png` with few colours, so that
files stay small. The browser's clock is set by the server's, which may tell another hour. Says
what cannot be reached, and then the exit code is 1.
"""

import sys
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

FOLDER = Path(__file__).parent / "guide" / "pictures"
PASSWORD = "hebe-demo"  # noqa: S105 - the demo's, printed when it starts
CHROMIUM = "/usr/bin/chromium"
HEIGHTS = {390: 844, 820: 1100, 1440: 900}
COLOURS = 128


@dataclass(frozen=True)
class Shot:
    """One screen as one role sees it.

    `path` is where to begin; each of `clicks` is a selector whose first visible match is
    followed, `type:` a text to type, or `file:` a file to choose.
    """

    name: str
    login: str
    path: str
    clicks: tuple[str, ...] = ()
    widths: tuple[int, ...] = (1440,)


CUSTOMER = "a.h-name[href^='/customers/'], td a[href^='/customers/']"
LIST = "file:hebe/customers/legacy/tests/data/legacy-customers.xlsx"
ON_BOARD = ".h-visit .who a[href^='/visits/']"
TREATED = ".h-visit:has(button[value=aftercare]) .who a"
UPLOAD, CHECK = ".im-drop .btn-primary", "a.btn-primary[href$='/problems/']"
SHOTS = (
    Shot("sign-in", "", "/sign-in/"),
    Shot("today-frontdesk", "frontdesk", "/", widths=(1440, 820, 390)),
    Shot("search", "frontdesk", "/", ("[data-palette]", "type:zxm")),
    Shot("calendar", "frontdesk", "/calendar/", widths=(1440, 390)),
    Shot("booking", "frontdesk", "/calendar/", ("a[href^='/calendar/book/'][data-drawer]",)),
    Shot("appointment", "frontdesk", "/calendar/",
         ("a[href^='/appointments/'][data-drawer]",)),
    Shot("arrival", "frontdesk", "/", (".h-cols a[href^='/visits/arrive/']",)),
    Shot("board", "frontdesk", "/board/", widths=(1440, 820, 390)),
    Shot("customer-new", "frontdesk", "/customers/new/"),
    Shot("today-consultant", "consultant", "/", widths=(1440, 390)),
    Shot("customers", "consultant", "/customers/"),
    Shot("customer", "consultant", "/customers/", (CUSTOMER,), (1440, 390)),
    Shot("visit", "consultant", "/board/", (ON_BOARD,)),
    Shot("consult-note", "consultant", "/board/", (ON_BOARD, "a[href$='/note/']")),
    Shot("todos", "manager", "/todos/?whose="),
    Shot("follow-up", "consultant", "/", ("a[href^='/follow-ups/']",), (1440, 390)),
    Shot("today-doctor", "doctor", "/", widths=(820,)),
    Shot("records", "doctor", "/records/", widths=(820,)),
    Shot("record", "doctor", "/records/", ("a[href$='/record/']",), (820,)),
    Shot("record-signed", "doctor", "/board/", (TREATED, "a[href$='/record/']")),
    Shot("today-nurse", "nurse", "/", widths=(820,)),
    Shot("treatment", "nurse", "/board/", (TREATED, "a[href$='/treat/']"), (820,)),
    Shot("today-cashier", "cashier", "/"),
    Shot("till", "cashier", "/till/"),
    Shot("order", "cashier", "/orders/", ("td a[href^='/orders/']",)),
    Shot("today-manager", "manager", "/"),
    Shot("numbers", "director", "/numbers/"),
    Shot("standards", "manager", "/board/standards/"),
    Shot("catalogue", "director", "/catalog/"),
    Shot("red-lines", "director", "/catalog/red-lines/"),
    Shot("roster", "manager", "/staff/roster/"),
    Shot("today-callcenter", "callcenter", "/"),
    Shot("staff", "hr", "/staff/"),
    Shot("member", "hr", "/staff/", ("td a[href^='/staff/']",)),
    Shot("customers-filter", "marketing", "/customers/", ("a[href^='/customers/filter/']",)),
    Shot("findings", "quality", "/catalog/red-lines/findings/"),
    Shot("orders", "finance", "/orders/"),
    Shot("products", "warehouse", "/catalog/products/"),
    Shot("bundle", "marketing", "/catalog/bundles/", ("td a[href^='/catalog/bundles/']",)),
    Shot("import", "gm", "/import/"),
    Shot("import-columns", "gm", "/import/", (LIST, UPLOAD)),
    Shot("import-check", "gm", "/import/", (LIST, UPLOAD, CHECK)),
    Shot("users", "admin", "/log-ins/"),
    Shot("roles", "admin", "/roles/"),
    Shot("stores", "admin", "/stores/"),
    Shot("audit", "admin", "/audit/"),
    Shot("api-keys", "admin", "/api-keys/"),
    Shot("security", "doctor", "/security/"),
)  # fmt: skip


def take(page: Page, base: str, shot: Shot, width: int) -> None:
    """Walk to the screen and write its picture."""
    answer = page.goto(base + shot.path, wait_until="load")
    if answer is None or not answer.ok:
        raise Error(f"{shot.path} answers {answer.status if answer else 'nothing'}")
    for selector in shot.clicks:
        if selector.startswith("file:"):
            page.set_input_files("input[type=file]", selector.removeprefix("file:"))
            continue
        if selector.startswith("type:"):
            page.keyboard.type(selector.removeprefix("type:"))
        else:
            page.locator(selector).locator("visible=true").first.click(timeout=6000)
        page.wait_for_load_state("load")
        page.wait_for_timeout(700)
    page.wait_for_timeout(400)
    picture = Image.open(BytesIO(page.screenshot()))
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{shot.name}-{width}.png", optimize=True)


def signed_in(browser: Browser, base: str, login: str, width: int) -> Page:
    """Return a page of that width, signed in as one of the demo's people."""
    size = {"width": width, "height": HEIGHTS[width]}
    context = browser.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    told = page.request.get(f"{base}/healthz").headers["date"]
    context.clock.set_system_time(parsedate_to_datetime(told))
    if login:
        page.goto(f"{base}/sign-in/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/sign-in/" not in url, timeout=10_000)
    return page


def main(base: str, names: set[str]) -> int:
    """Take all pictures, or those named; return how many failed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if not names or shot.name in names]
    failed = 0
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for login, width in sorted({(s.login, w) for s in wanted for w in s.widths}):
            page = signed_in(browser, base, login, width)
            for shot in wanted:
                if shot.login != login or width not in shot.widths:
                    continue
                try:
                    take(page, base, shot, width)
                except Error as problem:
                    failed += 1
                    print(f"{shot.name}-{width}: {str(problem).splitlines()[0]}")  # noqa: T201
            page.context.close()
        browser.close()
    return failed


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(1 if main(sys.argv[1].rstrip("/"), set(sys.argv[2:])) else 0)
