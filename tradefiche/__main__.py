"""``python -m tradefiche``."""

from tradefiche.cli import main

if __name__ == "__main__":
    main()
