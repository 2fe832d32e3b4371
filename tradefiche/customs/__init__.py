"""The Customs' files: layout, archives, checks, the store, and the built-in sample."""
