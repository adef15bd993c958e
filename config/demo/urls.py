from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [path("mails/", views.mailbox, name="mails")]
