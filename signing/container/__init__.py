"""ASiC-E containers (ETSI EN 319 162-1): many files and their signatures in one ZIP.

So far the outer shape is read; what the files mean is never known here.
Start at `asice`.
"""
