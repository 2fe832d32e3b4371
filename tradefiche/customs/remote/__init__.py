"""Bringing the Customs' files from the network: where they are, which ones, and how."""
