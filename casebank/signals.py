"""What the bank announces to its own receivers."""

from django.dispatch import Signal

# A page whose time had come was not published: arguments revision, gaps (requirements.py).
schedule_refused = Signal()
