"""Addresses of the catalogue and the red lines."""

from django.urls import path

from hebe.web.catalog import bundles, items, products, red_lines

app_name = "catalog"
urlpatterns = [
    path("catalog/", items.items, name="list"),
    path("catalog/items/export/", items.export, name="export"),
    path("catalog/items/new/", items.create, name="create"),
    path("catalog/items/<int:item_id>/", items.item, name="item"),
    path("catalog/items/<int:item_id>/edit/", items.edit, name="edit"),
    path("catalog/items/<int:item_id>/retire/", items.retire, name="retire"),
    path("catalog/items/<int:item_id>/offer/", items.offer, name="offer"),
    path("catalog/categories/new/", items.new_category, name="create_category"),
    path("catalog/products/", products.products, name="products"),
    path("catalog/products/export/", products.export, name="export_products"),
    path("catalog/products/new/", products.create, name="create_product"),
    path("catalog/products/<int:product_id>/", products.edit, name="product"),
    path("catalog/bundles/", bundles.bundles, name="bundles"),
    path("catalog/bundles/export/", bundles.export, name="export_bundles"),
    path("catalog/bundles/new/", bundles.create, name="create_bundle"),
    path("catalog/bundles/<int:bundle_id>/", bundles.bundle, name="bundle"),
    path("catalog/bundles/<int:bundle_id>/edit/", bundles.edit, name="edit_bundle"),
    path("catalog/bundles/<int:bundle_id>/retire/", bundles.retire, name="retire_bundle"),
    path("catalog/bundles/<int:bundle_id>/offer/", bundles.offer, name="offer_bundle"),
    path("catalog/red-lines/", red_lines.rules, name="red_lines"),
    path("catalog/red-lines/findings/", red_lines.findings, name="findings"),
    path(
        "catalog/red-lines/<str:rule_id>/<str:name>/", red_lines.set_number, name="set_number"
    ),
    path("catalog/red-lines/<str:rule_id>/", red_lines.set_severity, name="set_rule"),
]
