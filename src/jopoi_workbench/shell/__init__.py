"""What every room shares: labs and people, challenges, data, evidence, long work, base pages."""
