"""The tables of this room: the roster with its names, and the ways of signing in."""
