"""Steps six and seven: registration after acceptance, delivery of the service, and how it went."""
