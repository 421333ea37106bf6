"""The only place where the parts meet: builds file tools (no store) and desks (a store, a hub)."""

from __future__ import annotations
