"""Addresses of visits."""

from django.urls import path

from hebe.web.visits import arriving, board, correcting, moving, pace, pages

app_name = "visits"
urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/lanes/", board.lanes, name="lanes"),
    path("board/wall/", board.wall, name="wall"),
    path("board/times/", pace.times, name="times"),
    path("board/standards/", board.standards, name="standards"),
    path("visits/arrive/", arriving.arrive, name="arrive"),
    path("visits/<int:visit_id>/", pages.detail, name="visit"),
    path("visits/<int:visit_id>/hand-over/", moving.hand_over, name="hand_over"),
    path("visits/<int:visit_id>/move/", moving.move, name="move"),
    path("visits/<int:visit_id>/leave/", correcting.leave, name="leave"),
    path(
        "visits/<int:visit_id>/take-back/<slug:correction>/",
        correcting.take_back,
        name="take_back",
    ),
    path("visits/<int:visit_id>/guardian/", arriving.guardian, name="guardian"),
    path("visits/<int:visit_id>/birthday/", arriving.birthday, name="birthday"),
    path("customers/<int:customer_id>/visits/", pages.of_customer, name="of_customer"),
]
