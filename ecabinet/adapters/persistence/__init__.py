"""The desk's encrypted store: tables, files, key slots, upgrades.

Rules of the office never live here; the only place in ecabinet that knows SQL.
Start at `store`, then `records`.
"""
