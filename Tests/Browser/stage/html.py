"""Reads pages without a browser: their links, their forms, and what has no business in them."""

import dataclasses
import html.parser

WRITTEN = {"text", "search", "email", "tel", "url", "password", "textarea"}
VOID = {"input", "img", "br", "hr", "meta", "link"}


@dataclasses.dataclass
class Field:
    """One field of a form, with the values that it can have."""
    name: str
    kind: str
    value: str
    choices: list = dataclasses.field(default_factory=list)
    is_wrong: bool = False
    is_required: bool = False


@dataclasses.dataclass
class Form:
    method: str
    action: str
    fields: list
    # Each button's name, value, and whether it is the main one.
    buttons: list = dataclasses.field(default_factory=list)

    def pressed(self):
        """Name and value of the main button, or of the first; nothing for one without a name."""
        chosen = sorted(self.buttons, key=lambda button: not button[2])[:1]
        return [(name, value) for name, value, _ in chosen if name]

    def values(self):
        """What a browser would send if nobody touched anything."""
        return [(f.name, f.value) for f in self.fields if f.name and f.kind not in ("file",)]


class Reader(html.parser.HTMLParser):
    """Collects from a page what the tests look at."""

    def __init__(self, text, path):
        super().__init__(convert_charrefs=True)
        self.path = path
        self.links, self.forms, self.faults, self.texts = [], [], [], []
        self._form, self._by_id, self._select, self._area = None, {}, None, None
        self._later = []
        self.feed(text)
        self.close()
        for form_id, field in self._later:
            if form_id in self._by_id:
                self._by_id[form_id].fields.append(field)

    @property
    def text(self):
        return "".join(self.texts)

    def handle_starttag(self, tag, attributes):
        at = {name: value or "" for name, value in attributes}
        for name in at:
            if name.startswith("on") or name == "style":
                self.faults.append(f"<{tag} {name}=…> stands in the page")
        if tag in ("script", "iframe", "object", "embed", "base") and "src" not in at:
            self.faults.append(f"<{tag}> stands in the page")
        if tag in ("img", "b") and at.get("src") == "x":
            self.faults.append("an injected picture stands in the page")
        if tag == "a" and "href" in at:
            self.links.append(at["href"])
            if at["href"].strip().lower().startswith("javascript:"):
                self.faults.append("a link runs a script")
        if tag == "form":
            self._form = Form(at.get("method", "get").lower(), at.get("action") or self.path, [])
            self.forms.append(self._form)
            if "id" in at:
                self._by_id[at["id"]] = self._form
        field = None
        if tag == "input":
            kind = at.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in at:
                if kind == "radio" and self._form and not any(
                        f.name == at.get("name") for f in self._form.fields):
                    field = Field(at.get("name", ""), kind, at.get("value", "on"))
            elif kind not in ("submit", "button"):
                field = Field(
                    at.get("name", ""), kind,
                    at.get("value", "on" if kind in ("checkbox", "radio") else ""))
        elif tag == "textarea":
            field = self._area = Field(at.get("name", ""), "textarea", "")
        elif tag == "select":
            field = self._select = Field(at.get("name", ""), "select", "")
        elif tag == "button" and at.get("type", "submit") == "submit" and self._form:
            self._form.buttons.append(
                (at.get("name"), at.get("value", ""), "main" in at.get("class", "").split()))
        elif tag == "option" and self._select:
            value = at.get("value")
            if value is not None:
                self._select.choices.append(value)
                if "selected" in at or len(self._select.choices) == 1:
                    self._select.value = value
        if field:
            field.is_wrong = at.get("aria-invalid") == "true"
            field.is_required = "required" in at
            if "form" in at:
                self._later.append((at["form"], field))
            elif self._form:
                # A checked radio takes the place of the one that was taken for want of it.
                if field.kind == "radio" and "checked" in at:
                    self._form.fields = [
                        f for f in self._form.fields
                        if not (f.kind == "radio" and f.name == field.name)]
                self._form.fields.append(field)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area is not None:
            self._area.value += data
        self.texts.append(data)
