"""What the hub remembers: directory, sessions, submissions, deliveries, audit; SQL lives only here.

Packets' bytes live in `hub.payloads`.
Start at `interface`, then `tables`.
"""
