"""What commands and screens share: output, words for errors and findings.

No screen knows another through it.
Start at `command_line`.
"""
