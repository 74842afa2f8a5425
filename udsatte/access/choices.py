from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccessKind(TextChoices):
    OPEN = "open", _("Opened")
    LIST = "list", _("Shown in a list")
    SEARCH = "search", _("Found by a search")
    PRINT = "print", _("Printed")
    EXPORT = "export", _("Exported")
    REVEAL = "reveal", _("CPR number revealed")
