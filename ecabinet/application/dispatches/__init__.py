"""What a desk can do with dispatches: send, push, fetch, receive, register; one verb a file.

Formats, SQL and sockets never live here.
Start at `send_dispatch`, then `push_outbox` and `fetch_inbox`.
"""
