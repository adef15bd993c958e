"""The demonstration's mails as a newcomer reads them."""

from django.core.mail import EmailMessage

from config.demo.mailbox import mails


def test_thai_mail_is_readable(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    EmailMessage("ผลการคัดเลือก", "เรียน นางตัวอย่าง สอง\n\nhttp://localhost:8000/learn/", to=["a@example.org"]).send()
    [mail] = mails()
    assert (mail.subject, mail.to) == ("ผลการคัดเลือก", "a@example.org")
    assert mail.text.splitlines() == ["เรียน นางตัวอย่าง สอง", "", "http://localhost:8000/learn/"]
