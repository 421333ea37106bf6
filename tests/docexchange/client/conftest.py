"""The client is tried against a real hub process."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "hub"))

from hub_world import own_world, world
from shelf_world import own_shelf, shelf

__all__ = ["own_shelf", "own_world", "shelf", "world"]
