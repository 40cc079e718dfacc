"""Figures about cases, the same at a branch and at head office: durations, outcomes, reach, satisfaction.

A room of its own because both ends count the same way from different tables. Nobody who works is counted or ranked, and
a group of fewer than five answers stays hidden (R35).
"""
