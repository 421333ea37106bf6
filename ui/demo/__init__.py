"""The demonstration: a test PKI, a hub, desks as processes of their own, and the story they play.

Nothing the real program needs lives here.
Start at `story`.
"""
