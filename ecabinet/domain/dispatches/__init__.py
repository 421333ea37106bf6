"""One document on its way between agencies, and the registers it is entered in.

Packets, hubs and stores never live here.
Start at `dispatch`, then `status` and `register`.
"""
