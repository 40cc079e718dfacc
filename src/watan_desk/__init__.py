"""Watan Desk: the offline desk of an association's branch delegate, and the head-office end of it."""
