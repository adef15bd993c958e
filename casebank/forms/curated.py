"""What every page that is cited asks for when it is sent for review or published (requirements.py)."""

from home.forms import SitePageForm


class CuratedForm(SitePageForm):
    """A draft may lack anything; what a review or a publication misses is said beside its field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        last = self.instance.published_versions.first() if self.instance.pk else None
        if last and last.note == self.instance.change_note:
            self.initial["change_note"] = ""  # the note of the version that readers have, not of the next one

    @property
    def stage(self):
        """What the pressed button asks for: "publication", "review" or nothing."""
        if self.is_deferred_validation:
            return ""
        approves = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        if self.data.get("action-publish") or approves:
            return "publication"
        sends = self.data.get("action-submit") or self.data.get("action-restart-workflow")
        return "review" if sends else ""

    def _post_clean(self):
        """The values stand on the page now, so the page can be asked what it still lacks."""
        super()._post_clean()
        ask = {"publication": self.instance.gaps_for_publication, "review": self.instance.gaps_for_review}
        for name, text in ask.get(self.stage, dict)().items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, text)
