"""Where signing keys come from: PKCS#12 files now, tokens later.

Nothing here decides who may sign what; PINs are asked through a `Prompt` and never kept.
Start at `key`, the one shape every key has.
"""
