"""Books: append-only, ordered lists of signed statements that a circle of people shares; their form, not their meaning.

Networks, stores and rules of procedure never live here; hub and desks both stand on it.
Start at `statement`, then `acceptance`, then `membership`.
"""
