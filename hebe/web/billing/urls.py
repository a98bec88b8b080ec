"""Addresses of the till and the orders."""

from django.urls import path

from hebe.web.advanced import advanced
from hebe.web.billing.views import changing, limits, lines, orders, paying, till

app_name = "billing"
urlpatterns = [
    path("till/", till.till, name="till"),
    path("till/visits/<int:visit_id>/bill/", till.bill, name="bill"),
    path("orders/", orders.order_list, name="list"),
    path("orders/filter/", advanced("orders", "billing:list"), name="filter"),
    path("orders/export/", orders.export, name="export"),
    path("orders/limits/", limits.limits, name="limits"),
    path("orders/limits/<int:role_id>/", limits.limit, name="limit"),
    path("orders/new/", changing.new, name="new"),
    path("orders/of-customer/<int:customer_id>/", orders.of_customer, name="of_customer"),
    path("orders/<int:order_id>/", orders.order, name="order"),
    path("orders/<int:order_id>/find/", lines.find, name="find"),
    path("orders/<int:order_id>/lines/", lines.add, name="add_line"),
    path("orders/lines/<int:line_id>/", lines.change, name="line"),
    path("orders/lines/<int:line_id>/quantity/", lines.quantity, name="quantity"),
    path("orders/lines/<int:line_id>/remove/", lines.remove, name="remove_line"),
    path("orders/<int:order_id>/pay/", paying.pay, name="pay"),
    path("orders/<int:order_id>/cancel/", changing.cancel, name="cancel"),
    path("orders/tenders/<int:tender_id>/reverse/", paying.reverse, name="reverse"),
    path("orders/<int:order_id>/receipt/<str:size>.pdf", paying.receipt, name="receipt"),
]
