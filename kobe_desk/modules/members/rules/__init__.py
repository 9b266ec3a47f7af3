"""What is decided about a roster without asking the desk."""
