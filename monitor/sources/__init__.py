"""What is new at a publisher: parsing documents, deciding what counts as news, and when to look again. Pure."""
