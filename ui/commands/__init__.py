"""The commands without a window, one module per command.

Work itself is done below; here are arguments, answers and exit status.
Start at `ui.cli`, which lists them.
"""
