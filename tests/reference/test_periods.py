"""Months that a release can be of."""

from __future__ import annotations

import pytest

from tradefiche.errors import UsageError
from tradefiche.reference.periods import parse_release


def test_a_release_is_read_in_both_forms() -> None:
    assert parse_release("2025-02") == parse_release("202502") == "2025-02"


@pytest.mark.parametrize("month", ["2107-01", "2009-12", "2025-13", "2025-00", "209912"])
def test_a_release_that_no_month_can_be_is_refused(month: str) -> None:
    with pytest.raises(UsageError, match="release"):
        parse_release(month, of_files=True)


def test_a_question_may_name_a_month_to_come() -> None:
    assert parse_release("2031-12") == "2031-12"
