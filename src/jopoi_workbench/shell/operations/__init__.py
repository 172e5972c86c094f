"""What keeps a server well: looking after it, backing it up, moving a lab, telling how it does."""
