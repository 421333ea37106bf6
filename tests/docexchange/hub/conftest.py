"""The hub's world for the tests of this folder."""

from hub_world import own_world, world

__all__ = ["own_world", "world"]
