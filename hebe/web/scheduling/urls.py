"""Addresses of the calendar."""

from django.urls import path

from hebe.web.advanced import advanced
from hebe.web.scheduling import acts, booking, calendar, lists, moving, places, spans

app_name = "scheduling"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/list/", lists.appointment_list, name="list"),
    path("calendar/filter/", advanced("appointments", "scheduling:list"), name="filter"),
    path("calendar/week/", spans.week, name="week"),
    path("calendar/month/", spans.month, name="month"),
    path("calendar/day/", calendar.day_feed, name="day_feed"),
    path("calendar/left-open/", calendar.left_open, name="left_open"),
    path("calendar/attention/", calendar.touched, name="touched"),
    path("calendar/book/", booking.book, name="book"),
    path("calendar/book/choices/", booking.choices, name="choices"),
    path("calendar/book/find/", booking.find, name="find"),
    path("calendar/resources/", places.resource_list, name="resources"),
    path("calendar/resources/<int:resource_id>/", places.update, name="resource"),
    path("calendar/absence/", places.absence, name="absence"),
    path("calendar/closed/<int:claim_id>/open/", places.unblock, name="unblock"),
    path("appointments/<int:appointment_id>/", acts.appointment, name="appointment"),
    path("appointments/<int:appointment_id>/move/", moving.move, name="move"),
    path("appointments/<int:appointment_id>/reschedule/", moving.reschedule, name="reschedule"),
    path(
        "appointments/<int:appointment_id>/other-times/", moving.other_times, name="other_times"
    ),
    path("appointments/<int:appointment_id>/confirm/", acts.confirm, name="confirm"),
    path("appointments/<int:appointment_id>/cancel/", acts.cancel, name="cancel"),
    path("appointments/<int:appointment_id>/no-show/", acts.no_show, name="no_show"),
    path("appointments/<int:appointment_id>/take-back/", acts.take_back, name="take_back"),
    path("customers/<int:customer_id>/appointments/", acts.of_customer, name="of_customer"),
]
