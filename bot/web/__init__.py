"""What the program listens with: a web server in the program's own loop, and what it says of its health."""
