"""Vietnamese sentences for every error and finding code, one module per package below.

Decisions never live here.
Start at `ui.kit.error_words`.
"""
