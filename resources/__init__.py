"""Data only: templates, fonts, rule profiles.

No code lives here besides this file.
Open folders by `importlib.resources`.
"""
