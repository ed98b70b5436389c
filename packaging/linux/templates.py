"""Fill in a template of a file for the desktop, in every language.

What people read is marked by a leading underscore: `_Name=…` in a desktop entry, `<_p>…</_p>` in XML. It is said in the
words of the catalogues (packaging/translations.py puts it there), and stays English where a language has none.
"""

import gettext
import os
import re
import subprocess
import time
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from cramp_journal import identity
from cramp_journal.i18n import LANGUAGES
from cramp_journal.paths import resource

HERE = Path(__file__).parent
LINE = re.compile(r"^_(\w+)=(.*)$", re.MULTILINE)
ELEMENT = re.compile(r"^( *)<_(\w+)>(.*)</_\2>$", re.MULTILINE)
WITH_WEBSITE = re.compile(r" *<!-- only with a website -->\n(.*?) *<!-- end -->\n", re.DOTALL)
OTHERS = [code for code in LANGUAGES if code != "en"]


def filled(name: str, **more: str) -> str:
    """Return a template with its holes filled in, and what people read in every language.

    Args:
        name: The file of the template in this folder.
        more: What fills the holes besides what stands in cramp_journal/identity.py.
    """
    text = (HERE / name).read_text(encoding="utf-8")
    text = WITH_WEBSITE.sub(r"\1" if identity.WEBSITE else "", text)
    text = ELEMENT.sub(_elements, LINE.sub(_lines, text))
    known = {each: getattr(identity, each) for each in dir(identity) if each.isupper()}
    for hole, value in {**known, **more}.items():
        text = text.replace(f"@{hole}@", value)
    return text


def said(code: str, text: str) -> str:
    """Return a text in a language; English where its catalogue has none."""
    if code == "en":
        return text
    catalogue = gettext.translation(identity.APP_COMMAND, resource("translations"), languages=[code], fallback=True)
    return catalogue.gettext(text)


def built_on() -> date:
    """Return the day that a file carries which was made now: the same source gives the same file.

    It is that of SOURCE_DATE_EPOCH, else of the last commit, else today, in UTC.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        call = ["git", "-C", str(HERE), "log", "-1", "--format=%ct"]
        given = subprocess.run(call, capture_output=True, text=True, check=False).stdout.strip()
    return datetime.fromtimestamp(int(given or time.time()), UTC).date()


def _lines(match: re.Match[str]) -> str:
    key, text = match.groups()
    others = {code: said(code, text) for code in OTHERS}
    lines = [f"{key}={text}", *(f"{key}[{code}]={other}" for code, other in others.items() if other != text)]
    return "\n".join(lines)


def _elements(match: re.Match[str]) -> str:
    indent, tag, written = match.groups()
    text = unescape(written)
    lines = [f"{indent}<{tag}>{written}</{tag}>"]
    for code in OTHERS:
        other = said(code, text)
        if other != text:
            lines.append(f'{indent}<{tag} xml:lang="{code}">{escape(other)}</{tag}>')
    return "\n".join(lines)
