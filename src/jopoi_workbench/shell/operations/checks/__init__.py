"""What the doctor looks at: the server, the work that waits, what is kept."""
