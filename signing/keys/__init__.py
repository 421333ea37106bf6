"""Where signing keys come from: PKCS#12 files, and PKCS#11 tokens whose driver lives in a process of its own.

Nothing here decides who may sign what; PINs are asked through a `Prompt` and never kept.
Start at `key`, the one shape every key has; `reference` opens one by its name.
"""
