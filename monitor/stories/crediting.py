"""What credit lines prove: whose text an article carries, whether the original is known, late, or only named."""
