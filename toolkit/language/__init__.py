"""The English of school policies: its words, their meanings, its phrases."""
