"""The ground under every room: nothing in it has a name that a trainer would know, and it imports no room."""
