"""The office's and the cabinet's own rules and work.

Qt never lives here, and formats of the wire only in adapters.
Start at `domain`, then `application`; `bootstrap` is where the parts meet.
"""
