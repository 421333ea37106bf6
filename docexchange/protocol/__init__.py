"""What client and hub agree on: login, mailbox, books, receipts, problems, the retry schedule.

Sockets, stores and screens never live here.
Start at `messages`.
"""
