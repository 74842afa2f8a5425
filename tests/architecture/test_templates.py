"""Nothing inline, nothing unescaped, nothing from elsewhere: what the page's policy would stop is not there."""

import re

import pytest

from tests.architecture.code import ROOT

TEMPLATES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.*")
}
STATIC = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for folder in ("css", "js")
    for path in (ROOT / "static" / folder).rglob("*.*")
    if path.suffix in {".css", ".js"}
}
#: What must not stand in a template, and how a machine sees it.
FORBIDDEN = {
    "an inline style": r"<[^>]*\sstyle\s*=",
    "a style sheet in the page": r"<style[\s>]",
    "a script's body": r"<script(?![^>]*\ssrc=)[^>]*>(?!\s*</script>)",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=",
    "htmx's inline handler": r"\bhx-on[:\w-]*\s*=",
    "htmx's inline values from script": r"hx-vals\s*=\s*[\"']js:",
    "a javascript: address": r"javascript:",
    "unescaped text": r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off",
    "something from another server": r"(?:src|href|action|srcset)\s*=\s*[\"'](?:https?:)?//",
    "a debugging leftover": r"{%\s*debug\s*%}",
    "a form whose words the browser keeps in a file of its own": r"<form\b(?![^>]*\sautocomplete=\"off\")[^>]*>",
    "a form without the house's guard or a token": (
        r"<form[^>]*method=[\"']post[\"']"
        r"(?!(?:(?!</form>)[\s\S])*{%\s*(?:form_guard|csrf_only|csrf_token))"
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    found = {
        path: match.group(0)[:80] for path, text in TEMPLATES.items() if (match := pattern.search(text)) is not None
    }
    assert found == {}


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an inline style", '<p class="x" style="color:red">'),
        ("a script's body", "<script>alert(1)</script>"),
        ("an inline handler", '<button onclick="go()">'),
        ("unescaped text", "{{ note|safe }}"),
        ("something from another server", '<script src="//cdn.example.org/x.js"></script>'),
        ("a form whose words the browser keeps in a file of its own", '<form method="get"></form>'),
        ("a form without the house's guard or a token", '<form method="post"><button></form>{% form_guard %}'),
    ],
)
def test_the_machine_sees_it(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text, re.IGNORECASE)


def test_a_script_carries_the_nonce() -> None:
    for path, text in TEMPLATES.items():
        for tag in re.findall(r"<script[^>]*>", text):
            assert "csp_nonce" in tag, path


def test_our_own_style_and_script_fetch_nothing_from_elsewhere() -> None:
    for path, text in STATIC.items():
        assert not re.search(r"(?:url\(|import |fetch\()\s*[\"']?(?:https?:)?//", text), path
        assert "eval(" not in text, path
        assert not re.search(r"innerHTML\s*\+?=", text), path


def test_a_component_is_given_what_it_needs_and_no_more() -> None:
    for path, text in TEMPLATES.items():
        for tag in re.findall(r"{%\s*include\s+\"components/[^%]*%}", text):
            assert re.search(r"\sonly\s*%}", tag) or "head.html" in tag, f"{path}: {tag}"


def test_permission_is_decided_in_the_view() -> None:
    for path, text in TEMPLATES.items():
        assert not re.search(r"{%\s*if[^%]*(?:perms\.|\.role\b|\.ceiling\b|is_staff|is_superuser)", text), path
