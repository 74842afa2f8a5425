import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

import cases.models.casework
import cases.models.citizens
import udsatte.access.models
import udsatte.operations


class Migration(migrations.Migration):
    """Citizens and everything that happens around them, each table with its history."""

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        CreateExtension("fuzzystrmatch"),
        udsatte.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Citizen",
                    fields=[
                        ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("given_name", models.CharField(max_length=200, verbose_name="given names")),
                        ("family_name", models.CharField(blank=True, max_length=200, verbose_name="family name")),
                        ("birth_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Approximate year, when the date is not known.",
                                null=True,
                                verbose_name="born about",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="sex as registered",
                            ),
                        ),
                        (
                            "is_protected",
                            models.BooleanField(
                                default=False,
                                help_text="Name, haunts and places are masked for everybody outside casework (CPR Act § 28).",
                                verbose_name="name and address protection",
                            ),
                        ),
                        (
                            "risk_instruction",
                            models.CharField(
                                blank=True,
                                help_text="What a colleague must do, such as going two together. Everybody who may see the citizen reads it.",
                                max_length=200,
                                verbose_name="risk: what to do",
                            ),
                        ),
                        (
                            "risk_review_on",
                            models.DateField(blank=True, null=True, verbose_name="risk: look at it again on"),
                        ),
                        ("registered_at", models.DateTimeField(editable=False)),
                        (
                            "registered_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "language",
                            models.CharField(blank=True, db_default="", max_length=60, verbose_name="language"),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                db_default="unknown",
                                default="unknown",
                                max_length=10,
                                verbose_name="needs an interpreter",
                            ),
                        ),
                        (
                            "digital_post_exempt",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                db_default="unknown",
                                default="unknown",
                                max_length=10,
                                verbose_name="exempt from Digital Post",
                            ),
                        ),
                        (
                            "home_municipality",
                            models.CharField(
                                blank=True, db_default="", max_length=60, verbose_name="municipality of residence"
                            ),
                        ),
                        (
                            "acting_municipality",
                            models.CharField(
                                blank=True,
                                db_default="",
                                help_text="Which municipality decides and pays, when it is another.",
                                max_length=60,
                                verbose_name="acting municipality",
                            ),
                        ),
                        (
                            "is_anonymous",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                help_text="Never looked up and never matched: has no identifying number, which a key of the database holds.",
                                verbose_name="wishes to be anonymous",
                            ),
                        ),
                        (
                            "is_unknown",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                help_text="Unidentified: what stands as the given name is what the citizen is called, an alias as well.",
                                verbose_name="nobody knows the name yet",
                            ),
                        ),
                        (
                            "features",
                            models.CharField(
                                blank=True,
                                db_default="",
                                help_text="What one knows somebody by: build, clothes, a dog, a tattoo, what is spoken.",
                                max_length=300,
                                verbose_name="features",
                            ),
                        ),
                        (
                            "death",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                help_text="The death that stands; written by its own functions alone.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.death",
                            ),
                        ),
                        ("died_on", models.DateField(blank=True, editable=False, null=True, verbose_name="died on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "sort_name",
                            models.GeneratedField(
                                db_persist=True,
                                expression=cases.models.citizens.DanishOrder(
                                    django.db.models.functions.text.Concat(
                                        models.F("given_name"), models.Value(" "), models.F("family_name")
                                    )
                                ),
                                output_field=models.CharField(db_collation="C", max_length=420),
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["birth_on", "sort_name"], name="citizen_by_birth")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("given_name", ""), _negated=True), name="citizen_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sex__in", ["female", "male", "unknown"])), name="citizen_sex_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("birth_on__isnull", True), ("birth_year__isnull", True), _connector="OR"
                                ),
                                name="citizen_birth_date_or_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("birth_year__isnull", True), ("birth_year__range", (1900, 2100)), _connector="OR"
                                ),
                                name="citizen_birth_year_likely",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("birth_on__isnull", True),
                                    ("birth_on__range", (datetime.date(1858, 1, 1), datetime.date(2100, 12, 31))),
                                    _connector="OR",
                                ),
                                name="citizen_birth_date_likely",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("digital_post_exempt__in", ["yes", "no", "unknown"]),
                                    ("interpreter__in", ["yes", "no", "unknown"]),
                                ),
                                name="citizen_particulars_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_unknown", False),
                                    models.Q(("birth_on__isnull", True), ("family_name", "")),
                                    _connector="OR",
                                ),
                                name="citizen_unknown_has_no_name_or_birth_date",
                            ),
                            models.UniqueConstraint(fields=("id", "is_anonymous"), name="citizen_and_anonymity"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("death__isnull", True), ("died_on__isnull", True)),
                                    models.Q(("death__isnull", False), ("died_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="citizen_death_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("risk_instruction", ""), ("risk_review_on__isnull", True)),
                                    models.Q(
                                        models.Q(("risk_instruction", ""), _negated=True),
                                        ("risk_review_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="citizen_risk_is_reviewed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReminderDay",
                    fields=[
                        ("day_on", models.DateField(primary_key=True, serialize=False)),
                        ("people", models.PositiveIntegerField(help_text="How many digests were posted.")),
                        (
                            "missed",
                            models.BooleanField(
                                help_text="Nothing ran that day from the hour on: nobody is told of it afterwards."
                            ),
                        ),
                        ("closed_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=100)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("is_fixed", models.BooleanField(default=False)),
                        ("is_open", models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Alias",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("added_at", models.DateTimeField(editable=False)),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="cases.citizen"
                            ),
                        ),
                        ("text", models.CharField(max_length=100, verbose_name="alias")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="alias_said"),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("citizen", "text"),
                                name="alias_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Background",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="backgrounds",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "own_doctor",
                            models.CharField(
                                choices=[("named", "Has one"), ("none", "Has none"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="own doctor",
                            ),
                        ),
                        ("doctor", models.CharField(blank=True, max_length=200, verbose_name="clinic, name and phone")),
                        ("nationality", models.CharField(blank=True, max_length=60, verbose_name="nationality")),
                        (
                            "residence",
                            models.CharField(
                                choices=[
                                    ("not_asked", "Not asked"),
                                    ("danish", "Danish citizen"),
                                    ("nordic", "Nordic citizen"),
                                    ("eu", "EU or EEA citizen"),
                                    ("permit", "Residence permit"),
                                    ("asylum", "Asylum being decided"),
                                    ("none", "None"),
                                    ("unclear", "Asked, and unclear"),
                                ],
                                default="not_asked",
                                max_length=20,
                                verbose_name="basis of residence",
                            ),
                        ),
                        (
                            "residence_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="why we had to know"),
                        ),
                        (
                            "children",
                            models.CharField(
                                choices=[
                                    ("with", "With the citizen"),
                                    ("elsewhere", "Elsewhere"),
                                    ("both", "Some with the citizen"),
                                    ("none", "None"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="children",
                            ),
                        ),
                        (
                            "children_text",
                            models.CharField(blank=True, max_length=200, verbose_name="how many, and their ages"),
                        ),
                        (
                            "pregnant",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="pregnant",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("citizen", "unit"), name="background_once_in_unit"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("children__in", ["with", "elsewhere", "both", "none", "unknown"]),
                                    ("own_doctor__in", ["named", "none", "unknown"]),
                                    ("pregnant__in", ["yes", "no", "unknown"]),
                                    (
                                        "residence__in",
                                        ["not_asked", "danish", "nordic", "eu", "permit", "asylum", "none", "unclear"],
                                    ),
                                ),
                                name="background_choices_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("own_doctor", "named"), ("doctor", ""), _connector="XOR"),
                                name="background_doctor_named_or_not",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("residence", "not_asked"), ("residence_reason", "")),
                                    models.Q(
                                        models.Q(("residence", "not_asked"), _negated=True),
                                        models.Q(("residence_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="background_residence_asked_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("children_text", ""),
                                    models.Q(("children__in", ["unknown", "none"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="background_children_there_are",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__isnull", True), ("pregnant", "yes"), _connector="OR"),
                                name="background_due_when_pregnant",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Call",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="calls", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "caller",
                            models.CharField(
                                choices=[
                                    ("unit", "Hostel or partner"),
                                    ("sociolance", "Sociolancen"),
                                    ("relative", "A relative"),
                                    ("citizen", "The citizen"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="who rang",
                            ),
                        ),
                        (
                            "caller_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("caller_name", models.CharField(blank=True, max_length=120, verbose_name="name of who rang")),
                        ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                        ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
                        (
                            "sighting",
                            models.OneToOneField(
                                blank=True,
                                help_text="What they saw.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="call",
                                to="cases.sighting",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["citizen", "-at", "-id"], name="call_newest_of_citizen")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("caller__in", ["unit", "sociolance", "relative", "citizen", "colleague", "other"])
                                ),
                                name="call_caller_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("said"), 2000)),
                                name="call_said_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "ground",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="case", to="cases.ground"
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("resting", "Resting"),
                                    ("searching", "Sought"),
                                    ("aftercare", "Aftercare"),
                                    ("closed", "Closed"),
                                ],
                                default="active",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("status_at", models.DateTimeField(verbose_name="in this state since")),
                        (
                            "status_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "status_reason",
                            models.CharField(blank=True, max_length=1000, verbose_name="why it is in this state"),
                        ),
                        (
                            "look_again_on",
                            models.DateField(
                                blank=True,
                                help_text="While it rests, or the citizen is sought.",
                                null=True,
                                verbose_name="look at it again on",
                            ),
                        ),
                        (
                            "closed_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("manages", "Manages without us"),
                                    ("handed_over", "Others have taken over"),
                                    ("moved", "Moved, and received there"),
                                    ("wish", "The citizen's own wish"),
                                    ("dead", "Dead"),
                                    ("mistake", "Opened by mistake"),
                                    ("earlier", "Closed before causes were written down"),
                                ],
                                max_length=12,
                                verbose_name="cause of closing",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "closed"), _negated=True),
                                fields=["unit", "citizen"],
                                name="case_open_in_unit",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["active", "resting", "searching", "aftercare", "closed"])
                                ),
                                name="case_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "closed_cause__in",
                                        ["", "manages", "handed_over", "moved", "wish", "dead", "mistake", "earlier"],
                                    )
                                ),
                                name="case_closed_cause_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", "closed"),
                                        models.Q(("closed_cause", ""), _negated=True),
                                        models.Q(("status_reason", ""), _negated=True),
                                    ),
                                    models.Q(models.Q(("status", "closed"), _negated=True), ("closed_cause", "")),
                                    _connector="OR",
                                ),
                                name="case_closed_with_a_cause_and_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("look_again_on__isnull", False),
                                        ("status__in", ["resting", "searching"]),
                                        models.Q(("status_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status__in", ["resting", "searching"]), _negated=True),
                                        ("look_again_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_waits_for_a_day_with_a_reason",
                            ),
                            models.UniqueConstraint(fields=("citizen", "unit"), name="case_once_in_unit"),
                            models.UniqueConstraint(fields=("id", "citizen", "unit"), name="case_of_citizen_and_unit"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="cases.case"
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "caseworker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "assigned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "named_until_on",
                            models.DateField(
                                blank=True,
                                help_text="After a handover both are named to the citizen until this day.",
                                null=True,
                                verbose_name="named to the citizen until",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=["caseworker", "unit"],
                                name="assignment_open_of",
                            ),
                            models.Index(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=["citizen"],
                                name="assignment_open_on",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="assignment_period_forwards",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("case", "="),
                                    (cases.models.casework._Days("starts_on", "ends_on"), "&&"),
                                ],
                                name="assignment_one_at_a_time",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("case",),
                                name="assignment_one_open",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "citizen", "unit"), name="assignment_of_citizen_and_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("named_until_on__isnull", True),
                                    models.Q(
                                        ("named_until_on__gt", models.F("ends_on")),
                                        (
                                            "named_until_on__lte",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("ends_on"), "+", models.Value(datetime.timedelta(days=92))
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="assignment_named_after_it_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStatusChange",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="status_changes",
                                to="cases.case",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "from_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("active", "Active"),
                                    ("resting", "Resting"),
                                    ("searching", "Sought"),
                                    ("aftercare", "Aftercare"),
                                    ("closed", "Closed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("resting", "Resting"),
                                    ("searching", "Sought"),
                                    ("aftercare", "Aftercare"),
                                    ("closed", "Closed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        ("look_again_on", models.DateField(blank=True, null=True)),
                        (
                            "closed_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("manages", "Manages without us"),
                                    ("handed_over", "Others have taken over"),
                                    ("moved", "Moved, and received there"),
                                    ("wish", "The citizen's own wish"),
                                    ("dead", "Dead"),
                                    ("mistake", "Opened by mistake"),
                                    ("earlier", "Closed before causes were written down"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "-changed_at"], name="case_status_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("from_status", ""), ("to_status", "active")),
                                    models.Q(
                                        ("from_status", "active"),
                                        ("to_status__in", ["aftercare", "closed", "resting", "searching"]),
                                    ),
                                    models.Q(
                                        ("from_status", "resting"),
                                        ("to_status__in", ["active", "aftercare", "closed", "resting", "searching"]),
                                    ),
                                    models.Q(
                                        ("from_status", "searching"),
                                        ("to_status__in", ["active", "closed", "resting", "searching"]),
                                    ),
                                    models.Q(
                                        ("from_status", "aftercare"),
                                        ("to_status__in", ["active", "closed", "searching"]),
                                    ),
                                    models.Q(("from_status", "closed"), ("to_status__in", ["active"])),
                                    _connector="OR",
                                ),
                                name="case_status_change_allowed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_status", "active"), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="case_status_change_reasoned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("to_status", "closed"), _negated=True),
                                    ("from_status", "aftercare"),
                                    ("closed_cause__in", ["dead", "mistake", "earlier"]),
                                    _connector="OR",
                                ),
                                name="case_closed_through_aftercare",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("to_status", "closed"),
                                        (
                                            "closed_cause__in",
                                            ["manages", "handed_over", "moved", "wish", "dead", "mistake", "earlier"],
                                        ),
                                    ),
                                    models.Q(models.Q(("to_status", "closed"), _negated=True), ("closed_cause", "")),
                                    _connector="OR",
                                ),
                                name="case_status_change_cause_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStatusChangeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.casestatuschange",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "from_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("active", "Active"),
                                    ("resting", "Resting"),
                                    ("searching", "Sought"),
                                    ("aftercare", "Aftercare"),
                                    ("closed", "Closed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("resting", "Resting"),
                                    ("searching", "Sought"),
                                    ("aftercare", "Aftercare"),
                                    ("closed", "Closed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=1000)),
                        ("look_again_on", models.DateField(blank=True, null=True)),
                        (
                            "closed_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("manages", "Manages without us"),
                                    ("handed_over", "Others have taken over"),
                                    ("moved", "Moved, and received there"),
                                    ("wish", "The citizen's own wish"),
                                    ("dead", "Dead"),
                                    ("mistake", "Opened by mistake"),
                                    ("earlier", "Closed before causes were written down"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BackgroundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.background",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "own_doctor",
                            models.CharField(
                                choices=[("named", "Has one"), ("none", "Has none"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="own doctor",
                            ),
                        ),
                        ("doctor", models.CharField(blank=True, max_length=200, verbose_name="clinic, name and phone")),
                        ("nationality", models.CharField(blank=True, max_length=60, verbose_name="nationality")),
                        (
                            "residence",
                            models.CharField(
                                choices=[
                                    ("not_asked", "Not asked"),
                                    ("danish", "Danish citizen"),
                                    ("nordic", "Nordic citizen"),
                                    ("eu", "EU or EEA citizen"),
                                    ("permit", "Residence permit"),
                                    ("asylum", "Asylum being decided"),
                                    ("none", "None"),
                                    ("unclear", "Asked, and unclear"),
                                ],
                                default="not_asked",
                                max_length=20,
                                verbose_name="basis of residence",
                            ),
                        ),
                        (
                            "residence_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="why we had to know"),
                        ),
                        (
                            "children",
                            models.CharField(
                                choices=[
                                    ("with", "With the citizen"),
                                    ("elsewhere", "Elsewhere"),
                                    ("both", "Some with the citizen"),
                                    ("none", "None"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="children",
                            ),
                        ),
                        (
                            "children_text",
                            models.CharField(blank=True, max_length=200, verbose_name="how many, and their ages"),
                        ),
                        (
                            "pregnant",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="pregnant",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssignmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.assignment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "caseworker",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "assigned_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "named_until_on",
                            models.DateField(
                                blank=True,
                                help_text="After a handover both are named to the citizen until this day.",
                                null=True,
                                verbose_name="named to the citizen until",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AliasEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.alias",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("added_at", models.DateTimeField(editable=False)),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        ("text", models.CharField(max_length=100, verbose_name="alias")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CitizenApart",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        ("one", models.UUIDField()),
                        ("other", models.UUIDField()),
                        ("said_at", models.DateTimeField()),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("unit", "one", "other"),
                                name="apart_once_while_it_holds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("one__lt", models.F("other"))), name="apart_of_two_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="apart_undone_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CitizenApartEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.citizenapart",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("one", models.UUIDField()),
                        ("other", models.UUIDField()),
                        ("said_at", models.DateTimeField()),
                        (
                            "said_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CitizenMerge",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("merged_from", models.UUIDField(help_text="The citizen who is shown as the other.")),
                        ("merged_into", models.UUIDField(help_text="The citizen whom lists show.")),
                        ("reason", models.CharField(max_length=500)),
                        ("merged_at", models.DateTimeField()),
                        (
                            "merged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_reason", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=["merged_into"],
                                name="merge_into",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("merged_from",),
                                name="merge_once_while_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("merged_from", models.F("merged_into")), _negated=True),
                                name="merge_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="merge_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("undone_at__isnull", True), ("undone_by__isnull", True), ("undone_reason", "")
                                    ),
                                    models.Q(
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                        models.Q(("undone_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="merge_undone_by_somebody_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CitizenMergeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.citizenmerge",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("merged_from", models.UUIDField(help_text="The citizen who is shown as the other.")),
                        ("merged_into", models.UUIDField(help_text="The citizen whom lists show.")),
                        ("reason", models.CharField(max_length=500)),
                        ("merged_at", models.DateTimeField()),
                        (
                            "merged_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_reason", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Companion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="companions",
                                to="cases.contact",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("contact", "user"), name="companion_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "medium",
                            models.CharField(
                                choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                                default="in_person",
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.place",
                                verbose_name="where",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        (
                            "initiative",
                            models.CharField(
                                choices=[("ours", "Ours"), ("citizen", "The citizen's"), ("tip", "A tip from others")],
                                default="ours",
                                max_length=10,
                                verbose_name="whose initiative",
                            ),
                        ),
                        (
                            "with_others",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="A job and where from; colleagues of the unit are rows of their own.",
                                max_length=120,
                                verbose_name="others who were there",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[("logged", "Logged"), ("imported", "Imported")],
                                default="logged",
                                max_length=10,
                            ),
                        ),
                        ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["by", "-at"], name="contact_newest_of_author")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("medium__in", ["in_person", "phone", "message"])),
                                name="contact_medium_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("initiative__in", ["ours", "citizen", "tip"])),
                                name="contact_initiative_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["logged", "imported"])), name="contact_source_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("saved_at"))), name="contact_not_in_the_future"
                            ),
                            models.UniqueConstraint(fields=("id", "unit"), name="contact_of_unit"),
                            models.UniqueConstraint(
                                fields=("id", "unit", "by", "at", "medium"), name="contact_as_copied"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompanionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.companion",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.contact",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactDraft",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("key", models.UUIDField(help_text="The form's own, with which the contact will be saved.")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("content", models.BinaryField(help_text="What stands in the fields, sealed.")),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["saved_at"], name="draft_oldest")],
                        "constraints": [models.UniqueConstraint(fields=("by", "unit", "key"), name="draft_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ContactLine",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="cases.contact"
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_lines",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "medium",
                            models.CharField(
                                choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                                max_length=10,
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.place",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("refused", "Refused"),
                                    ("missed", "Appointment missed"),
                                ],
                                max_length=10,
                                verbose_name="how it went",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "accompanied_to",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=120, verbose_name="accompanied to"
                            ),
                        ),
                        (
                            "accompanied_unit",
                            models.ForeignKey(
                                blank=True,
                                help_text="The effort in the directory to which somebody walked with the citizen.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("struck_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is struck"),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["citizen", "-at", "-id"], name="line_newest_of_citizen"),
                            models.Index(
                                condition=models.Q(("struck_at__isnull", False)),
                                fields=["unit", "-struck_at"],
                                name="line_struck",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("medium__in", ["in_person", "phone", "message"])),
                                name="line_medium_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["met", "not_met", "refused", "missed"])),
                                name="line_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minutes__isnull", True), ("minutes__range", (0, 1440)), _connector="OR"
                                ),
                                name="line_minutes_in_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("struck_at__isnull", True), ("struck_by__isnull", True), ("struck_reason", "")
                                    ),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="line_struck_by_a_person_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accompanied_to", ""), ("accompanied_unit__isnull", True)),
                                    models.Q(("medium", "in_person"), ("outcome", "met")),
                                    _connector="OR",
                                ),
                                name="line_accompanied_when_met",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("note"), 20000)),
                                name="line_note_length",
                            ),
                            models.UniqueConstraint(fields=("contact", "citizen"), name="line_citizen_once"),
                            models.UniqueConstraint(fields=("id", "citizen", "unit"), name="line_of_citizen_and_unit"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Death",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="deaths", to="cases.citizen"
                            ),
                        ),
                        ("died_on", models.DateField(verbose_name="died on")),
                        ("is_about", models.BooleanField(default=False, verbose_name="the day is approximate")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("hospital", "The hospital"),
                                    ("police", "The police"),
                                    ("cpr", "The CPR register"),
                                    ("relative", "A relative"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=10,
                                verbose_name="from whom",
                            ),
                        ),
                        (
                            "source_text",
                            models.CharField(blank=True, max_length=200, verbose_name="from whom, in words"),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is withdrawn"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source__in", ["hospital", "police", "cpr", "relative", "colleague", "other"])
                                ),
                                name="death_source_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", "other"), _negated=True),
                                    models.Q(("source_text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="death_other_source_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("died_on__range", (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
                                ),
                                name="death_day_likely",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at__isnull", True),
                                        ("withdrawn_by__isnull", True),
                                        ("withdrawn_reason", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="death_withdrawn_by_a_person_with_a_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("citizen",),
                                name="death_one_stands",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "citizen", "died_on"), name="death_of_citizen_and_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CitizenEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(editable=False, serialize=False)),
                        ("given_name", models.CharField(max_length=200, verbose_name="given names")),
                        ("family_name", models.CharField(blank=True, max_length=200, verbose_name="family name")),
                        ("birth_on", models.DateField(blank=True, null=True, verbose_name="born on")),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Approximate year, when the date is not known.",
                                null=True,
                                verbose_name="born about",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("female", "Female"), ("male", "Male"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=10,
                                verbose_name="sex as registered",
                            ),
                        ),
                        (
                            "is_protected",
                            models.BooleanField(
                                default=False,
                                help_text="Name, haunts and places are masked for everybody outside casework (CPR Act § 28).",
                                verbose_name="name and address protection",
                            ),
                        ),
                        (
                            "risk_instruction",
                            models.CharField(
                                blank=True,
                                help_text="What a colleague must do, such as going two together. Everybody who may see the citizen reads it.",
                                max_length=200,
                                verbose_name="risk: what to do",
                            ),
                        ),
                        (
                            "risk_review_on",
                            models.DateField(blank=True, null=True, verbose_name="risk: look at it again on"),
                        ),
                        ("registered_at", models.DateTimeField(editable=False)),
                        (
                            "registered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "language",
                            models.CharField(blank=True, db_default="", max_length=60, verbose_name="language"),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                db_default="unknown",
                                default="unknown",
                                max_length=10,
                                verbose_name="needs an interpreter",
                            ),
                        ),
                        (
                            "digital_post_exempt",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                db_default="unknown",
                                default="unknown",
                                max_length=10,
                                verbose_name="exempt from Digital Post",
                            ),
                        ),
                        (
                            "home_municipality",
                            models.CharField(
                                blank=True, db_default="", max_length=60, verbose_name="municipality of residence"
                            ),
                        ),
                        (
                            "acting_municipality",
                            models.CharField(
                                blank=True,
                                db_default="",
                                help_text="Which municipality decides and pays, when it is another.",
                                max_length=60,
                                verbose_name="acting municipality",
                            ),
                        ),
                        (
                            "is_anonymous",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                help_text="Never looked up and never matched: has no identifying number, which a key of the database holds.",
                                verbose_name="wishes to be anonymous",
                            ),
                        ),
                        (
                            "is_unknown",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                help_text="Unidentified: what stands as the given name is what the citizen is called, an alias as well.",
                                verbose_name="nobody knows the name yet",
                            ),
                        ),
                        (
                            "features",
                            models.CharField(
                                blank=True,
                                db_default="",
                                help_text="What one knows somebody by: build, clothes, a dog, a tattoo, what is spoken.",
                                max_length=300,
                                verbose_name="features",
                            ),
                        ),
                        (
                            "death",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                help_text="The death that stands; written by its own functions alone.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.death",
                            ),
                        ),
                        ("died_on", models.DateField(blank=True, editable=False, null=True, verbose_name="died on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "sort_name",
                            models.GeneratedField(
                                db_persist=True,
                                expression=cases.models.citizens.DanishOrder(
                                    django.db.models.functions.text.Concat(
                                        models.F("given_name"), models.Value(" "), models.F("family_name")
                                    )
                                ),
                                output_field=models.CharField(db_collation="C", max_length=420),
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DeathEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.death",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        ("died_on", models.DateField(verbose_name="died on")),
                        ("is_about", models.BooleanField(default=False, verbose_name="the day is approximate")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("hospital", "The hospital"),
                                    ("police", "The police"),
                                    ("cpr", "The CPR register"),
                                    ("relative", "A relative"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=10,
                                verbose_name="from whom",
                            ),
                        ),
                        (
                            "source_text",
                            models.CharField(blank=True, max_length=200, verbose_name="from whom, in words"),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is withdrawn"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ExportJob",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("citizens", "Citizens"), ("contacts", "Contacts")],
                                max_length=10,
                                verbose_name="what it holds",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("touched_at", models.DateTimeField(help_text="When the work last came on.")),
                        ("expires_at", models.DateTimeField(help_text="When what it holds is deleted.")),
                        (
                            "stopped_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("asked", "You stopped it."),
                                    ("rights", "The person who asked may not do this any more."),
                                    ("time", "Nobody carried it out in time."),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("total", models.PositiveIntegerField(default=0, help_text="Rows.")),
                        ("position", models.PositiveIntegerField(default=0, help_text="Rows done.")),
                        ("content", models.BinaryField(help_text="The file, sealed.", null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("running", "Being made"), ("done", "Ready"), ("stopped", "Stopped")],
                                default="running",
                                max_length=10,
                            ),
                        ),
                        (
                            "format",
                            models.CharField(
                                choices=[("xlsx", "Workbook (XLSX)"), ("csv", "Text (CSV)")],
                                max_length=10,
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "running")), fields=["touched_at"], name="export_working"
                            ),
                            models.Index(fields=["asked_by", "unit", "-asked_at"], name="export_newest_of"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["citizens", "contacts"])), name="export_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("format__in", ["xlsx", "csv"])), name="export_format_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["running", "done", "stopped"])),
                                name="export_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "stopped"), ("stopped_why__in", ["asked", "rights", "time"])),
                                    models.Q(models.Q(("state", "stopped"), _negated=True), ("stopped_why", "")),
                                    _connector="OR",
                                ),
                                name="export_stopped_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("content__isnull", True), ("state", "done"), _connector="OR"),
                                name="export_file_when_done",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Findable",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("in_unit", models.UUIDField(help_text="The unit's id.")),
                        ("whom", models.UUIDField(help_text="The citizen's id.")),
                        ("sort_name", models.CharField(db_collation="C", max_length=420)),
                        ("is_protected", models.BooleanField()),
                        (
                            "names",
                            models.TextField(help_text="Names and standing aliases, folded, each word between blanks."),
                        ),
                        ("sounds", models.TextField(help_text="The same words as they sound.")),
                        ("about", models.TextField(help_text="Features, folded.")),
                        ("phones", models.TextField(help_text="Standing numbers, digits alone, between blanks.")),
                        (
                            "places",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), help_text="Standing haunts."
                            ),
                        ),
                        (
                            "digests",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BinaryField(),
                                help_text="Numbers that lead here, as the identifiers keep them.",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["whom"], name="findable_of")],
                        "constraints": [
                            models.UniqueConstraint(fields=("in_unit", "whom"), name="findable_once_in_a_unit")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody: the unit owns it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="what")),
                        ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "origin",
                            models.CharField(
                                blank=True,
                                help_text="Key of what opened it: the same reason opens it once.",
                                max_length=80,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "done_line",
                            models.ForeignKey(
                                blank=True,
                                help_text="The contact that covered it, when somebody said so.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups_done",
                                to="cases.contactline",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["owner", "due_on"],
                                name="follow_up_open_of",
                            ),
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["unit", "due_on", "id"],
                                name="follow_up_open_in",
                            ),
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["citizen", "due_on"],
                                name="follow_up_open_on",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("origin", ""), _negated=True),
                                fields=("unit", "origin"),
                                name="follow_up_origin_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True), name="follow_up_said"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="follow_up_done_by_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_line__isnull", True), ("done_at__isnull", False), _connector="OR"
                                ),
                                name="follow_up_covered_is_done",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "citizen", "unit"), name="follow_up_of_citizen_and_unit"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUpChange",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "follow_up",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="cases.followup"
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        (
                            "from_owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["follow_up", "-changed_at"], name="follow_up_change_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_on", models.F("to_on")),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="follow_up_moved_with_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUpChangeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.followupchange",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "follow_up",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.followup",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        (
                            "from_owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="why")),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FollowUpEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.followup",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Nobody: the unit owns it.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("what", models.CharField(max_length=200, verbose_name="what")),
                        ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "origin",
                            models.CharField(
                                blank=True,
                                help_text="Key of what opened it: the same reason opens it once.",
                                max_length=80,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "done_line",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The contact that covered it, when somebody said so.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.contactline",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Ground",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="grounds", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                help_text="Set: this person only, not the unit.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("case", "Case"),
                                    ("referral", "Referral"),
                                    ("treatment", "Treatment"),
                                    ("meeting", "Meeting"),
                                    ("consent", "Consent"),
                                    ("contact", "Standing with the citizen"),
                                    ("duty", "On duty"),
                                    ("lookout", "Asked to look out"),
                                    ("glass", "Broken glass"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("scope", models.PositiveSmallIntegerField(choices=[(20, "Shared"), (30, "Casework")])),
                        ("health", models.BooleanField(help_text="Opens health fields to health professionals.")),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Why a coordinator ended what somebody had opened for themselves.",
                                max_length=500,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["citizen", "unit"],
                                include=("user", "scope", "health", "starts_at", "ends_at"),
                                name="ground_by_citizen",
                            ),
                            models.Index(
                                fields=["unit", "citizen"],
                                include=("user", "scope", "health", "starts_at", "ends_at"),
                                name="ground_by_unit",
                            ),
                            models.Index(
                                condition=models.Q(("basis", "glass")), fields=["user", "unit"], name="ground_glass_of"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "basis__in",
                                        [
                                            "case",
                                            "referral",
                                            "treatment",
                                            "meeting",
                                            "consent",
                                            "contact",
                                            "duty",
                                            "lookout",
                                            "glass",
                                        ],
                                    )
                                ),
                                name="ground_basis_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scope__in", [20, 30])), name="ground_scope_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis__in", ("contact", "duty", "glass")), _negated=True),
                                    models.Q(
                                        ("health", False),
                                        ("scope", 20),
                                        ("user__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                        ("ends_at__isnull", False),
                                        models.Q(
                                            models.Q(
                                                ("basis", "contact"),
                                                (
                                                    "ends_at__lte",
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("starts_at"),
                                                        "+",
                                                        models.Value(datetime.timedelta(days=3)),
                                                    ),
                                                ),
                                            ),
                                            models.Q(
                                                ("basis", "duty"),
                                                (
                                                    "ends_at__lte",
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("starts_at"),
                                                        "+",
                                                        models.Value(datetime.timedelta(days=1, seconds=43200)),
                                                    ),
                                                ),
                                            ),
                                            models.Q(
                                                ("basis", "glass"),
                                                (
                                                    "ends_at__lte",
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("starts_at"),
                                                        "+",
                                                        models.Value(datetime.timedelta(days=1)),
                                                    ),
                                                ),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="ground_street_is_personal_reasoned_and_short",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_by__isnull", True), ("ends_at__isnull", False), _connector="OR"
                                ),
                                name="ground_ended_by_somebody",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "citizen", "unit"), name="ground_of_citizen_and_unit"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enquiry",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                help_text="The unit that asked.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "waiting",
                            models.OneToOneField(
                                editable=False,
                                help_text="The asker's side.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.pendingmatch",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("said", models.CharField(blank=True, db_default="", default="", max_length=500)),
                        (
                            "ground",
                            models.ForeignKey(
                                blank=True,
                                help_text="What was opened for the unit that asked; none when it could see the citizen already.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.ground",
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_reason", models.CharField(blank=True, db_default="", default="", max_length=500)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["asked_by", "asked_at"], name="enquiry_rate"),
                            models.Index(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=["citizen"],
                                name="enquiry_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="enquiry_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                        ("ground__isnull", True),
                                        ("said", ""),
                                    ),
                                    models.Q(
                                        ("answer__in", ["shared", "contact", "refused"]),
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="enquiry_answered_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ground__isnull", True), ("answer", "shared"), _connector="OR"),
                                name="enquiry_ground_when_shared",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_reason", "")
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        ("ground__isnull", False),
                                        models.Q(("ended_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="enquiry_ended_by_somebody_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "shared"), _negated=True),
                                    models.Q(("said", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enquiry_shared_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.case",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "ground",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.ground",
                            ),
                        ),
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("resting", "Resting"),
                                    ("searching", "Sought"),
                                    ("aftercare", "Aftercare"),
                                    ("closed", "Closed"),
                                ],
                                default="active",
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("status_at", models.DateTimeField(verbose_name="in this state since")),
                        (
                            "status_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "status_reason",
                            models.CharField(blank=True, max_length=1000, verbose_name="why it is in this state"),
                        ),
                        (
                            "look_again_on",
                            models.DateField(
                                blank=True,
                                help_text="While it rests, or the citizen is sought.",
                                null=True,
                                verbose_name="look at it again on",
                            ),
                        ),
                        (
                            "closed_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("manages", "Manages without us"),
                                    ("handed_over", "Others have taken over"),
                                    ("moved", "Moved, and received there"),
                                    ("wish", "The citizen's own wish"),
                                    ("dead", "Dead"),
                                    ("mistake", "Opened by mistake"),
                                    ("earlier", "Closed before causes were written down"),
                                ],
                                max_length=12,
                                verbose_name="cause of closing",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GroundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.ground",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Set: this person only, not the unit.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("case", "Case"),
                                    ("referral", "Referral"),
                                    ("treatment", "Treatment"),
                                    ("meeting", "Meeting"),
                                    ("consent", "Consent"),
                                    ("contact", "Standing with the citizen"),
                                    ("duty", "On duty"),
                                    ("lookout", "Asked to look out"),
                                    ("glass", "Broken glass"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("scope", models.PositiveSmallIntegerField(choices=[(20, "Shared"), (30, "Casework")])),
                        ("health", models.BooleanField(help_text="Opens health fields to health professionals.")),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Why a coordinator ended what somebody had opened for themselves.",
                                max_length=500,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "assignment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handover",
                                to="cases.assignment",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=1000, verbose_name="handover note")),
                        ("room_reason", models.CharField(blank=True, max_length=500, verbose_name="why one more")),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("note", ""), _negated=True),
                                    models.Q(("room_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="handover_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.handover",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.assignment",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=1000, verbose_name="handover note")),
                        ("room_reason", models.CharField(blank=True, max_length=500, verbose_name="why one more")),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Haunt",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("added_at", models.DateTimeField(editable=False)),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="haunts", to="cases.citizen"
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.place"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("citizen", "place"),
                                name="haunt_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Identifier",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identifiers",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cpr", "CPR number"),
                                    ("x_ecpr", "X-eCPR"),
                                    ("d_ecpr", "D-eCPR"),
                                    ("municipal", "Municipal replacement number"),
                                    ("none", "No number"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "issuer",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Number of the municipality or region, where the number is unique with its issuer only.",
                                max_length=4,
                            ),
                        ),
                        (
                            "digest",
                            models.BinaryField(
                                help_text="HMAC-SHA-256 of kind, issuer and number under CPR_INDEX_KEY.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "of_anonymous",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                editable=False,
                                help_text="No: a key to the citizen's own, so that nobody who wishes to be anonymous has a number. Unknown: the row leads to nobody.",
                                null=True,
                            ),
                        ),
                        (
                            "ciphertext",
                            models.BinaryField(
                                help_text="Key version, nonce and AES-256-GCM of the ten signs.", null=True
                            ),
                        ),
                        (
                            "none_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("abroad", "Has no Danish number"),
                                    ("withheld", "Does not want to say it"),
                                    ("unknown", "Nobody knows it yet"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("replaced", "It was the citizen's, and holds no more"),
                                    ("mistake", "It is not the citizen's"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("ended_reason", models.CharField(blank=True, db_default="", default="", max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_cause", "mistake"), _negated=True),
                                fields=("digest",),
                                name="identifier_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True), ("kind", "cpr")),
                                fields=("citizen",),
                                name="identifier_one_cpr_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "none"), ("ended_at__isnull", True)),
                                fields=("citizen",),
                                name="identifier_none_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["cpr", "x_ecpr", "d_ecpr", "municipal", "none"])),
                                name="identifier_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "none"),
                                        ("ciphertext__isnull", True),
                                        ("digest__isnull", True),
                                        ("none_because__in", ["abroad", "withheld", "unknown"]),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "none"), _negated=True),
                                        ("ciphertext__isnull", False),
                                        ("digest__isnull", False),
                                        ("none_because", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="identifier_number_or_why_none",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issuer__regex", "^\\d{3,4}$"), ("kind__in", ("d_ecpr", "municipal"))),
                                    models.Q(
                                        models.Q(("kind__in", ("d_ecpr", "municipal")), _negated=True), ("issuer", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="identifier_issuer_where_unique_there",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("kind", "none"), _negated=True),
                                        models.Q(("ended_cause", "mistake"), _negated=True),
                                        ("of_anonymous", False),
                                        ("of_anonymous__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "none"), ("ended_cause", "mistake"), _connector="OR"),
                                        ("of_anonymous__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="identifier_of_nobody_anonymous",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        ("ended_by__isnull", True),
                                        ("ended_cause", ""),
                                        ("ended_reason", ""),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        ("ended_cause__in", ["replaced", "mistake"]),
                                        models.Q(
                                            ("kind", "none"),
                                            models.Q(("ended_reason", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="identifier_ended_by_somebody_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentifierEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.identifier",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cpr", "CPR number"),
                                    ("x_ecpr", "X-eCPR"),
                                    ("d_ecpr", "D-eCPR"),
                                    ("municipal", "Municipal replacement number"),
                                    ("none", "No number"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "issuer",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Number of the municipality or region, where the number is unique with its issuer only.",
                                max_length=4,
                            ),
                        ),
                        (
                            "digest",
                            models.BinaryField(
                                help_text="HMAC-SHA-256 of kind, issuer and number under CPR_INDEX_KEY.",
                                max_length=32,
                                null=True,
                            ),
                        ),
                        (
                            "of_anonymous",
                            models.BooleanField(
                                db_default=False,
                                default=False,
                                editable=False,
                                help_text="No: a key to the citizen's own, so that nobody who wishes to be anonymous has a number. Unknown: the row leads to nobody.",
                                null=True,
                            ),
                        ),
                        (
                            "ciphertext",
                            models.BinaryField(
                                help_text="Key version, nonce and AES-256-GCM of the ten signs.", null=True
                            ),
                        ),
                        (
                            "none_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("abroad", "Has no Danish number"),
                                    ("withheld", "Does not want to say it"),
                                    ("unknown", "Nobody knows it yet"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("replaced", "It was the citizen's, and holds no more"),
                                    ("mistake", "It is not the citizen's"),
                                ],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("ended_reason", models.CharField(blank=True, db_default="", default="", max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ImportJob",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("citizens", "Citizens"), ("contacts", "Contacts")],
                                max_length=10,
                                verbose_name="what it holds",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("touched_at", models.DateTimeField(help_text="When the work last came on.")),
                        ("expires_at", models.DateTimeField(help_text="When what it holds is deleted.")),
                        (
                            "stopped_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("asked", "You stopped it."),
                                    ("rights", "The person who asked may not do this any more."),
                                    ("time", "Nobody carried it out in time."),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("total", models.PositiveIntegerField(default=0, help_text="Rows.")),
                        ("position", models.PositiveIntegerField(default=0, help_text="Rows done.")),
                        ("content", models.BinaryField(help_text="The file, sealed.", null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("read", "Say what the columns are"),
                                    ("mapped", "Being tried"),
                                    ("tried", "Ready"),
                                    ("running", "Being taken in"),
                                    ("done", "Done"),
                                    ("stopped", "Stopped"),
                                ],
                                default="read",
                                max_length=10,
                            ),
                        ),
                        (
                            "headings",
                            models.BinaryField(help_text="Headings and the first cells under them, sealed.", null=True),
                        ),
                        (
                            "columns",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(blank=True, max_length=20),
                                blank=True,
                                default=list,
                                help_text="What each column means; nothing for one that is not read.",
                            ),
                        ),
                        ("last_row", models.PositiveIntegerField(default=0, help_text="Number of the last row done.")),
                        ("made", models.PositiveIntegerField(default=0)),
                        ("same", models.PositiveIntegerField(default=0)),
                        ("different", models.PositiveIntegerField(default=0)),
                        ("waiting", models.PositiveIntegerField(default=0)),
                        ("bad", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("mapped", "running"))),
                                fields=["touched_at"],
                                name="import_working",
                            ),
                            models.Index(fields=["asked_by", "unit", "-asked_at"], name="import_newest_of"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["citizens", "contacts"])), name="import_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["read", "mapped", "tried", "running", "done", "stopped"])
                                ),
                                name="import_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "stopped"), ("stopped_why__in", ["asked", "rights", "time"])),
                                    models.Q(models.Q(("state", "stopped"), _negated=True), ("stopped_why", "")),
                                    _connector="OR",
                                ),
                                name="import_stopped_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__lte", models.F("total"))), name="import_position_in_list"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "position",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("made"), "+", models.F("same")
                                                    ),
                                                    "+",
                                                    models.F("different"),
                                                ),
                                                "+",
                                                models.F("waiting"),
                                            ),
                                            "+",
                                            models.F("bad"),
                                        ),
                                    )
                                ),
                                name="import_counts_what_is_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("content__isnull", True), ("state__in", ["read", "mapped"]), _connector="OR"
                                ),
                                name="import_file_only_until_tried",
                            ),
                            models.UniqueConstraint(fields=("id", "unit", "asked_by"), name="import_as_copied"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "job",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="cases.importjob"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("number", models.PositiveIntegerField(help_text="As the spreadsheet shows it.")),
                        ("cells", models.BinaryField(help_text="What stands in the row, sealed.")),
                        (
                            "key",
                            models.BinaryField(
                                help_text="Keyed hash of whom or what it is about.", max_length=32, null=True
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("made", "taken in"),
                                    ("same", "unchanged"),
                                    ("different", "differs, left as it is"),
                                    ("waiting", "awaits match"),
                                    ("bad", "bad row"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("said", models.BinaryField(help_text="Why, and what differs, sealed.", null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["job", "key"], name="import_row_about"),
                            models.Index(fields=["job", "outcome", "number"], name="import_row_by_outcome"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["made", "same", "different", "waiting", "bad"])),
                                name="import_row_outcome_known",
                            ),
                            models.UniqueConstraint(fields=("job", "number"), name="import_row_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", models.UUIDField(help_text="Made by the device, once for each contact.")),
                        (
                            "digest",
                            models.BinaryField(
                                help_text="Keyed hash of the content: tells a replay from a change.", max_length=32
                            ),
                        ),
                        ("body", models.BinaryField(help_text="What the device wrote, sealed.")),
                        (
                            "happened_at",
                            models.DateTimeField(help_text="By the clock of the server, as far as that can be told."),
                        ),
                        ("received_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for the coordinator"),
                                    ("filed", "Filed"),
                                    ("aside", "Set aside"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ground", "The unit did not work with the citizen at the time it says."),
                                    ("clock", "The clock of the phone was wrong, so the time is not certain."),
                                    ("conflict", "The same contact came twice with different content. Both are kept."),
                                    ("refused", "Something in it does not fit with what is known of the citizen."),
                                    ("unreadable", "It could not be read as a contact."),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.contact",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, help_text="Why it was set aside.", max_length=500)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["unit", "received_at"],
                                name="intake_waiting_in_unit",
                            ),
                            models.Index(
                                condition=models.Q(("state", "filed")),
                                fields=["settled_at"],
                                name="intake_filed_oldest",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "filed", "aside"])),
                                name="intake_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("why__in", ["", "ground", "clock", "conflict", "refused", "unreadable"])
                                ),
                                name="intake_why_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", True), ("settled_by__isnull", True), ("state", "waiting")
                                    ),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="intake_waits_or_is_settled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("contact__isnull", False), ("state", "filed")),
                                    models.Q(models.Q(("state", "filed"), _negated=True), ("contact__isnull", True)),
                                    _connector="OR",
                                ),
                                name="intake_filed_as_a_contact",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "aside"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="intake_aside_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="intake_waits_for_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("happened_at__lte", models.F("received_at"))),
                                name="intake_not_before_it_happened",
                            ),
                            models.UniqueConstraint(fields=("by", "key", "digest"), name="intake_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LineService",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="cases.contactline",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.service"
                            ),
                        ),
                        (
                            "response",
                            models.CharField(
                                choices=[("offered", "Offered"), ("accepted", "Accepted"), ("refused", "Declined")],
                                default="accepted",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("line", "service"), name="line_service_once"),
                            models.CheckConstraint(
                                condition=models.Q(("response__in", ["offered", "accepted", "refused"])),
                                name="line_service_response_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lookout",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lookouts", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                                verbose_name="who is asked",
                            ),
                        ),
                        (
                            "ground",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.ground"
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="what to look for, and what to say")),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="until")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "Withdrawn"),
                                    ("met", "Met"),
                                    ("found", "Sought no more"),
                                    ("dead", "Dead"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["citizen"],
                                name="lookout_open_on",
                            ),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["to_unit"],
                                name="lookout_open_for",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="lookout_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_cause", "")
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_cause__in", ["withdrawn", "met", "found", "dead"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="lookout_ended_for_a_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_cause", "withdrawn"), _negated=True),
                                    ("ended_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="lookout_withdrawn_by_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit", models.F("to_unit")), _negated=True),
                                name="lookout_of_another_unit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LookoutEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.lookout",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                                verbose_name="who is asked",
                            ),
                        ),
                        (
                            "ground",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.ground",
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="what to look for, and what to say")),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="until")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "Withdrawn"),
                                    ("met", "Met"),
                                    ("found", "Sought no more"),
                                    ("dead", "Dead"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Lookup",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("contact", "Standing with the citizen"),
                                    ("glass", "Life in danger"),
                                    ("known", "Is the citizen known?"),
                                    ("duty", "On duty"),
                                    ("seen", "Said that somebody is here"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "asked",
                            models.BinaryField(
                                help_text="SHA-256 of the identifier's digest, the name and the date.", max_length=32
                            ),
                        ),
                        (
                            "written_in",
                            udsatte.access.models.TransactionField(
                                db_default=udsatte.access.models.ThisTransaction(),
                                editable=False,
                                help_text="The transaction that wrote it: the answer is given in a later one only.",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("opened", "Opened"),
                                    ("known", "Seen already"),
                                    ("told", "Told whom to call"),
                                    ("nobody", "Nobody found"),
                                    ("limited", "Asked too often"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "found",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(),
                                default=list,
                                help_text="The citizens who were found; numbers only.",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["asked_by", "way", "-asked_at"], name="lookup_rate")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["contact", "glass", "known", "duty", "seen"])),
                                name="lookup_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""),
                                    ("outcome__in", ["opened", "known", "told", "nobody", "limited"]),
                                    _connector="OR",
                                ),
                                name="lookup_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="lookup_reasoned"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteAddition",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="additions",
                                to="cases.contactline",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.citizen"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("addition", "Addition"),
                                    ("question", "Question"),
                                    ("answer", "Answer"),
                                    ("thanks", "Thanks"),
                                ],
                                db_default="addition",
                                default="addition",
                                max_length=10,
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.noteaddition",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="addition")),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["addition", "question", "answer", "thanks"])),
                                name="addition_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True), ("kind", "thanks"), _connector="OR"
                                ),
                                name="addition_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answers__isnull", False), ("kind", "answer")),
                                    models.Q(models.Q(("kind", "answer"), _negated=True), ("answers__isnull", True)),
                                    _connector="OR",
                                ),
                                name="addition_answers_a_question",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "thanks")),
                                fields=("line", "written_by"),
                                name="addition_thanks_once",
                            ),
                            models.UniqueConstraint(fields=("id", "line"), name="addition_of_line"),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("text"), 20000)),
                                name="addition_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteAdditionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.noteaddition",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.contactline",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("addition", "Addition"),
                                    ("question", "Question"),
                                    ("answer", "Answer"),
                                    ("thanks", "Thanks"),
                                ],
                                db_default="addition",
                                default="addition",
                                max_length=10,
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.noteaddition",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="addition")),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                help_text="None when the unit is told of an answer to what it asked: not even the citizen's number is.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                help_text="Set: told to this person only, not to the unit.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("death", "A citizen has died."),
                                    ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                                    ("contact", "Somebody outside the team is standing with a citizen."),
                                    ("glass", "Somebody has broken the glass to see a citizen."),
                                    ("enquiry", "Another unit asks about a citizen."),
                                    ("enquiry_answered", "An enquiry has been answered."),
                                    ("sighting", "A partner has seen a citizen."),
                                    ("tip", "A partner has seen somebody. Who is it?"),
                                    ("lookout", "Another unit asks you to look out for a citizen."),
                                    (
                                        "lookout_over",
                                        "A citizen whom you looked out for has been met, or is sought no more.",
                                    ),
                                    ("handed_over", "You have a citizen on your list whom you did not have before."),
                                    ("question", "A colleague asks about a contact."),
                                    ("answer", "A question about a contact is answered."),
                                    ("thanks", "A colleague thanks you for a contact."),
                                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                                    (
                                        "safety_again",
                                        "A colleague has still not said that they are out. Call, and go there.",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "about_id",
                            models.UUIDField(
                                blank=True, help_text="The row that it is about, of the kind's table.", null=True
                            ),
                        ),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["unit", "-at", "-id"], name="notice_newest_in"),
                            models.Index(
                                condition=models.Q(("seen_at__isnull", True)), fields=["unit"], name="notice_unseen_in"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "death",
                                            "death_withdrawn",
                                            "contact",
                                            "glass",
                                            "enquiry",
                                            "enquiry_answered",
                                            "sighting",
                                            "tip",
                                            "lookout",
                                            "lookout_over",
                                            "handed_over",
                                            "question",
                                            "answer",
                                            "thanks",
                                            "safety",
                                            "safety_again",
                                        ],
                                    )
                                ),
                                name="notice_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("enquiry_answered", "tip", "safety", "safety_again")),
                                    ("citizen__isnull", False),
                                    _connector="XOR",
                                ),
                                name="notice_is_about_a_citizen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                                    models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="notice_seen_by_a_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.notice",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="None when the unit is told of an answer to what it asked: not even the citizen's number is.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Set: told to this person only, not to the unit.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("death", "A citizen has died."),
                                    ("death_withdrawn", "A death was recorded by mistake and is withdrawn."),
                                    ("contact", "Somebody outside the team is standing with a citizen."),
                                    ("glass", "Somebody has broken the glass to see a citizen."),
                                    ("enquiry", "Another unit asks about a citizen."),
                                    ("enquiry_answered", "An enquiry has been answered."),
                                    ("sighting", "A partner has seen a citizen."),
                                    ("tip", "A partner has seen somebody. Who is it?"),
                                    ("lookout", "Another unit asks you to look out for a citizen."),
                                    (
                                        "lookout_over",
                                        "A citizen whom you looked out for has been met, or is sought no more.",
                                    ),
                                    ("handed_over", "You have a citizen on your list whom you did not have before."),
                                    ("question", "A colleague asks about a contact."),
                                    ("answer", "A question about a contact is answered."),
                                    ("thanks", "A colleague thanks you for a contact."),
                                    ("safety", "A colleague went in, and has not said that they are out. Call now."),
                                    (
                                        "safety_again",
                                        "A colleague has still not said that they are out. Call, and go there.",
                                    ),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "about_id",
                            models.UUIDField(
                                blank=True, help_text="The row that it is about, of the kind's table.", null=True
                            ),
                        ),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PendingMatch",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                help_text="The unit that asked.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cpr", "CPR number"),
                                    ("x_ecpr", "X-eCPR"),
                                    ("d_ecpr", "D-eCPR"),
                                    ("municipal", "Municipal replacement number"),
                                    ("none", "No number"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "called",
                            models.CharField(blank=True, help_text="The name that the asker wrote.", max_length=401),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("said", models.CharField(blank=True, db_default="", default="", max_length=500)),
                        (
                            "call",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Whom to call; told only when asked to.",
                                max_length=500,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                blank=True,
                                help_text="Told only when the citizen is shared.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "-asked_at", "-id"], name="pending_match_newest_of")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="pending_match_reasoned"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["cpr", "x_ecpr", "d_ecpr", "municipal", "none"])),
                                name="pending_match_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("call", ""),
                                        ("citizen__isnull", True),
                                        ("said", ""),
                                    ),
                                    models.Q(
                                        ("answer", "shared"),
                                        ("answered_at__isnull", False),
                                        ("call", ""),
                                        ("citizen__isnull", False),
                                    ),
                                    models.Q(
                                        ("answer", "contact"),
                                        ("answered_at__isnull", False),
                                        ("citizen__isnull", True),
                                        models.Q(("call", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("answer", "refused"),
                                        ("answered_at__isnull", False),
                                        ("call", ""),
                                        ("citizen__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="pending_match_tells_what_was_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("answer", "shared"), ("ended_at__gte", models.F("answered_at"))),
                                    _connector="OR",
                                ),
                                name="pending_match_shared_before_it_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnquiryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.enquiry",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="The unit that asked.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "waiting",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                help_text="The asker's side.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.pendingmatch",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("said", models.CharField(blank=True, db_default="", default="", max_length=500)),
                        (
                            "ground",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="What was opened for the unit that asked; none when it could see the citizen already.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.ground",
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_reason", models.CharField(blank=True, db_default="", default="", max_length=500)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PendingMatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.pendingmatch",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="The unit that asked.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cpr", "CPR number"),
                                    ("x_ecpr", "X-eCPR"),
                                    ("d_ecpr", "D-eCPR"),
                                    ("municipal", "Municipal replacement number"),
                                    ("none", "No number"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "called",
                            models.CharField(blank=True, help_text="The name that the asker wrote.", max_length=401),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("shared", "Shared"), ("contact", "Call"), ("refused", "Not shared")],
                                db_default="",
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("said", models.CharField(blank=True, db_default="", default="", max_length=500)),
                        (
                            "call",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="Whom to call; told only when asked to.",
                                max_length=500,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Told only when the citizen is shared.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="Since when it is shared no more.", null=True),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Phone",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("added_at", models.DateTimeField(editable=False)),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="phones", to="cases.citizen"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, verbose_name="phone")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True), name="phone_said"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("citizen", "number"),
                                name="phone_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhoneEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.phone",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("added_at", models.DateTimeField(editable=False)),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        ("number", models.CharField(max_length=20, verbose_name="phone")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Place",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("street", "Street or square"),
                                    ("shelter", "Hostel"),
                                    ("night_cafe", "Night café"),
                                    ("drop_in", "Drop-in centre"),
                                    ("consumption_room", "Drug consumption room"),
                                    ("home", "Home"),
                                    ("hospital", "Hospital"),
                                    ("office", "Office"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "district",
                            models.CharField(
                                choices=[
                                    ("indre_by", "Indre By"),
                                    ("oesterbro", "Østerbro"),
                                    ("noerrebro", "Nørrebro"),
                                    ("vesterbro", "Vesterbro-Kongens Enghave"),
                                    ("valby", "Valby"),
                                    ("vanloese", "Vanløse"),
                                    ("broenshoej", "Brønshøj-Husum"),
                                    ("bispebjerg", "Bispebjerg"),
                                    ("amager_oest", "Amager Øst"),
                                    ("amager_vest", "Amager Vest"),
                                    ("elsewhere", "Outside Copenhagen"),
                                ],
                                max_length=20,
                                verbose_name="district",
                            ),
                        ),
                        (
                            "focus_area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("vesterbro", "Vesterbro"),
                                    ("nordvest", "Nordvest"),
                                    ("sydhavnen", "Sydhavnen"),
                                    ("sundholm", "Sundholm"),
                                ],
                                max_length=20,
                                verbose_name="focus area",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True, verbose_name="offered in lists")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "street",
                                            "shelter",
                                            "night_cafe",
                                            "drop_in",
                                            "consumption_room",
                                            "home",
                                            "hospital",
                                            "office",
                                        ],
                                    )
                                ),
                                name="place_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "district__in",
                                        [
                                            "indre_by",
                                            "oesterbro",
                                            "noerrebro",
                                            "vesterbro",
                                            "valby",
                                            "vanloese",
                                            "broenshoej",
                                            "bispebjerg",
                                            "amager_oest",
                                            "amager_vest",
                                            "elsewhere",
                                        ],
                                    )
                                ),
                                name="place_district_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("focus_area", ""),
                                    ("focus_area__in", ["vesterbro", "nordvest", "sydhavnen", "sundholm"]),
                                    _connector="OR",
                                ),
                                name="place_focus_area_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HauntEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.haunt",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("added_at", models.DateTimeField(editable=False)),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.place",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.contactline",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.contact",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "medium",
                            models.CharField(
                                choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                                max_length=10,
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.place",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("refused", "Refused"),
                                    ("missed", "Appointment missed"),
                                ],
                                max_length=10,
                                verbose_name="how it went",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "accompanied_to",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=120, verbose_name="accompanied to"
                            ),
                        ),
                        (
                            "accompanied_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The effort in the directory to which somebody walked with the citizen.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("struck_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is struck"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.contact",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "medium",
                            models.CharField(
                                choices=[("in_person", "In person"), ("phone", "By phone"), ("message", "By message")],
                                default="in_person",
                                max_length=10,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.place",
                                verbose_name="where",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        (
                            "initiative",
                            models.CharField(
                                choices=[("ours", "Ours"), ("citizen", "The citizen's"), ("tip", "A tip from others")],
                                default="ours",
                                max_length=10,
                                verbose_name="whose initiative",
                            ),
                        ),
                        (
                            "with_others",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="A job and where from; colleagues of the unit are rows of their own.",
                                max_length=120,
                                verbose_name="others who were there",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[("logged", "Logged"), ("imported", "Imported")],
                                default="logged",
                                max_length=10,
                            ),
                        ),
                        ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Relative",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relatives",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("relation", models.CharField(max_length=60, verbose_name="relation")),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                        (
                            "may_be_told",
                            models.CharField(
                                choices=[
                                    ("nothing", "Nothing"),
                                    ("known", "That we know the citizen"),
                                    ("well", "That the citizen is well"),
                                    ("agreed", "What was agreed"),
                                ],
                                default="nothing",
                                max_length=10,
                                verbose_name="may be told",
                            ),
                        ),
                        ("agreed", models.CharField(blank=True, max_length=300, verbose_name="what was agreed")),
                        ("consent_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["citizen", "unit"],
                                name="relative_of",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("relation", ""), _negated=True)
                                ),
                                name="relative_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("may_be_told__in", ["nothing", "known", "well", "agreed"])),
                                name="relative_may_be_told_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("may_be_told", "nothing"), ("consent_on__isnull", False), _connector="OR"
                                ),
                                name="relative_told_only_by_consent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("may_be_told", "agreed"), _negated=True),
                                    models.Q(("agreed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="relative_agreed_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="relative_ended_by_a_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RelativeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.relative",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("relation", models.CharField(max_length=60, verbose_name="relation")),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                        (
                            "may_be_told",
                            models.CharField(
                                choices=[
                                    ("nothing", "Nothing"),
                                    ("known", "That we know the citizen"),
                                    ("well", "That the citizen is well"),
                                    ("agreed", "What was agreed"),
                                ],
                                default="nothing",
                                max_length=10,
                                verbose_name="may be told",
                            ),
                        ),
                        ("agreed", models.CharField(blank=True, max_length=300, verbose_name="what was agreed")),
                        ("consent_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskStory",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_stories",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        ("text", models.TextField(max_length=5000, verbose_name="what happened")),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["citizen", "-written_at"], name="risk_story_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="risk_story_told"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("text"), 5000)),
                                name="risk_story_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskStoryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.riskstory",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("text", models.TextField(max_length=5000, verbose_name="what happened")),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LineServiceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.lineservice",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.contactline",
                            ),
                        ),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.service",
                            ),
                        ),
                        (
                            "response",
                            models.CharField(
                                choices=[("offered", "Offered"), ("accepted", "Accepted"), ("refused", "Declined")],
                                default="accepted",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Sighting",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sightings",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                help_text="Which wrote it down.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.place",
                                verbose_name="where",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        (
                            "told_kind",
                            models.CharField(
                                choices=[
                                    ("unit", "Hostel or partner"),
                                    ("sociolance", "Sociolancen"),
                                    ("relative", "A relative"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="seen by",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                                verbose_name="which one",
                            ),
                        ),
                        ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who saw")),
                        ("struck_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is struck"),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["citizen", "-at", "-id"], name="sighting_newest_of_citizen")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_kind__in", ["unit", "sociolance", "relative", "colleague", "other"])
                                ),
                                name="sighting_told_by_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("told_kind", "other"), _negated=True),
                                    models.Q(("told_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sighting_other_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_unit__isnull", True),
                                    ("told_kind__in", ["unit", "sociolance"]),
                                    _connector="OR",
                                ),
                                name="sighting_told_by_one_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("saved_at"))), name="sighting_not_in_the_future"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("struck_at__isnull", True), ("struck_by__isnull", True), ("struck_reason", "")
                                    ),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sighting_struck_by_a_person_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CallEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.call",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "caller",
                            models.CharField(
                                choices=[
                                    ("unit", "Hostel or partner"),
                                    ("sociolance", "Sociolancen"),
                                    ("relative", "A relative"),
                                    ("citizen", "The citizen"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="who rang",
                            ),
                        ),
                        (
                            "caller_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("caller_name", models.CharField(blank=True, max_length=120, verbose_name="name of who rang")),
                        ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                        ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
                        (
                            "sighting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="What they saw.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.sighting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SightingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.sighting",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "citizen",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Which wrote it down.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("saved_at", models.DateTimeField(help_text="When it was saved; `at` is when it happened.")),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.place",
                                verbose_name="where",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        (
                            "told_kind",
                            models.CharField(
                                choices=[
                                    ("unit", "Hostel or partner"),
                                    ("sociolance", "Sociolancen"),
                                    ("relative", "A relative"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="seen by",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                                verbose_name="which one",
                            ),
                        ),
                        ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who saw")),
                        ("struck_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is struck"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StaffLine",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "contact",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="cases.contact"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("advice", "Advice"),
                                    ("supervision", "Supervision"),
                                    ("teaching", "Teaching"),
                                    ("agreement", "Agreement on the cooperation"),
                                ],
                                max_length=12,
                                verbose_name="what it was about",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="Nothing about a citizen: that stands on the citizen.",
                                verbose_name="note",
                            ),
                        ),
                        ("struck_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is struck"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("topic__in", ["advice", "supervision", "teaching", "agreement"])),
                                name="staff_line_topic_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("struck_at__isnull", True), ("struck_by__isnull", True), ("struck_reason", "")
                                    ),
                                    models.Q(
                                        ("struck_at__isnull", False),
                                        ("struck_by__isnull", False),
                                        models.Q(("struck_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="staff_line_struck_by_a_person_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("note"), 20000)),
                                name="staff_line_note_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.staffline",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.contact",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("advice", "Advice"),
                                    ("supervision", "Supervision"),
                                    ("teaching", "Teaching"),
                                    ("agreement", "Agreement on the cooperation"),
                                ],
                                max_length=12,
                                verbose_name="what it was about",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                help_text="Nothing about a citizen: that stands on the citizen.",
                                verbose_name="note",
                            ),
                        ),
                        ("struck_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "struck_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is struck"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Tip",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("call", "Inquiry by telephone"), ("seen", "Seen at a partner's")],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField(help_text="When somebody was seen, or rang.", verbose_name="when")),
                        ("saved_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                help_text="Who wrote it down.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "told_kind",
                            models.CharField(
                                choices=[
                                    ("unit", "Hostel or partner"),
                                    ("sociolance", "Sociolancen"),
                                    ("relative", "A relative"),
                                    ("citizen", "The citizen"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="who told",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who told")),
                        ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                        ("person", models.CharField(max_length=200, verbose_name="about whom, in words")),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
                        (
                            "citizen",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "sighting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.sighting",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is set aside"),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "-saved_at", "-id"], name="tip_newest_in")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["call", "seen"])), name="tip_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "told_kind__in",
                                        ["unit", "sociolance", "relative", "citizen", "colleague", "other"],
                                    )
                                ),
                                name="tip_told_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person", ""), _negated=True), name="tip_about_somebody"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("saved_at"))), name="tip_not_in_the_future"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at__isnull", True),
                                        ("settled_by__isnull", True),
                                        ("settled_reason", ""),
                                    ),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="tip_settled_by_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_at__isnull", True),
                                    ("citizen__isnull", False),
                                    models.Q(("settled_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="tip_set_aside_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(cases.models.citizens.LengthAtMost(models.F("said"), 2000)),
                                name="tip_said_length",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TipEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.tip",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("call", "Inquiry by telephone"), ("seen", "Seen at a partner's")],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField(help_text="When somebody was seen, or rang.", verbose_name="when")),
                        ("saved_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Who wrote it down.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "told_kind",
                            models.CharField(
                                choices=[
                                    ("unit", "Hostel or partner"),
                                    ("sociolance", "Sociolancen"),
                                    ("relative", "A relative"),
                                    ("citizen", "The citizen"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                                verbose_name="who told",
                            ),
                        ),
                        (
                            "told_unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("told_name", models.CharField(blank=True, max_length=120, verbose_name="name of who told")),
                        ("callback", models.CharField(blank=True, max_length=20, verbose_name="number to call back")),
                        ("person", models.CharField(max_length=200, verbose_name="about whom, in words")),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        ("said", models.TextField(blank=True, max_length=2000, verbose_name="what was said")),
                        (
                            "citizen",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "sighting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.sighting",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="why it is set aside"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="in since")),
                        ("due_at", models.DateTimeField(verbose_name="out at")),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.place",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        ("company", models.CharField(blank=True, max_length=120, verbose_name="with whom")),
                        (
                            "watcher",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who is told first; nobody: the whole unit and who is on duty.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("out_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "out_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("alerted_at", models.DateTimeField(blank=True, null=True)),
                        ("escalated_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("out_at__isnull", True)), fields=["due_at"], name="visit_inside"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("place__isnull", False),
                                    models.Q(("whereabouts", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_at__gt", models.F("at"))), name="visit_out_after_in"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("out_at__isnull", True), ("out_by__isnull", True)),
                                    models.Q(("out_at__isnull", False), ("out_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="visit_out_by_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("watcher__isnull", True),
                                    models.Q(("watcher", models.F("by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_watched_by_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("out_at__isnull", True)), fields=("by",), name="visit_one_at_a_time"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="cases.visit",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="in since")),
                        ("due_at", models.DateTimeField(verbose_name="out at")),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.place",
                            ),
                        ),
                        ("whereabouts", models.CharField(blank=True, max_length=120, verbose_name="where, in words")),
                        ("company", models.CharField(blank=True, max_length=120, verbose_name="with whom")),
                        (
                            "watcher",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Who is told first; nobody: the whole unit and who is on duty.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("out_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "out_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("alerted_at", models.DateTimeField(blank=True, null=True)),
                        ("escalated_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CitizenClock",
                    fields=[
                        (
                            "citizen",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="clock",
                                serialize=False,
                                to="cases.citizen",
                            ),
                        ),
                        (
                            "met_at",
                            models.DateTimeField(
                                blank=True, help_text="Truffet: met in person, and willing.", null=True
                            ),
                        ),
                        (
                            "seen_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Set: met or refused in person, or seen by somebody else.",
                                null=True,
                            ),
                        ),
                        (
                            "seen_place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.place",
                            ),
                        ),
                        (
                            "told_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unit", "Hostel or partner"),
                                    ("sociolance", "Sociolancen"),
                                    ("relative", "A relative"),
                                    ("colleague", "A colleague"),
                                    ("other", "Somebody else"),
                                ],
                                db_default="",
                                default="",
                                help_text="Who told of it; empty when a unit's own people saw the citizen.",
                                max_length=12,
                            ),
                        ),
                        (
                            "told_name",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                help_text="The name of the unit that told, where it says nothing about treatment.",
                                max_length=200,
                            ),
                        ),
                        (
                            "spoken_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Spoken with by phone or message; moves neither of the above.",
                                null=True,
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveIntegerField(default=0, help_text="Attempts in vain since last met."),
                        ),
                        ("attempted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "missed_at",
                            models.DateTimeField(blank=True, help_text="Last missed appointment.", null=True),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_kind__in", ["", "unit", "sociolance", "relative", "colleague", "other"])
                                ),
                                name="clock_told_kind_known",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casestatuschange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_casestatuschangeevent" ("case_id", "changed_at", "changed_by_id", "citizen_id", "closed_cause", "from_status", "id", "look_again_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_status", "unit_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."closed_cause", NEW."from_status", NEW."id", NEW."look_again_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."to_status", NEW."unit_id"); RETURN NULL;',
                            hash="54d71febcd1e9d0c8d1cad491744f211f0fad72c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dbec4",
                            table="cases_casestatuschange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casestatuschange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_casestatuschangeevent" ("case_id", "changed_at", "changed_by_id", "citizen_id", "closed_cause", "from_status", "id", "look_again_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_status", "unit_id") VALUES (NEW."case_id", NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."closed_cause", NEW."from_status", NEW."id", NEW."look_again_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."to_status", NEW."unit_id"); RETURN NULL;',
                            hash="d3c119f51af57ea3f77b847eebd352d527ea57c6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3112",
                            table="cases_casestatuschange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="background",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_backgroundevent" ("changed_at", "changed_by_id", "children", "children_text", "citizen_id", "doctor", "due_on", "id", "nationality", "own_doctor", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pregnant", "residence", "residence_reason", "unit_id", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."children", NEW."children_text", NEW."citizen_id", NEW."doctor", NEW."due_on", NEW."id", NEW."nationality", NEW."own_doctor", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pregnant", NEW."residence", NEW."residence_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                            hash="cb5e58af34b80da62ce176a458c89f94339f2b37",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e276b",
                            table="cases_background",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="background",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_backgroundevent" ("changed_at", "changed_by_id", "children", "children_text", "citizen_id", "doctor", "due_on", "id", "nationality", "own_doctor", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pregnant", "residence", "residence_reason", "unit_id", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."children", NEW."children_text", NEW."citizen_id", NEW."doctor", NEW."due_on", NEW."id", NEW."nationality", NEW."own_doctor", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pregnant", NEW."residence", NEW."residence_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                            hash="a75072cce3562b6c3a5f7ffc378603ecc8af9a4e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6b70e",
                            table="cases_background",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assignment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_assignmentevent" ("assigned_by_id", "case_id", "caseworker_id", "citizen_id", "ended_by_id", "ends_on", "id", "named_until_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id") VALUES (NEW."assigned_by_id", NEW."case_id", NEW."caseworker_id", NEW."citizen_id", NEW."ended_by_id", NEW."ends_on", NEW."id", NEW."named_until_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."unit_id"); RETURN NULL;',
                            hash="439989bce2ae50c903f098f3efecda4478107833",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7bb6a",
                            table="cases_assignment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assignment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_assignmentevent" ("assigned_by_id", "case_id", "caseworker_id", "citizen_id", "ended_by_id", "ends_on", "id", "named_until_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "unit_id") VALUES (NEW."assigned_by_id", NEW."case_id", NEW."caseworker_id", NEW."citizen_id", NEW."ended_by_id", NEW."ends_on", NEW."id", NEW."named_until_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."unit_id"); RETURN NULL;',
                            hash="30995f5b986a8b7b95a6af1252555a541eaa22be",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e4d0",
                            table="cases_assignment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="alias",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_aliasevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="2d601f2d69776946fddc577f6a859add67c6f06c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cba3d",
                            table="cases_alias",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="alias",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_aliasevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="3b1da46c0acafced437e43380a0738946b896c1a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_60ceb",
                            table="cases_alias",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citizenapart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_citizenapartevent" ("id", "one", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "undone_at", "undone_by_id", "unit_id") VALUES (NEW."id", NEW."one", NEW."other", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."undone_at", NEW."undone_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="cbb4b6314486e2123651b9fd300d6ebc1b4ede6c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6faa0",
                            table="cases_citizenapart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citizenapart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_citizenapartevent" ("id", "one", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "undone_at", "undone_by_id", "unit_id") VALUES (NEW."id", NEW."one", NEW."other", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."undone_at", NEW."undone_by_id", NEW."unit_id"); RETURN NULL;',
                            hash="d28af02a6a78b4acd96e89cd4a1b771777183e2f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8451c",
                            table="cases_citizenapart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citizenmerge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_citizenmergeevent" ("id", "merged_at", "merged_by_id", "merged_from", "merged_into", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_reason") VALUES (NEW."id", NEW."merged_at", NEW."merged_by_id", NEW."merged_from", NEW."merged_into", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id", NEW."undone_reason"); RETURN NULL;',
                            hash="4a33093ea91d9a698ee4eabcec6ce77c5902e8f0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1a39a",
                            table="cases_citizenmerge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citizenmerge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_citizenmergeevent" ("id", "merged_at", "merged_by_id", "merged_from", "merged_into", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_reason") VALUES (NEW."id", NEW."merged_at", NEW."merged_by_id", NEW."merged_from", NEW."merged_into", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id", NEW."undone_reason"); RETURN NULL;',
                            hash="0a88953a334bb207d0b08823d34dfda218213f0a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6949c",
                            table="cases_citizenmerge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_companionevent" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."contact_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="01bd7271fabfa327c3e0049947300c17e4f26ca9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5df5a",
                            table="cases_companion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="companion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_companionevent" ("contact_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "user_id") VALUES (NEW."contact_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="bb6da2aa635b4181098580384daa001b2a399997",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8719d",
                            table="cases_companion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="death",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_deathevent" ("citizen_id", "died_on", "id", "is_about", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "source_text", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."citizen_id", NEW."died_on", NEW."id", NEW."is_about", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_text", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="a7d924163107e3cd37f86ecc66e04171aaddb2a0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_49150",
                            table="cases_death",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="death",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_deathevent" ("citizen_id", "died_on", "id", "is_about", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "source_text", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."citizen_id", NEW."died_on", NEW."id", NEW."is_about", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_text", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                            hash="994f76f05cffd81d97f89b57a3a6c5f85d1464d3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_33fca",
                            table="cases_death",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citizen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_citizenevent" ("acting_municipality", "birth_on", "birth_year", "death_id", "died_on", "digital_post_exempt", "family_name", "features", "given_name", "home_municipality", "id", "interpreter", "is_anonymous", "is_protected", "is_unknown", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."acting_municipality", NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."digital_post_exempt", NEW."family_name", NEW."features", NEW."given_name", NEW."home_municipality", NEW."id", NEW."interpreter", NEW."is_anonymous", NEW."is_protected", NEW."is_unknown", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                            hash="878acf239358ab807b7e491d7a3b3e08cbe69b1a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b643c",
                            table="cases_citizen",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="citizen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_citizenevent" ("acting_municipality", "birth_on", "birth_year", "death_id", "died_on", "digital_post_exempt", "family_name", "features", "given_name", "home_municipality", "id", "interpreter", "is_anonymous", "is_protected", "is_unknown", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "registered_by_id", "risk_instruction", "risk_review_on", "sex", "version") VALUES (NEW."acting_municipality", NEW."birth_on", NEW."birth_year", NEW."death_id", NEW."died_on", NEW."digital_post_exempt", NEW."family_name", NEW."features", NEW."given_name", NEW."home_municipality", NEW."id", NEW."interpreter", NEW."is_anonymous", NEW."is_protected", NEW."is_unknown", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."registered_by_id", NEW."risk_instruction", NEW."risk_review_on", NEW."sex", NEW."version"); RETURN NULL;',
                            hash="9341f07f027e4eaf82ecc73f608e538b20a06e85",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ddbdd",
                            table="cases_citizen",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_followupevent" ("citizen_id", "done_at", "done_by_id", "done_line_id", "due_on", "id", "opened_at", "opened_by_id", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version", "what", "why") VALUES (NEW."citizen_id", NEW."done_at", NEW."done_by_id", NEW."done_line_id", NEW."due_on", NEW."id", NEW."opened_at", NEW."opened_by_id", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id", NEW."version", NEW."what", NEW."why"); RETURN NULL;',
                            hash="2716bf5d9aefc3ba1bf86cb6c11fc44d741213fc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_52e06",
                            table="cases_followup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_followupevent" ("citizen_id", "done_at", "done_by_id", "done_line_id", "due_on", "id", "opened_at", "opened_by_id", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "version", "what", "why") VALUES (NEW."citizen_id", NEW."done_at", NEW."done_by_id", NEW."done_line_id", NEW."due_on", NEW."id", NEW."opened_at", NEW."opened_by_id", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id", NEW."version", NEW."what", NEW."why"); RETURN NULL;',
                            hash="9c815800d2c87f4b62833dfd9ffacf44f013b6db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c0edd",
                            table="cases_followup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followupchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_followupchangeevent" ("changed_at", "changed_by_id", "citizen_id", "follow_up_id", "from_on", "from_owner_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_on", "to_owner_id", "unit_id") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."follow_up_id", NEW."from_on", NEW."from_owner_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."to_on", NEW."to_owner_id", NEW."unit_id"); RETURN NULL;',
                            hash="6cd8dc3a0ca6a9b10dce6643e0840295f4f3700d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8444e",
                            table="cases_followupchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followupchange",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_followupchangeevent" ("changed_at", "changed_by_id", "citizen_id", "follow_up_id", "from_on", "from_owner_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_on", "to_owner_id", "unit_id") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."citizen_id", NEW."follow_up_id", NEW."from_on", NEW."from_owner_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."to_on", NEW."to_owner_id", NEW."unit_id"); RETURN NULL;',
                            hash="69f3abf2ce42267fd95a6328da1d3f0ab23923f5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_517c3",
                            table="cases_followupchange",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_groundevent" ("basis", "citizen_id", "ended_by_id", "ended_reason", "ends_at", "health", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scope", "starts_at", "unit_id", "user_id") VALUES (NEW."basis", NEW."citizen_id", NEW."ended_by_id", NEW."ended_reason", NEW."ends_at", NEW."health", NEW."id", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."scope", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="d878b998ff8bb8fe2495f2ca97c634b822db6076",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_db693",
                            table="cases_ground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ground",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_groundevent" ("basis", "citizen_id", "ended_by_id", "ended_reason", "ends_at", "health", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scope", "starts_at", "unit_id", "user_id") VALUES (NEW."basis", NEW."citizen_id", NEW."ended_by_id", NEW."ended_reason", NEW."ends_at", NEW."health", NEW."id", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."scope", NEW."starts_at", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="07f04983ceeac95033ed6287ca90d1dc021082a7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_24d46",
                            table="cases_ground",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_caseevent" ("citizen_id", "closed_cause", "ground_id", "id", "look_again_on", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "status_at", "status_by_id", "status_reason", "unit_id", "version") VALUES (NEW."citizen_id", NEW."closed_cause", NEW."ground_id", NEW."id", NEW."look_again_on", NEW."opened_by_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."status_at", NEW."status_by_id", NEW."status_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                            hash="8e1c6148cd4cd6e9ae8918fa903fd5fc4352a7e1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0b483",
                            table="cases_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_caseevent" ("citizen_id", "closed_cause", "ground_id", "id", "look_again_on", "opened_by_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "status_at", "status_by_id", "status_reason", "unit_id", "version") VALUES (NEW."citizen_id", NEW."closed_cause", NEW."ground_id", NEW."id", NEW."look_again_on", NEW."opened_by_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."status_at", NEW."status_by_id", NEW."status_reason", NEW."unit_id", NEW."version"); RETURN NULL;',
                            hash="38e5aefe45140b934ba96584b775cc4dada72541",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f5146",
                            table="cases_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_handoverevent" ("assignment_id", "citizen_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_reason", "unit_id", "written_at", "written_by_id") VALUES (NEW."assignment_id", NEW."citizen_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_reason", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="8a4619ad404d2f732b052b584d517ba086cd5a01",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7623b",
                            table="cases_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="handover",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_handoverevent" ("assignment_id", "citizen_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_reason", "unit_id", "written_at", "written_by_id") VALUES (NEW."assignment_id", NEW."citizen_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_reason", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="1e5b5467968cf831b556c3898889056821db713d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d94a6",
                            table="cases_handover",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "ended_at", "ended_by_id", "ended_cause", "ended_reason", "id", "issuer", "kind", "none_because", "of_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."ended_reason", NEW."id", NEW."issuer", NEW."kind", NEW."none_because", NEW."of_anonymous", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="2137ebd6c65d6f630ee00d6eef2d6a6365ddb155",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c72d4",
                            table="cases_identifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="identifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_identifierevent" ("ciphertext", "citizen_id", "digest", "ended_at", "ended_by_id", "ended_cause", "ended_reason", "id", "issuer", "kind", "none_because", "of_anonymous", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ciphertext", NEW."citizen_id", NEW."digest", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."ended_reason", NEW."id", NEW."issuer", NEW."kind", NEW."none_because", NEW."of_anonymous", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="481617d065fc45244c9aa7fe8dd27ecee9e92d8a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4a493",
                            table="cases_identifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lookout",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_lookoutevent" ("asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_cause", "expires_at", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_unit_id", "unit_id", "words") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."expires_at", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."to_unit_id", NEW."unit_id", NEW."words"); RETURN NULL;',
                            hash="723ace65c0c822975a3eb42255e66e2170e1aafc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c1013",
                            table="cases_lookout",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lookout",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_lookoutevent" ("asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_cause", "expires_at", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_unit_id", "unit_id", "words") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_cause", NEW."expires_at", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."to_unit_id", NEW."unit_id", NEW."words"); RETURN NULL;',
                            hash="a962f7d4de7444635bbfc7569455d59c6b1d77ca",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d5b89",
                            table="cases_lookout",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaddition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_noteadditionevent" ("answers_id", "citizen_id", "id", "kind", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."citizen_id", NEW."id", NEW."kind", NEW."line_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="de44e2851ad13dd2d92b2653e011f8e65408fef7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_572bf",
                            table="cases_noteaddition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaddition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_noteadditionevent" ("answers_id", "citizen_id", "id", "kind", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."citizen_id", NEW."id", NEW."kind", NEW."line_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="62a83129e23f4019a36956c08110efe488a3f4dc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d2a92",
                            table="cases_noteaddition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_noticeevent" ("about_id", "at", "citizen_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_at", "seen_by_id", "unit_id", "user_id") VALUES (NEW."about_id", NEW."at", NEW."citizen_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seen_at", NEW."seen_by_id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="5b462fe4209e19bae847cc9942bda082aa30b5bb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b36a4",
                            table="cases_notice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_noticeevent" ("about_id", "at", "citizen_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_at", "seen_by_id", "unit_id", "user_id") VALUES (NEW."about_id", NEW."at", NEW."citizen_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seen_at", NEW."seen_by_id", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                            hash="41f7b5863d5b5f4820de577d5fee129a82575830",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8e2f0",
                            table="cases_notice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pendingmatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_pendingmatchevent" ("answer", "answered_at", "asked_at", "asked_by_id", "call", "called", "citizen_id", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."call", NEW."called", NEW."citizen_id", NEW."ended_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."said", NEW."unit_id"); RETURN NULL;',
                            hash="43c3d7160fb12bd19982941cf8ac2f78266a3100",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1f027",
                            table="cases_pendingmatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pendingmatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_pendingmatchevent" ("answer", "answered_at", "asked_at", "asked_by_id", "call", "called", "citizen_id", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."call", NEW."called", NEW."citizen_id", NEW."ended_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."said", NEW."unit_id"); RETURN NULL;',
                            hash="1caf0a01847b0fa8a4dd5ac03744602941df071c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e370f",
                            table="cases_pendingmatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enquiry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_enquiryevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_reason", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id", "waiting_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."said", NEW."unit_id", NEW."waiting_id"); RETURN NULL;',
                            hash="63d3fabf9263c8c80efa4c3a3c59d236a5251b18",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cb087",
                            table="cases_enquiry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enquiry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_enquiryevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "citizen_id", "ended_at", "ended_by_id", "ended_reason", "ground_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said", "unit_id", "waiting_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."ground_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."said", NEW."unit_id", NEW."waiting_id"); RETURN NULL;',
                            hash="60decf88c0aa66d10b9d8ed47297b13863576f98",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_65a5d",
                            table="cases_enquiry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_phoneevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="cb25bc11d4624cc9d6cb129c59b6e1c681afe0e9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2accd",
                            table="cases_phone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_phoneevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="32594f4b35f684490bb99e4a6e40db4bc69ac69a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e0391",
                            table="cases_phone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="haunt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_hauntevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id"); RETURN NULL;',
                            hash="2b13bdc7b9bf6db61d5d316a4d38a463352d2cd5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1f98a",
                            table="cases_haunt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="haunt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_hauntevent" ("added_at", "added_by_id", "citizen_id", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."citizen_id", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id"); RETURN NULL;',
                            hash="33ed5c721748f55e8ca529c37a82e2d7856064fe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cecb7",
                            table="cases_haunt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_contactlineevent" ("accompanied_to", "accompanied_unit_id", "at", "by_id", "citizen_id", "contact_id", "id", "medium", "minutes", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "struck_at", "struck_by_id", "struck_reason", "unit_id", "whereabouts") VALUES (NEW."accompanied_to", NEW."accompanied_unit_id", NEW."at", NEW."by_id", NEW."citizen_id", NEW."contact_id", NEW."id", NEW."medium", NEW."minutes", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                            hash="578ee1dd0781fd6c2896b7f4bd1934deeb52ad0a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_78fa4",
                            table="cases_contactline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_contactlineevent" ("accompanied_to", "accompanied_unit_id", "at", "by_id", "citizen_id", "contact_id", "id", "medium", "minutes", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "struck_at", "struck_by_id", "struck_reason", "unit_id", "whereabouts") VALUES (NEW."accompanied_to", NEW."accompanied_unit_id", NEW."at", NEW."by_id", NEW."citizen_id", NEW."contact_id", NEW."id", NEW."medium", NEW."minutes", NEW."note", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                            hash="48b387e9ca99a09b298ae27659957bbe36688faa",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a6f2d",
                            table="cases_contactline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_contactevent" ("at", "by_id", "id", "initiative", "medium", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "source", "unit_id", "whereabouts", "with_others") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."initiative", NEW."medium", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."saved_at", NEW."source", NEW."unit_id", NEW."whereabouts", NEW."with_others"); RETURN NULL;',
                            hash="aeeb73b9edf4d48af9e9c9739f708046c63a4d59",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_075c0",
                            table="cases_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_contactevent" ("at", "by_id", "id", "initiative", "medium", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "source", "unit_id", "whereabouts", "with_others") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."initiative", NEW."medium", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."saved_at", NEW."source", NEW."unit_id", NEW."whereabouts", NEW."with_others"); RETURN NULL;',
                            hash="e6dfe00eb524f592aba591253b7d075414e38699",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d768",
                            table="cases_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="relative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_relativeevent" ("added_at", "added_by_id", "agreed", "citizen_id", "consent_on", "ended_at", "ended_by_id", "id", "may_be_told", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "unit_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."agreed", NEW."citizen_id", NEW."consent_on", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."may_be_told", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."relation", NEW."unit_id"); RETURN NULL;',
                            hash="5b57ea58c078d49f2e4b9521d4ee730c13db17ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_12009",
                            table="cases_relative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="relative",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_relativeevent" ("added_at", "added_by_id", "agreed", "citizen_id", "consent_on", "ended_at", "ended_by_id", "id", "may_be_told", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "unit_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."agreed", NEW."citizen_id", NEW."consent_on", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."may_be_told", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."relation", NEW."unit_id"); RETURN NULL;',
                            hash="765f309fcbbdf3432051986d1640bb2ad1f398f2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_edcba",
                            table="cases_relative",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskstory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_riskstoryevent" ("citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="7c32e106308a447ffe6136815b00d12c56d7d9fd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_631d7",
                            table="cases_riskstory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskstory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_riskstoryevent" ("citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "unit_id", "written_at", "written_by_id") VALUES (NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."unit_id", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="c59f4cc67f2764daee6d6049e9ba77122c664230",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_81c6a",
                            table="cases_riskstory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lineservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_lineserviceevent" ("citizen_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response", "service_id", "unit_id") VALUES (NEW."citizen_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."response", NEW."service_id", NEW."unit_id"); RETURN NULL;',
                            hash="cbfa296ddd5ec58e3fbf048ebb08d4a80c6f6a79",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dc6f5",
                            table="cases_lineservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lineservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_lineserviceevent" ("citizen_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response", "service_id", "unit_id") VALUES (NEW."citizen_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."response", NEW."service_id", NEW."unit_id"); RETURN NULL;',
                            hash="65dd763b65f07a2b0a2ad5a15a4b75db611a57e4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f9517",
                            table="cases_lineservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sighting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_sightingevent" ("at", "by_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "struck_at", "struck_by_id", "struck_reason", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."saved_at", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                            hash="9c9c4c53e0cacb3d3c18f75d6e85619bc0c1d5e6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_335fd",
                            table="cases_sighting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sighting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_sightingevent" ("at", "by_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "struck_at", "struck_by_id", "struck_reason", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."saved_at", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                            hash="80319afbd0639de6888b07851a0424812bf74781",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5629f",
                            table="cases_sighting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="call",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_callevent" ("at", "by_id", "callback", "caller", "caller_name", "caller_unit_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "sighting_id", "unit_id") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."caller", NEW."caller_name", NEW."caller_unit_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said", NEW."sighting_id", NEW."unit_id"); RETURN NULL;',
                            hash="d2bbba275d5edc5d840200609a4df23d752f77e1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1bf05",
                            table="cases_call",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="call",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_callevent" ("at", "by_id", "callback", "caller", "caller_name", "caller_unit_id", "citizen_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "sighting_id", "unit_id") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."caller", NEW."caller_name", NEW."caller_unit_id", NEW."citizen_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said", NEW."sighting_id", NEW."unit_id"); RETURN NULL;',
                            hash="2e143a5609482ea0176bac213fc6f05eb17ad64c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_45830",
                            table="cases_call",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_stafflineevent" ("contact_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_reason", "topic", "unit_id") VALUES (NEW."contact_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."topic", NEW."unit_id"); RETURN NULL;',
                            hash="2927cb67474e5a37be59816bd648875305f41c1a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a3f96",
                            table="cases_staffline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_stafflineevent" ("contact_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "struck_at", "struck_by_id", "struck_reason", "topic", "unit_id") VALUES (NEW."contact_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."struck_at", NEW."struck_by_id", NEW."struck_reason", NEW."topic", NEW."unit_id"); RETURN NULL;',
                            hash="22692e725a994be7dcddce7082e0e64f34955b40",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ebbff",
                            table="cases_staffline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tip",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_tipevent" ("at", "by_id", "callback", "citizen_id", "id", "kind", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "saved_at", "settled_at", "settled_by_id", "settled_reason", "sighting_id", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."citizen_id", NEW."id", NEW."kind", NEW."person", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said", NEW."saved_at", NEW."settled_at", NEW."settled_by_id", NEW."settled_reason", NEW."sighting_id", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                            hash="040d87e15f05ac807a73743011c7bb7e30a1b6d8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7c7a3",
                            table="cases_tip",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tip",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_tipevent" ("at", "by_id", "callback", "citizen_id", "id", "kind", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "saved_at", "settled_at", "settled_by_id", "settled_reason", "sighting_id", "told_kind", "told_name", "told_unit_id", "unit_id", "whereabouts") VALUES (NEW."at", NEW."by_id", NEW."callback", NEW."citizen_id", NEW."id", NEW."kind", NEW."person", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said", NEW."saved_at", NEW."settled_at", NEW."settled_by_id", NEW."settled_reason", NEW."sighting_id", NEW."told_kind", NEW."told_name", NEW."told_unit_id", NEW."unit_id", NEW."whereabouts"); RETURN NULL;',
                            hash="3cc6db88da05acdbad733463db0836642be62dac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9bb94",
                            table="cases_tip",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cases_visitevent" ("alerted_at", "at", "by_id", "company", "due_at", "escalated_at", "id", "out_at", "out_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "unit_id", "watcher_id", "whereabouts") VALUES (NEW."alerted_at", NEW."at", NEW."by_id", NEW."company", NEW."due_at", NEW."escalated_at", NEW."id", NEW."out_at", NEW."out_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."unit_id", NEW."watcher_id", NEW."whereabouts"); RETURN NULL;',
                            hash="4116cb0a7ecc8f46f7268092e74201752b1120be",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_11497",
                            table="cases_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "cases_visitevent" ("alerted_at", "at", "by_id", "company", "due_at", "escalated_at", "id", "out_at", "out_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "unit_id", "watcher_id", "whereabouts") VALUES (NEW."alerted_at", NEW."at", NEW."by_id", NEW."company", NEW."due_at", NEW."escalated_at", NEW."id", NEW."out_at", NEW."out_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."unit_id", NEW."watcher_id", NEW."whereabouts"); RETURN NULL;',
                            hash="f36331f9776e8b7eedacf0666c78f1c3ddb0058c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3c6e",
                            table="cases_visit",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
