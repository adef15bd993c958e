"""Addresses of a cohort's life, by area: each area imports its own view modules and appends its paths."""

from django.urls import path

from .views import activities as activity_views
from .views import applying as applying_views
from .views import casedesk as casedesk_views
from .views import casework as casework_views
from .views import followup as followup_views
from .views import learning as learning_views
from .views import managing as managing_views
from .views import offering as offering_views
from .views import rollcall as rollcall_views
from .views import selection as selection_views
from .views import teaching as teaching_views

app_name = "cohorts"
urlpatterns = []

# --- capstones offered to the case bank ("offers" is no code of a cohort) ---
urlpatterns += [
    path("learn/offers/<int:pk>/", offering_views.offer, name="offer"),
    path("learn/<slug:code>/<int:pk>/offer/", offering_views.offer_work, name="offer_work"),
]

# --- follow-up ---
urlpatterns += [
    path("learn/<slug:code>/follow-up/", followup_views.follow_up, name="follow_up"),
    path("manage/<slug:code>/follow-up/", followup_views.results, name="follow_up_results"),
    path("manage/<slug:code>/follow-up/export/", followup_views.export, name="follow_up_export"),
]

# --- learning ---
urlpatterns += [
    path("learn/", learning_views.learn, name="learn"),
    path("learn/files/<int:pk>/", learning_views.submission_file, name="submission_file"),
    path("learn/<slug:code>/", learning_views.cohort, name="cohort"),
    path("learn/<slug:code>/outline/", learning_views.outline, name="outline"),
    path("learn/<slug:code>/progress/", learning_views.progress, name="progress"),
    path("learn/<slug:code>/evaluation/", learning_views.evaluation, name="evaluation"),
    path("learn/<slug:code>/<int:pk>/", activity_views.activity, name="activity"),
]

# --- applying ---
urlpatterns += [
    path("apply/", applying_views.apply, name="apply"),
    path("apply/files/<int:pk>/", applying_views.application_file, name="application_file"),
    path("apply/<slug:code>/", applying_views.application, name="application"),
    path("apply/<slug:code>/enrol/", applying_views.enrol, name="enrol"),
    path("apply/<slug:code>/withdraw/", applying_views.withdraw, name="withdraw"),
]

# --- managing ---
urlpatterns += [
    path("manage/", managing_views.manage, name="manage"),
    path("manage/applications/<int:pk>/", selection_views.review, name="review"),
    path("manage/sessions/<int:pk>/", rollcall_views.rollcall, name="rollcall"),
    path("manage/sessions/<int:pk>/edit/", managing_views.edit_session, name="edit_session"),
    path("manage/sessions/<int:pk>/remove/", managing_views.drop_session, name="drop_session"),
    path("manage/<slug:code>/", managing_views.cohort, name="manage_cohort"),
    path("manage/<slug:code>/start/", managing_views.start, name="start_cohort"),
    path("manage/<slug:code>/finish/", managing_views.finish, name="finish_cohort"),
    path("manage/<slug:code>/hours/", managing_views.class_hours, name="class_hours"),
    path("manage/<slug:code>/sessions/new/", managing_views.add_session, name="add_session"),
    path("manage/<slug:code>/applications/", selection_views.selection, name="selection"),
]

# --- cases in class ---
urlpatterns += [
    path("learn/<slug:code>/cases/<int:pk>/", casework_views.board, name="board"),
    path("learn/<slug:code>/cases/<int:pk>/task/", casework_views.task, name="case_task"),
    path("learn/<slug:code>/sessions/<int:pk>/", casework_views.session, name="session"),
    path("teach/my-cases/", casedesk_views.my_cases, name="my_cases"),
    path("teach/cases/<int:pk>/attach/", casedesk_views.attach, name="attach_case"),
    path("teach/posts/<int:pk>/hide/", casedesk_views.hide, name="hide_post"),
    path("teach/<slug:code>/cases/", casedesk_views.cases, name="teach_cases"),
    path("teach/<slug:code>/cases/<int:pk>/", casedesk_views.case, name="teach_case"),
    path("teach/<slug:code>/cases/<int:pk>/edit/", casedesk_views.edit, name="edit_class"),
    path("teach/<slug:code>/cases/<int:pk>/remove/", casedesk_views.remove, name="remove_class"),
    path("teach/<slug:code>/cases/<int:pk>/close/", casedesk_views.close, name="close_class"),
]

# --- teaching ---
urlpatterns += [
    path("teach/", teaching_views.teach, name="teach"),
    path("teach/submissions/<int:pk>/", teaching_views.submission, name="submission"),
    path("teach/<slug:code>/", teaching_views.cohort, name="teach_cohort"),
]
