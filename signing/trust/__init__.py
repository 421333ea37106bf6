"""Whom to believe: roots, certificate paths, revocation, policy as frozen data.

Signature formats and screens never live here.
Start at `store`, then `context` and `path`.
"""
