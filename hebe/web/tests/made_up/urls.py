from django.http import HttpResponse
from django.urls import path

from hebe.web.screen import screen


@screen("customers.view")
def shelf(request, actor, **keys):
    return HttpResponse(f"shelf {keys.get('customer_id', '')}")


app_name = "made_up"
urlpatterns = [
    path("made-up/", shelf, name="list"),
    path("made-up/new/", shelf, name="new"),
    path("made-up/settings/", shelf, name="settings"),
    path("made-up/of/<int:customer_id>/", shelf, name="of_customer"),
]
