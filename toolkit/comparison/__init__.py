"""One adopted policy beside its model: which edition, what happened, when it is due."""
