"""A folder of schools' policies, audited."""
