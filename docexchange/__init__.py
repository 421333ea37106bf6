"""How documents travel between agencies: the edXML envelope, the protocol, the client, the hub.

Registers, drafts and anything of a desk's own work never live here; it runs without the desktop.
Start at `envelope.model`, then `protocol`, then `hub.app`.
"""
