"""Addresses of today's work, the to-dos and the follow-ups."""

from django.urls import path

from hebe.web.advanced import advanced
from hebe.web.todos import (
    acts,
    bell,
    changing,
    deciding,
    escalation,
    lists,
    steps,
    substitutes,
    today,
)

app_name = "todos"
urlpatterns = [
    path("", today.today, name="today"),
    path("todos/", lists.todo_list, name="list"),
    path("todos/filter/", advanced("todos", "todos:list"), name="filter"),
    path("todos/new/", acts.create, name="create"),
    path("todos/<int:todo_id>/finish/", acts.finish, name="finish"),
    path("todos/<int:todo_id>/hand-over/", acts.hand_over, name="hand_over"),
    path("todos/<int:todo_id>/claim/", changing.claim, name="claim"),
    path("todos/<int:todo_id>/give-back/", changing.give_back, name="give_back"),
    path("todos/<int:todo_id>/cancel/", changing.cancel, name="cancel"),
    path("todos/<int:todo_id>/decide/", deciding.decide, name="decide"),
    path("todos/escalation/", escalation.escalation, name="escalation"),
    path("todos/escalation/set/", escalation.step, name="escalation_step"),
    path("todos/escalation/stop/", escalation.stop, name="stop_escalation"),
    path("todos/substitutes/", substitutes.substitutes, name="substitutes"),
    path("todos/substitutes/name/", substitutes.name, name="name_substitute"),
    path("todos/substitutes/<int:absence_id>/end/", substitutes.end, name="end_substitute"),
    path("todos/hand-over/", acts.batch_hand_over, name="batch_hand_over"),
    path("todos/steps/", steps.steps, name="steps"),
    path("todos/steps/set/", steps.step, name="step"),
    path("todos/steps/<int:step_id>/remove/", steps.remove, name="remove_step"),
    path("follow-ups/<int:follow_up_id>/", acts.follow_up, name="follow_up"),
    path("notifications/", bell.notifications, name="notifications"),
    path("customers/<int:customer_id>/follow-ups/", lists.of_customer, name="of_customer"),
]
