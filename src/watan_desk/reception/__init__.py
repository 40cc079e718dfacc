"""Step one: the visit, its channel and its questions, each with an answer; it may open a case."""
