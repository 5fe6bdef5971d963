from articles.entities.rules import Rules

HCM, SAI_GON, TP, OTHER = 1, 2, 3, 4


def test_a_name_nobody_decided_about_means_itself() -> None:
    assert Rules().entity_of(HCM, article=7, form="hcm") == HCM


def test_merges_lead_on_from_one_to_the_next() -> None:
    rules = Rules(merged={TP: SAI_GON, SAI_GON: HCM})
    assert rules.entity_of(TP, 7, "tp") == HCM
    assert rules.canonical(TP) == HCM


def test_a_split_by_article_leaves_the_other_articles() -> None:
    rules = Rules(by_article={(HCM, 7): OTHER})
    assert (rules.entity_of(HCM, 7, ""), rules.entity_of(HCM, 8, "")) == (OTHER, HCM)


def test_a_split_by_form_leaves_the_other_forms() -> None:
    rules = Rules(by_form={(HCM, "ông hùng"): OTHER})
    assert (rules.entity_of(HCM, 7, "ông hùng"), rules.entity_of(HCM, 7, "hùng")) == (OTHER, HCM)


def test_the_article_counts_before_the_form() -> None:
    rules = Rules(by_article={(HCM, 7): TP}, by_form={(HCM, "hùng"): OTHER})
    assert rules.entity_of(HCM, 7, "hùng") == TP


def test_a_split_holds_for_names_merged_into_the_entity() -> None:
    rules = Rules(merged={SAI_GON: HCM}, by_article={(HCM, 7): OTHER})
    assert rules.entity_of(SAI_GON, 7, "") == OTHER


def test_a_split_whose_other_half_was_merged_back_leads_nowhere() -> None:
    rules = Rules(merged={OTHER: HCM}, by_article={(HCM, 7): OTHER})
    assert rules.entity_of(HCM, 7, "") == HCM
    assert rules.entity_of(OTHER, 7, "") == HCM


def test_rules_in_a_circle_end() -> None:
    assert Rules(merged={HCM: TP, TP: HCM}).entity_of(HCM, 7, "") in {HCM, TP}
    assert Rules(by_article={(HCM, 7): TP, (TP, 7): HCM}).entity_of(HCM, 7, "") in {HCM, TP}
