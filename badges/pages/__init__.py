"""What is shown of badges and certificates."""
