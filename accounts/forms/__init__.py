from .consents import ConsentForm
from .profile import NamesForm, ProfileForm
from .signup import SignupForm

__all__ = ["ConsentForm", "NamesForm", "ProfileForm", "SignupForm"]
