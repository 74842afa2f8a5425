"""The Danish catalogue is whole, and the check of it notices what is missing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext

from udsatte.web import catalogue
from udsatte.web.management.commands.catalogue import packages


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with one text in Python, one in a template and one that is counted."""
    (tmp_path / "app").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "app" / "views.py").write_text(
        "from django.utils.translation import gettext as _, ngettext\n"
        '_("Save")\nngettext("%(n)s day", "%(n)s days", 2)\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '<div>\n      {% if x %}\n   don\'t\n{% translate "Open" %}{% endif %}'
        "{% blocktranslate with name=x %}to {{ name }}{% endblocktranslate %}</div>"
    )
    return tmp_path


def _translate(project: Path, **danish: str) -> None:
    content = catalogue.place(project).read_text()
    for english, text in danish.items():
        content = content.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{text}"')
    content = content.replace('to %(name)s"\nmsgstr ""', 'to %(name)s"\nmsgstr "til %(name)s"')
    content = content.replace('msgstr[0] ""', 'msgstr[0] "en dag"').replace('msgstr[1] ""', 'msgstr[1] "%(n)s dage"')
    catalogue.place(project).write_text(content)


def test_every_text_of_ours_is_danish() -> None:
    assert catalogue.faults(settings.BASE_DIR, packages(settings.BASE_DIR)) == []


def test_the_packages_are_our_own() -> None:
    assert {"udsatte", "cases"} <= set(packages(settings.BASE_DIR))
    assert "allauth" not in packages(settings.BASE_DIR)


def test_django_and_allauth_speak_danish_as_they_ship() -> None:
    assert gettext("This field is required.") == "Dette felt er påkrævet."
    assert (
        gettext("Too many failed login attempts. Try again later.")
        != "Too many failed login attempts. Try again later."
    )


def test_texts_are_gathered_from_python_and_templates(project: Path) -> None:
    assert catalogue.update(project, ["app"]) == 4
    content = catalogue.place(project).read_text()
    for text in ("Save", "Open", "to %(name)s", "%(n)s days"):
        assert f'"{text}"' in content
    assert "views.py" not in content


def test_gathering_again_keeps_the_danish_and_drops_what_is_gone(project: Path) -> None:
    catalogue.update(project, ["app"])
    _translate(project, Save="Gem", Open="Åbn")
    assert catalogue.update(project, ["app"]) == 0
    assert catalogue.faults(project, ["app"]) == []
    (project / "app" / "views.py").write_text('_("Save all")\n')
    assert "Not gathered yet: 'Save all'" in catalogue.faults(project, ["app"])
    assert "No longer in use: 'Save'" in catalogue.faults(project, ["app"])
    assert catalogue.update(project, ["app"]) == 1
    assert '"Gem"' not in catalogue.place(project).read_text()


def test_a_guess_a_gap_and_a_lost_placeholder_are_faults(project: Path) -> None:
    catalogue.update(project, ["app"])
    _translate(project, Save="Gem")
    content = catalogue.place(project).read_text().replace("til %(name)s", "til nogen")
    catalogue.place(project).write_text(content.replace('msgid "Save"', '#, fuzzy\nmsgid "Save"'))
    assert set(catalogue.faults(project, ["app"])) == {
        "Only guessed (fuzzy): 'Save'",
        "No Danish: 'Open'",
        "Not the same placeholders: 'to %(name)s'",
    }


def test_what_is_compiled_is_what_django_reads(project: Path) -> None:
    import gettext as reader

    catalogue.update(project, ["app"])
    _translate(project, Save="Gem", Open="Åbn")
    with catalogue.compiled(project).open("rb") as file:
        danish = reader.GNUTranslations(file)
    assert danish.gettext("Save") == "Gem"
    assert danish.ngettext("%(n)s day", "%(n)s days", 2) == "%(n)s dage"
