from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tradefiche.charts.type.text import fits, hyphenated, measure, widest, wrap

WORDS = st.lists(
    st.text("abcdefghijéœ’-0123456789\u00a0\u202f", min_size=1, max_size=14),
    min_size=1,
    max_size=14,
)


def test_kerning_and_weight_count() -> None:
    assert measure("AV", 100) < measure("A", 100) + measure("V", 100)
    assert measure("Nord", 20, 700) > measure("Nord", 20, 600) > measure("Nord", 20, 400)
    assert measure("1111", 20, numeric=True) == measure("8888", 20, numeric=True)
    assert measure("1111", 20) < measure("8888", 20)


def test_width_is_in_proportion_to_size() -> None:
    assert abs(measure("Hauts-de-France", 30) - 3 * measure("Hauts-de-France", 10)) < 1e-9


@given(WORDS, st.floats(40, 400))
def test_lines_hold_every_word_in_order_and_fit(words: list[str], width: float) -> None:
    text = " ".join(words)
    lines = wrap(text, width, 12)
    joined = "".join(lines).replace(" ", "")
    assert joined == text.replace(" ", "")
    for line in lines:
        assert fits(line, width, 12) or " " not in line


def test_lines_are_even_and_few() -> None:
    text = "Provence : un déficit de 12,2\u00a0Md€ en 2024, le plus lourd avec la Chine"
    width = measure(text, 16, 700) * 0.8
    lines = wrap(text, width, 16, 700)
    widths = [measure(line, 16, 700) for line in lines]
    assert len(lines) == 2
    assert max(widths) < 1.35 * min(widths)


def test_no_break_spaces_hold_and_a_hyphen_breaks_words() -> None:
    assert wrap("12,2\u00a0Md€ 1\u202f234", 1, 10) == ["12,2\u00a0Md€", "1\u202f234"]
    assert wrap("Côtes-d’Armor", measure("d’Armor", 10) + 1, 10) == ["Côtes-", "d’Armor"]
    assert wrap("de -5 à A-6", 1, 10) == ["de", "-5", "à", "A-6"]


def test_short_words_do_not_dangle() -> None:
    text = "Nord : un déficit de 1\u00a0100\u00a0M€ en 2024"
    lines = wrap(text, measure("Nord : un déficit de", 16, 700) + 20, 16, 700)
    assert [line.rsplit(" ", 1)[-1] for line in lines[:-1]] == ["déficit"]


def test_widest_of_none_is_nothing() -> None:
    assert widest([], 12) == 0
    assert widest(["a", "www"], 12) == measure("www", 12)


@given(WORDS, st.floats(40, 400))
def test_hyphens_make_every_word_fit_and_add_nothing_else(words: list[str], width: float) -> None:
    text = " ".join(words)
    lines = wrap(hyphenated(text, width, 12), width, 12)
    assert all(fits(line, width, 12) for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(
        " ", ""
    )


def test_a_word_that_fits_has_no_hyphen() -> None:
    assert hyphenated("Produits chimiques de base", 100, 12) == "Produits chimiques de base"
    assert hyphenated("a" * 20, measure("a" * 9, 12), 12) == "aaaaaaaa- aaaaaaaa- aaaa"


def test_a_name_stays_whole_where_a_line_has_room_for_it() -> None:
    text = "États-Unis : 9,03 % des exportations des Hauts-de-France, contre 11,4 % en France"
    for width in range(160, 420, 10):
        lines = wrap(text, width, 16, 700)
        assert sum("États-Unis" in line for line in lines) == 1, lines
        assert sum("Hauts-de-France" in line for line in lines) == 1, lines
    assert wrap("Hauts-de-France", measure("Hauts-de-", 16) + 1, 16) == ["Hauts-", "de-France"]


def test_words_that_belong_together_are_not_parted() -> None:
    text = "Aliments, boissons, tabac : 34,0\u202f% des exportations de Corse, contre 9,96\u202f%"

    def parted(width: int, *names: str) -> bool:
        return not any("de Corse" in line for line in wrap(text, width, 16, 700, names))

    widths = range(100, 420, 3)
    assert any(parted(width) for width in widths)
    assert not any(parted(width, "de Corse") for width in widths)
    assert wrap("de Corse", measure("Corse", 16), 16, names=["de Corse"]) == ["de", "Corse"]
