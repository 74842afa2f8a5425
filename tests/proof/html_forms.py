"""The form of a page, read from its HTML: what a browser would send, and what it would let somebody choose."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Control:
    """A field by its name: text, or chosen among options."""

    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)

    @property
    def typed(self) -> bool:
        """Whether somebody writes in it."""
        return self.kind in ("text", "textarea", "search", "tel", "email", "date", "time", "number", "password")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, Control]]] = []
        self.inside = False
        self.select = ""
        self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("method", "get").lower() == "post"
            if self.inside:
                self.forms.append((said.get("action", ""), {}))
        if not self.inside:
            return
        name, fields = said.get("name", ""), self.forms[-1][1]
        if tag == "input" and name:
            kind = said.get("type", "text")
            control = fields.setdefault(name, Control(kind))
            if kind in ("radio", "checkbox"):
                control.options.append(said.get("value", "on"))
                if "checked" in said:
                    control.values.append(said.get("value", "on"))
            else:
                control.values.append(said.get("value", ""))
        elif tag == "textarea":
            self.textarea = name
            fields.setdefault(name, Control("textarea"))
        elif tag == "select":
            self.select = name
            fields.setdefault(name, Control("select"))
        elif tag == "option" and self.select:
            fields[self.select].options.append(said.get("value", ""))
            if "selected" in said:
                fields[self.select].values.append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.textarea:
            self.forms[-1][1][self.textarea].values.append(data.removeprefix("\n"))


def form_of(page: str) -> dict[str, Control]:
    """The fields of the page's own form: the one that posts back to the page. Empty when there is none."""
    reader = _Reader()
    reader.feed(page)
    own = [fields for action, fields in reader.forms if action == "" or action.startswith("?")]
    return own[0] if own else {}
