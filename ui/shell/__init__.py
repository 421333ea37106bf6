"""The window's frame: rail, tabs, top search, status line, command palette.

No page's content lives here, and no page is known by name.
Start at `window`.
"""
