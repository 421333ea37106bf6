"""Stories over real processes, and the world they happen in (`world`)."""
