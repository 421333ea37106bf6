"""The server desks talk to: directory, admission, mailboxes, books, payload files, receipts.

It knows no desk and no screen, and never judges content.
Start at `cli`, then `app`.
"""
