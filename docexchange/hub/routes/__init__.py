"""The hub's calls over HTTP: each reads a request, asks the rooms behind it, answers.

SQL and rules of admission live behind, not here.
Start at `submissions`, then `mailbox`.
"""
