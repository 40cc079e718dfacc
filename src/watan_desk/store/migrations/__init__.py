"""The desk's schema, one file a released step."""
