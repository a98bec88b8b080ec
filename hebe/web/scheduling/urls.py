"""Addresses of the calendar."""

from django.urls import path

from hebe.web.scheduling import acts, booking, calendar, resources

app_name = "scheduling"
urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/book/", booking.book, name="book"),
    path("calendar/slots/", booking.slots, name="slots"),
    path("calendar/resources/", resources.resource_list, name="resources"),
    path("calendar/resources/<int:resource_id>/", resources.update, name="resource"),
    path("calendar/absence/", resources.absence, name="absence"),
    path("calendar/closed/<int:claim_id>/open/", resources.unblock, name="unblock"),
    path("appointments/<int:appointment_id>/", acts.appointment, name="appointment"),
    path("appointments/<int:appointment_id>/move/", acts.move, name="move"),
    path("appointments/<int:appointment_id>/reschedule/", acts.reschedule, name="reschedule"),
    path("appointments/<int:appointment_id>/confirm/", acts.confirm, name="confirm"),
    path("appointments/<int:appointment_id>/cancel/", acts.cancel, name="cancel"),
    path("appointments/<int:appointment_id>/no-show/", acts.no_show, name="no_show"),
    path("customers/<int:customer_id>/appointments/", acts.of_customer, name="of_customer"),
]
