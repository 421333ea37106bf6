"""Pictures for the demonstration's signatures: a drawn hand in blue and a round seal in red, on transparent ground.

One flat colour with the shape in the alpha plane keeps signed files small (Decree 30, Appendix I, II.7.d and II.8).
"""

from __future__ import annotations

import math
from importlib.resources import as_file, files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_BLUE, _RED = (16, 52, 166), (213, 24, 32)


def write_hand(path: Path, seed: int) -> None:
    """A signature-like stroke, 48 x 22 mm; another `seed` gives another hand."""
    shape = Image.new("L", (1134, 520), 0)
    pen = ImageDraw.Draw(shape)
    points = [_hand_point(step / 400, seed) for step in range(401)]
    pen.line(points, fill=255, width=11, joint="curve")
    _save(shape, _BLUE, path)


def write_seal(path: Path, name: str) -> None:
    """A round seal of 36 mm with a star and the agency's name along the rim."""
    size = 850
    shape = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(shape)
    for inset, width in ((8, 12), (34, 5), (196, 5)):
        pen.ellipse((inset, inset, size - inset, size - inset), outline=255, width=width)
    pen.polygon([_star_point(corner, size / 2, 170) for corner in range(10)], fill=255)
    with as_file(files("resources").joinpath("fonts/LiberationSerif-Bold.ttf")) as font_file:
        font = ImageFont.truetype(str(font_file), 84)
    reach = min(280, 15 * len(name))
    for index, letter in enumerate(name.upper()):
        _rim_letter(shape, letter, font, reach * (index / (len(name) - 1) - 0.5))
    _save(shape, _RED, path)


def _hand_point(t: float, seed: int) -> tuple[float, float]:
    swing = math.sin(t * (17 + seed % 5)) * (170 - 120 * t) + math.sin(t * 41 + seed) * 26
    return 90 + 950 * t + 90 * math.sin(t * (23 + seed % 3)), 270 + swing


def _star_point(corner: int, centre: float, radius: float) -> tuple[float, float]:
    reach = radius if corner % 2 == 0 else radius * 0.382
    angle = math.pi * corner / 5 - math.pi / 2
    return centre + reach * math.cos(angle), centre + reach * math.sin(angle)


def _rim_letter(shape: Image.Image, letter: str, font: ImageFont.FreeTypeFont, degrees: float) -> None:
    tile = Image.new("L", (160, 160), 0)
    ImageDraw.Draw(tile).text((80, 80), letter, font=font, fill=255, anchor="mm")
    tile = tile.rotate(-degrees, resample=Image.Resampling.BICUBIC)
    angle, radius, centre = math.radians(degrees - 90), 308, shape.width / 2
    place = (round(centre + radius * math.cos(angle) - 80), round(centre + radius * math.sin(angle) - 80))
    shape.paste(255, place, tile)


def _save(shape: Image.Image, colour: tuple[int, int, int], path: Path) -> None:
    picture = Image.new("RGBA", shape.size, (*colour, 0))
    picture.putalpha(shape)
    picture.save(path, dpi=(600, 600))
