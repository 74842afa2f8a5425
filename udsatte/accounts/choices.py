"""Sectors and roles. The ten roles and their Danish names are from domain.md (seeds 000, 002)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sector(TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    PRIVATE = "private", _("Private")
    STATE = "state", _("State")


class UnitKind(TextChoices):
    DEPARTMENT = "department", _("Department")
    TEAM = "team", _("Team")
    WARD = "ward", _("Ward")
    CLINIC = "clinic", _("Clinic")
    EFFORT = "effort", _("Effort")


class District(TextChoices):
    """Copenhagen's ten districts, and elsewhere."""

    INDRE_BY = "indre_by", "Indre By"
    OESTERBRO = "oesterbro", "Østerbro"
    NOERREBRO = "noerrebro", "Nørrebro"
    VESTERBRO = "vesterbro", "Vesterbro-Kongens Enghave"
    VALBY = "valby", "Valby"
    VANLOESE = "vanloese", "Vanløse"
    BROENSHOEJ = "broenshoej", "Brønshøj-Husum"
    BISPEBJERG = "bispebjerg", "Bispebjerg"
    AMAGER_OEST = "amager_oest", "Amager Øst"
    AMAGER_VEST = "amager_vest", "Amager Vest"
    ELSEWHERE = "elsewhere", _("Outside Copenhagen")


class TargetGroup(TextChoices):
    """Whom an effort is for, to find it by; its own words stand beside (002, appendix 1)."""

    HOMELESSNESS = "homelessness", _("People in homelessness")
    DRUG_USE = "drug_use", _("People who use drugs")
    MENTAL_ILLNESS = "mental_illness", _("People with mental illness")
    SOMATIC_ILLNESS = "somatic_illness", _("People with somatic illness")
    RESIDENTS = "residents", _("Residents of supported housing")


class Permanence(TextChoices):
    """Whether an effort goes on. Not said: empty."""

    PERMANENT = "permanent", _("Permanent")
    PROJECT = "project", _("Project")


class Role(TextChoices):
    CASEWORKER = "caseworker", _("Caseworker")
    COORDINATOR = "coordinator", _("Coordinator")
    MANAGER = "manager", _("Manager")
    DOCTOR = "doctor", _("Doctor")
    NURSE = "nurse", _("Nurse")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    REGION_PARTNER = "region_partner", _("Region partner")
    REFERRER = "referrer", _("Referrer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


#: Roles that are health professionals by themselves; for a region partner it is set per person (walls.md).
HEALTH_ROLES = frozenset({Role.DOCTOR, Role.NURSE})


class Source(TextChoices):
    """Who gave a membership."""

    HAND = "hand", _("An administrator")
    GROUPS = "groups", _("A group of the identity provider")


def is_health_professional(role: str, *, is_trained: bool) -> bool:
    """Whether a person with this role works as one. is_trained counts for a region partner alone."""
    return role in HEALTH_ROLES or (role == Role.REGION_PARTNER and is_trained)
