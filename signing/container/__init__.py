"""ASiC-E containers (ETSI EN 319 162-1): many files and their signatures in one ZIP.

Files of any kind are signed by their digests, streamed; what they mean is never known here.
Start at `write` for making, `judge` for judging; `layout` reads the ZIP so that no second reading is possible.
"""
