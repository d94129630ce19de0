"""Jobs in processes that can be lost."""
