"""Step two: privacy notice and consents, the request's answers, and each document seen, matched and found valid."""
