"""Facts about Indonesian text that several rooms share: addresses, dates."""
