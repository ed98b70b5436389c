"""Show pictures of the window as people see them who see colors otherwise. Run by `make pictures`, after pages.py.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency" (IEEE TVCG 15(6), 2009), severity 1.0, applied to linear light; without any color: the luminance of sRGB.
"""

import sys

import numpy as np
import stage
from PIL import Image

PAGES = ("log", "calendar", "trends", "helps", "advice")
EYES = {
    "deuteran": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "achromat": ((0.2126, 0.7152, 0.0722),) * 3,
}


def main() -> int:
    """Draw them and give the exit status."""
    for page in PAGES:
        for look in ("light", "dark"):
            seen = Image.open(stage.OUT / f"{page}-{look}.png").convert("RGB")
            for eyes, matrix in EYES.items():
                as_seen_by(seen, matrix).save(stage.OUT / f"{page}-{look}-{eyes}.png")
    return 0


def as_seen_by(picture: Image.Image, matrix: tuple[tuple[float, float, float], ...]) -> Image.Image:
    """Give a picture with its colors mixed by a matrix, in linear light."""
    signal = np.asarray(picture, dtype=np.float64) / 255
    light = np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)
    mixed = np.clip(light @ np.array(matrix).T, 0, 1)
    back = np.where(mixed <= 0.0031308, mixed * 12.92, 1.055 * mixed ** (1 / 2.4) - 0.055)
    return Image.fromarray((back * 255).round().astype(np.uint8))


if __name__ == "__main__":
    sys.exit(main())
