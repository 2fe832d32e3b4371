"""Measures of the table `exposure`."""

from __future__ import annotations

from tradefiche.indicators.definitions.column import Column, Words, both_flows

_CAUTION = Words(
    "Exposition directe, au lieu de départ ou d’arrivée des biens : celle des producteurs peut "
    "différer, du fait de leurs clients et fournisseurs situés ailleurs.",
    "Direct exposure, where goods leave or arrive: that of producers may differ, through customers "
    "and suppliers elsewhere.",
)
PARTS = both_flows(
    "{side}_part_pct", "number", "percent",
    Words("{Flow}, part du produit", "{Flow}, share of the product"),
    Words(
        "Part du produit dans les {flow} du territoire avec ce partenaire, en %.",
        "Share of the product in the territory's {flow} with this partner, in %.",
    ),
    "100 · {v}_tpc / {v}_tc",
)  # fmt: skip
RANKS = both_flows(
    "{side}_rank", "integer", None,
    Words("{Flow}, rang", "{Flow}, rank"),
    Words(
        "Rang du produit dans les {flow} avec ce partenaire ; ligne TOTAL : rang de ce pays parmi "
        "ceux du territoire, vide pour un groupe.",
        "Rank of the product in the {flow} with this partner; row TOTAL: rank of this country "
        "among those of the territory, empty for a group.",
    ),
)  # fmt: skip
EXPOSURES = both_flows(
    "{side}_exposure_pct", "number", "percent",
    Words("{Flow}, part du partenaire", "{Flow}, share of the partner"),
    Words(
        "Part du partenaire dans les {flow} de ce produit par le territoire ou, pour l’ensemble "
        "des produits, dans toutes ses {flow}, en %.",
        "Share of the partner in the territory's {flow} of this product or, for all products, in "
        "all its {flow}, in %.",
    ),
    "100 · {v}_tpc / {v}_tp",
    _CAUTION,
)  # fmt: skip
REGION_EXPOSURES = both_flows(
    "region_{side}_exposure_pct", "number", "percent",
    Words("{Flow} de la région, part du partenaire", "{Flow} of the région, share of the partner"),
    Words(
        "La même part dans les {flow} de la région, en % ; vide si elle est le territoire.",
        "The same share in the {flow} of the région, in %; empty where it is the territory.",
    ),
    "100 · {v}_Rpc / {v}_Rp",
    _CAUTION,
)  # fmt: skip
FRANCE_EXPOSURES = both_flows(
    "france_{side}_exposure_pct", "number", "percent",
    Words("{Flow} de la France, part du partenaire", "{Flow} of France, share of the partner"),
    Words(
        "La même part dans les {flow} de la France, en % ; vide si elle est le territoire.",
        "The same share in the {flow} of France, in %; empty where it is the territory.",
    ),
    "100 · {v}_Fpc / {v}_Fp",
    _CAUTION,
)  # fmt: skip
EXPOSURE_RANKS = both_flows(
    "{side}_exposure_rank", "integer", None,
    Words("{Flow}, rang d’exposition", "{Flow}, rank of exposure"),
    Words(
        "Rang du territoire, 1 pour la plus grande part du partenaire, parmi les 100 unités "
        "départementales ou les 18 régions.",
        "Rank of the territory, 1 for the largest share of the partner, among the 100 "
        "départemental units or the 18 régions.",
    ),
)  # fmt: skip
_TARIFF_CAUTION = Words(
    "Calcul théorique à valeurs inchangées, comme si le taux frappait toutes ces exportations : ni "
    "exemption, ni effet sur les prix et quantités, ni exposition indirecte n’y sont comptés.",
    "Theoretical, at unchanged values, as if the rate bore on all these exports: no exemption, no "
    "effect on prices and quantities and no indirect exposure is counted.",
)
TARIFF = Column(
    "tariff_pct", "number", "percent", "Droit supposé", "Tariff assumed",
    "Taux du droit demandé par --tariff, en % ; vide sans lui.",
    "Rate of the tariff asked for with --tariff, in %; empty without it.",
)  # fmt: skip
TARIFF_EUR = Column(
    "tariff_eur", "integer", "EUR", "Montant théorique du droit", "Theoretical tariff",
    "Taux supposé appliqué aux exportations vers ce partenaire (exports_eur), en euros entiers.",
    "Rate assumed, applied to exports to this partner (exports_eur), in whole euros.",
    formula="tariff_pct / 100 · x_tpc",
    caution_fr=_TARIFF_CAUTION.fr, caution_en=_TARIFF_CAUTION.en,
)  # fmt: skip


def _side(place: int) -> tuple[Column, ...]:
    pairs = (PARTS, RANKS, EXPOSURES, REGION_EXPOSURES, FRANCE_EXPOSURES, EXPOSURE_RANKS)
    return tuple(pair[place] for pair in pairs)


MEASURES = (*_side(0), *_side(1), TARIFF, TARIFF_EUR)
