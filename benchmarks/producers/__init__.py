"""The same source as each kind of file a school sends, by the program that would have made it."""
