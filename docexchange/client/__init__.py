"""The desk's side of the exchange, with its own asyncio loop behind synchronous calls.

The hub's code and the desk's store never live here.
Start at `hub_client`.
"""
