"""The hub's world for the tests of this folder."""

from hub_world import own_world, world
from shelf_world import own_shelf, shelf

__all__ = ["own_shelf", "own_world", "shelf", "world"]
