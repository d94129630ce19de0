"""What an audit finds and records: files, records, accepted variations."""
