"""Pictures of a draft made fit for PDF/A: one flat PNG each, without transparency, profiles or hidden data."""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from ecabinet.adapters.typesetter.errors import FigureUnreadable

_MAX_PIXELS = 16_000_000
_TALLEST_MM = 200.0
_DEFAULT_WIDTH_MM = 120.0


def placed(blocks: list[dict[str, Any]], folder: Path, prefix: str) -> list[dict[str, Any]]:
    """The blocks with every picture written to `folder` and named by `path` (from the templates' root)."""
    done: list[dict[str, Any]] = []
    for at, block in enumerate(blocks):
        if block["kind"] == "figure":
            name = f"{prefix}-{at}.png"
            picture = _flat(block, f"{prefix}[{at}]")
            picture.save(folder / name, "PNG")
            block = {key: value for key, value in block.items() if key != "image"}
            block |= {"path": f"/figures/{name}", "width_mm": _width(block, picture)}
        done.append(block)
    return done


def _flat(block: Mapping[str, Any], path: str) -> Image.Image:
    try:
        raw = base64.b64decode(block["image"], validate=True)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=("PNG", "JPEG"))
            if picture.width * picture.height > _MAX_PIXELS:
                raise FigureUnreadable(path=path)
            shape = picture.convert("RGBA")
    except (
        binascii.Error,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise FigureUnreadable(path=path) from error
    flat = Image.new("RGB", shape.size, "white")
    flat.paste(shape, mask=shape.getchannel("A"))
    return flat


def _width(block: Mapping[str, Any], picture: Image.Image) -> float:
    wanted = float(block.get("width_mm", _DEFAULT_WIDTH_MM))
    return min(wanted, _TALLEST_MM * picture.width / picture.height)
