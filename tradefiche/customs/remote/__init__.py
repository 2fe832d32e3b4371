"""Fetch the Customs' files from the network: sources, choice of files, and download."""
