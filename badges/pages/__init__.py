"""Pages of this room beside a person's own certificates."""
