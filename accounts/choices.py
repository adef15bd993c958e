"""Names that people and organisations are sorted under."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Academy-wide roles; each is a Django group of the same name."""

    INSTRUCTOR = "instructor", _("Instructor")
    REVIEWER = "reviewer", _("Selection committee member")
    EDITOR = "editor", _("Editor")
    OFFICER = "officer", _("Programme officer")
    REGISTRAR = "registrar", _("Registrar")
    APPROVER = "approver", _("Approver")
    ADMIN = "admin", _("Administrator")


class OrganisationKind(TextChoices):
    """Types of local authority (Department of Local Administration), then other homes of learners."""

    PAO = "PAO", _("Provincial administrative organization")
    CITY = "CITY", _("City municipality")
    TOWN = "TOWN", _("Town municipality")
    SUBDISTRICT_MUN = "SUBDISTRICT_MUN", _("Subdistrict municipality")
    SAO = "SAO", _("Subdistrict administrative organization")
    BMA = "BMA", _("Bangkok Metropolitan Administration")
    PATTAYA = "PATTAYA", _("Pattaya City")
    UNIVERSITY = "UNIVERSITY", _("University")
    AGENCY = "AGENCY", _("State agency")
    PRIVATE = "PRIVATE", _("Private sector")
    CIVIL = "CIVIL", _("Civil society")


LOCAL_AUTHORITIES = (
    OrganisationKind.PAO,
    OrganisationKind.CITY,
    OrganisationKind.TOWN,
    OrganisationKind.SUBDISTRICT_MUN,
    OrganisationKind.SAO,
    OrganisationKind.BMA,
    OrganisationKind.PATTAYA,
)


class Region(TextChoices):
    """The six regions of Thai geography."""

    NORTH = "north", _("North")
    CENTRAL = "central", _("Central")
    NORTHEAST = "northeast", _("Northeast")
    EAST = "east", _("East")
    WEST = "west", _("West")
    SOUTH = "south", _("South")


class Position(TextChoices):
    """Posts of learners; a post is a fact about a time, so applications and certificates keep a copy."""

    MAYOR = "mayor", _("Chief executive (elected)")
    DEPUTY_MAYOR = "deputy_mayor", _("Deputy chief executive")
    COUNCIL_CHAIR = "council_chair", _("Council chair")
    COUNCILLOR = "councillor", _("Councillor")
    SECRETARY = "secretary", _("Secretary to the chief executive")
    ADVISOR = "advisor", _("Adviser to the chief executive")
    CLERK = "clerk", _("Clerk (chief administrator)")
    DEPUTY_CLERK = "deputy_clerk", _("Deputy clerk")
    OFFICE_HEAD = "office_head", _("Head of the clerk’s office")
    DIR_FINANCE = "dir_finance", _("Director of finance")
    DIR_ENGINEERING = "dir_engineering", _("Director of works")
    DIR_EDUCATION = "dir_education", _("Director of education")
    DIR_HEALTH = "dir_health", _("Director of health and environment")
    DIR_STRATEGY = "dir_strategy", _("Director of strategy and budget")
    DIR_WELFARE = "dir_welfare", _("Director of social welfare")
    PLAN_ANALYST = "plan_analyst", _("Policy and plan analyst")
    REVENUE_OFFICER = "revenue_officer", _("Revenue officer")
    LECTURER = "lecturer", _("Lecturer")
    RESEARCHER = "researcher", _("Researcher")
    RESEARCH_MANAGER = "research_manager", _("Research manager")
    COMMUNITY_LEADER = "community_leader", _("Community or civil-society leader")
    LE_OWNER = "le_owner", _("Local-enterprise owner")
    OTHER = "other", _("Other (please state)")


class ConsentPurpose(TextChoices):
    """What a person may agree to, one by one; study and the register rest on duty, not on consent."""

    PUBLIC_LIST = "public_list", _("Show my name and organisation in public lists of results")
    PHOTOS = "photos", _("Use photographs of activities in which I appear")
    ALUMNI = "alumni", _("List me in the alumni network")
    NEWS = "news", _("Send me news of programmes by e-mail")


# The version of the privacy notice that a consent refers to; raise it when the notice changes.
PRIVACY_NOTICE_VERSION = "2569-11"
