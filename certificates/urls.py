from django.urls import path

from .views import batches, forgetting, learning, name_desk, names, records, registrar, verifying

app_name = "certificates"
urlpatterns = [
    # the register
    path("registrar/", registrar.desk, name="registrar"),
    path("registrar/prepare/<slug:code>/", batches.prepare, name="prepare"),
    path("registrar/batches/<int:pk>/", batches.batch, name="batch"),
    path("registrar/batches/<int:pk>/progress/", batches.batch_progress, name="batch_progress"),
    path("registrar/batches/<int:pk>/approve/", batches.approve, name="approve"),
    path("registrar/batches/<int:pk>/refuse/", batches.refuse, name="refuse"),
    path("registrar/batches/<int:pk>/retry/", batches.retry, name="retry"),
    path("registrar/batches/<int:pk>/documents.zip", batches.documents, name="documents"),
    path("registrar/certificates/<int:pk>/", registrar.certificate, name="certificate"),
    path("registrar/certificates/<int:pk>/revoke/", registrar.revoke, name="revoke"),
    path("registrar/certificates/<int:pk>/pdf", registrar.pdf, name="pdf"),
    path("registrar/certificates/<int:pk>/forget/", forgetting.forget, name="forget"),
    path("registrar/enrolments/<int:pk>/transcript.pdf", records.transcript_of, name="transcript"),
    path("registrar/enrolments/<int:pk>/hours.pdf", records.hours_of, name="hours"),
    path("registrar/names/", name_desk.names, name="names"),
    path("registrar/names/<int:pk>/accept/", name_desk.accept, name="accept_name"),
    path("registrar/names/<int:pk>/refuse/", name_desk.refuse, name="refuse_name"),
    # the learner
    path("learn/certificates/", learning.mine, name="mine"),
    path("learn/certificates/<int:pk>/pdf", learning.my_pdf, name="my_pdf"),
    path("learn/certificates/<int:pk>/share.png", learning.my_picture, name="my_picture"),
    path("learn/<slug:code>/transcript.pdf", learning.my_transcript, name="my_transcript"),
    path("learn/<slug:code>/hours.pdf", learning.my_hours, name="my_hours"),
    path("learn/<slug:code>/name/", names.name, name="name"),
    path("learn/<slug:code>/name/specimen.jpg", names.specimen, name="specimen"),
    path("learn/<slug:code>/name/request/", names.ask, name="request_name"),
    path("learn/<slug:code>/name/withdraw/", names.withdraw, name="withdraw_name"),
    # everyone
    path("verify/", verifying.verify_form, name="verify_form"),
    path("verify/file/", verifying.verify_file, name="verify_file"),
    path("verify/<str:code>/", verifying.verify, name="verify"),
]
