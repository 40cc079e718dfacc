"""Step five: the request is put before the deciding body; its decision comes back and is told, never before its day."""
