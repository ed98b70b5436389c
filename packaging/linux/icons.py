"""Draw the program's icon in each size that desktops look for, from resources/app-icon.svg."""

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from cramp_journal.identity import APP_ID
from cramp_journal.paths import resource

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def write_icons(folder: Path) -> list[Path]:
    """Write the icons below a folder such as usr/share/icons/hicolor, and return the files."""
    drawing = folder / "scalable" / "apps" / f"{APP_ID}.svg"
    drawing.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(resource("app-icon.svg"), drawing)
    made = [drawing]
    for size in SIZES:
        file = folder / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(drawn(size))
        made.append(file)
    return made


def drawn(size: int) -> bytes:
    """Return the icon as a PNG.

    Args:
        size: Its width and its height, in pixels.
    """
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(os.fspath(resource("app-icon.svg"))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_ARGB32).save(buffer, "PNG")
    return bytes(kept.data())
