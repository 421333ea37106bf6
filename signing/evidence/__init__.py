"""Evidence kept beside a signed XML, so that it stays provable offline: a time stamp over its bytes, revocation data.

The signed bytes themselves are never changed, and what they mean is never known here.
Start at `record`, then `collect` and `judge`.
"""
