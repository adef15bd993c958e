"""A person, who signs in by e-mail and whose name is printed on certificates."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.thai.fields import ThaiSortField
from home.thai.names import full_name

from ..choices import Position, Role


class UserManager(BaseUserManager):
    """Users are made by e-mail; addresses are kept in lower case so that one person has one account."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """A user with a hashed password; ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractUser):
    """`first_name` and `last_name` are the Thai name; the English name stands beside them."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    prefix = models.CharField(
        _("prefix (Thai)"),
        max_length=60,
        blank=True,
        help_text=_("In full, as on official documents, for example นาย or นางสาว."),
    )
    first_name = models.CharField(_("first name (Thai)"), max_length=100, blank=True)
    last_name = models.CharField(_("surname (Thai)"), max_length=100, blank=True)
    prefix_en = models.CharField(_("prefix (English)"), max_length=40, blank=True)
    first_name_en = models.CharField(_("first name (English)"), max_length=100, blank=True)
    last_name_en = models.CharField(_("surname (English)"), max_length=100, blank=True)
    position = models.CharField(_("position"), max_length=30, choices=Position.choices, blank=True)
    position_text = models.CharField(
        _("position as on your documents"),
        max_length=150,
        blank=True,
        help_text=_("For example นายกเทศมนตรีตำบล or อาจารย์. It is copied to your application and certificate."),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    name_sort_key = ThaiSortField(source=["first_name", "last_name"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self):
        return self.name or self.email

    @property
    def name(self):
        """The name in the reader's language: Thai with its prefix, or English where it is known."""
        return (self.name_en if get_language() == "en" else "") or self.name_th

    @property
    def name_th(self):
        return full_name(self.prefix, self.first_name, self.last_name)

    @property
    def name_en(self):
        return " ".join(part for part in (self.prefix_en, self.first_name_en, self.last_name_en) if part)

    @property
    def post(self):
        """The post in words: as the person wrote it, else the general name."""
        return self.position_text or (self.get_position_display() if self.position else "")

    @property
    def has_profile(self):
        """Whether what an application and a certificate need is known."""
        return bool(
            self.prefix
            and self.first_name
            and self.last_name
            and self.first_name_en
            and self.last_name_en
            and self.position
            and self.organisation_id
        )

    @cached_property
    def roles(self):
        """Academy-wide roles, one query for each person and request: {"officer", …}."""
        if self.is_superuser:
            return set(Role.values)
        return set(self.groups.filter(name__in=Role.values).values_list("name", flat=True))
