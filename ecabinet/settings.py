"""Every setting, declared once."""

from __future__ import annotations
