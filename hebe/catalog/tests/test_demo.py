"""The demo's catalogue is lawful and whole."""

from hebe.catalog.demo import load
from hebe.catalog.queries import bundle_list, item_list, items_at, product_list


def test_the_demo_fills_every_shelf(boss, jingan, xuhui):
    items = load(boss)
    assert len(items) == item_list(boss).count() == 35
    assert product_list(boss).count() == 15
    assert all(bundle.saving_fen > 0 for bundle in bundle_list(boss))
    assert bundle_list(boss).count() == 3
    assert {item.category.name for item in items.values()} == {
        "面诊设计", "注射", "光电", "皮肤管理", "手术", "生活美容", "养发",
    }  # fmt: skip
    assert items_at(boss, jingan).count() == 35
    assert items_at(boss, xuhui).count() == 32
