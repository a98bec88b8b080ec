"""The message catalogues: gathered from the code, checked for gaps, compiled.

English is the language of the code, so the Chinese catalogues are the ones that can have
gaps. Python and templates are read with Babel and Django's own template reader; no
GNU gettext is needed.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from hebe.kernel.keys import ROOT

CODE = ROOT / "hebe"
LANGUAGE = "zh_Hans"
COMPILED = CODE / "config" / "locale" / LANGUAGE / "LC_MESSAGES" / "django.mo"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = (
    "# Chinese for Hebe: the clinic's own words, see docs/glossary.md.\n"
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
STRING = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
CALL = re.compile(rf"\b(?:n?p?gettext|_)\((?:[^()'\"]|{STRING})*\)")
UNICODE_MARK = re.compile(r"\bu(?=['\"])")
Message = tuple[str | tuple[str, ...], str | None]


def compile_stale() -> bool:
    """Compile the catalogues into one when any of them is newer; tell whether."""
    found = catalogues()
    made = COMPILED.stat().st_mtime if COMPILED.exists() else 0.0
    if made > max(po.stat().st_mtime for po in found):
        return False
    compile_catalogues(found)
    return True


def compile_catalogues(found: list[Path], compiled: Path = COMPILED) -> None:
    """Write one compiled catalogue of all, whole or not at all.

    Django would keep one per app and look every word up in some forty of them. Nothing
    without Chinese gets in: an empty plural would hide the English one.
    """
    whole = Catalog(locale=LANGUAGE)
    for po in found:
        for message in read(po):
            if is_translated(message):
                whole[message.id] = message
    draft = compiled.with_suffix(".mo.new")
    with draft.open("wb") as out:
        mofile.write_mo(out, whole)
    draft.replace(compiled)


def contradictions() -> list[str]:
    """Return the messages that two catalogues say differently: one word per thing."""
    said: dict[Message, tuple[object, Path]] = {}
    wrong = []
    for po in catalogues():
        for message in read(po):
            if not is_translated(message):
                continue
            string, first = said.setdefault(_key(message), (message.string, po))
            if string != message.string:
                wrong.append(f"{_first(_key(message)[0])}: {first.parts[-5]}, {po.parts[-5]}")
    return wrong


def catalogues() -> list[Path]:
    """Return the catalogue files of all apps."""
    return sorted(CODE.rglob("locale/*/LC_MESSAGES/django.po"))


def gaps() -> list[str]:
    """Return each message of the code that lacks Chinese in every catalogue, with its place."""
    known = {key for po in catalogues() for key in _translated(read(po))}
    found = {
        message: place
        for app in _apps()
        for message, place in _messages(app)
        if message not in known
    }
    return sorted(f"{place}: {_first(message[0])}" for message, place in found.items())


def gather() -> list[Path]:
    """Bring every app's Chinese catalogue up to date with its code; return the changed files.

    What another app already translates is not asked for again, and nothing is taken away.
    """
    elsewhere = {key: po for po in catalogues() for key in _translated(read(po))}
    return [po for app in _apps() if (po := _gather_app(app, elsewhere))]


def _gather_app(app: Path, elsewhere: dict[Message, Path]) -> Path | None:
    path = app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
    catalogue = read(path) if path.exists() else Catalog(locale=LANGUAGE)
    new = [
        message
        for message, _place in _messages(app)
        if message not in elsewhere and not catalogue.get(_first(message[0]), message[1])
    ]
    if not new:
        return None
    for text, context in new:
        catalogue.add(text, context=context)
    out = BytesIO()
    pofile.write_po(out, catalogue, width=96, omit_header=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + out.getvalue().decode())
    return path


def _apps() -> list[Path]:
    """Return the folders that keep a catalogue: every app, and each screen's app by itself."""
    inner = {path.parent for path in CODE.rglob("apps.py")}
    return sorted(inner | {path for path in CODE.iterdir() if (path / "__init__.py").exists()})


def _messages(app: Path) -> Iterator[tuple[Message, str]]:
    """Yield every message of an app's code and templates, with file and line."""
    files = [*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]
    others = {other for other in _apps() if app in other.parents}
    for path in sorted(files):
        if others & set(path.parents):
            continue
        if {"tests", "migrations", "static"} & set(path.relative_to(app).parts):
            continue
        for line, found, _comments, context in extract(
            "python", BytesIO(calls(path)), KEYWORDS
        ):
            if found:
                place = f":{line}" if path.suffix == ".py" else ""
                yield (found, context), f"{path.relative_to(ROOT)}{place}"


def calls(path: Path) -> bytes:
    """Return Python for a file: Django turns a template into the calls it stands for."""
    text = path.read_text()
    if path.suffix == ".py":
        return text.encode()
    from django.utils.translation.template import templatize

    tags = CALL.findall(UNICODE_MARK.sub("", templatize(text, origin=str(path))))
    direct = CALL.findall(text)
    return "\n".join(tags + direct).encode()


def _translated(catalogue: Catalog) -> Iterator[Message]:
    return (_key(message) for message in catalogue if is_translated(message))


def is_translated(message: Any) -> bool:
    """Say whether a message of a catalogue has all its Chinese."""
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return bool(message.id and all(texts) and not message.fuzzy)


def _key(message: Any) -> Message:
    key = message.id if isinstance(message.id, str) else tuple(message.id)
    return key, message.context


def read(po: Path) -> Catalog:
    """Return a catalogue file's content."""
    with po.open("rb") as file:
        return pofile.read_po(file, locale=po.parts[-3])


def _first(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def main() -> None:
    """Gather and compile; say which files changed and what still lacks Chinese."""
    for path in gather():
        print(path.relative_to(ROOT))
    compile_stale()
    missing = gaps()
    if missing:
        sys.exit("Without Chinese:\n" + "\n".join(missing))


if __name__ == "__main__":
    main()
