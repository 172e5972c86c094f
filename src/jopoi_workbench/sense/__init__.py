"""The room for finding where a service does better than its circumstances predict."""
