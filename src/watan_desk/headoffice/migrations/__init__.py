"""Head office's schema, one file a released step."""
