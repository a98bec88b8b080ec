"""Addresses of visits."""

from django.urls import path

from hebe.web.visits import arriving, board, pages

app_name = "visits"
urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/lanes/", board.lanes, name="lanes"),
    path("board/standards/", board.standards, name="standards"),
    path("visits/arrive/", arriving.arrive, name="arrive"),
    path("visits/<int:visit_id>/", pages.detail, name="visit"),
    path("visits/<int:visit_id>/hand-over/", pages.hand_over, name="hand_over"),
    path("visits/<int:visit_id>/move/", pages.move, name="move"),
    path("visits/<int:visit_id>/leave/", pages.leave, name="leave"),
    path("customers/<int:customer_id>/visits/", pages.of_customer, name="of_customer"),
]
