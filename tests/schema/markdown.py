"""Renders Markdown as GitHub does: tags and links are those that the report makes, no others.

usage: python3 tests/schema/markdown.py PRINTER
"""

import subprocess
import sys
from html.parser import HTMLParser

EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]
TAGS = set(
    "h2 h3 p strong code ul li table thead tbody tr th td details summary".split()
)
ATTRIBUTES = {("align", "left"), ("align", "right"), ("align", "center")}
# What must not have come through as it was written.
WRONG = {
    "a tag": "x <b>y</b>",
    "a script": "x <script>y</script>",
    "a link": "x [y](https://example.com)",
    "a bare address": "x https://example.com",
    "an attribute": '<p onclick="x">y</p>',
    "an open tag": "<details>\n\nx",
}


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.found.append(f"the tag {tag}")
        for attribute in attrs:
            if attribute not in ATTRIBUTES:
                self.found.append(f"the attribute {attribute[0]} of {tag}")
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"a stray end of {tag}")

    def handle_comment(self, data):
        self.found.append("a comment")

    def handle_decl(self, decl):
        self.found.append("a declaration")

    def handle_pi(self, data):
        self.found.append("an instruction")

    def problems(self):
        return self.found + [f"{tag} is left open" for tag in self.open]


def output_of(command, given=None):
    ran = subprocess.run(command, input=given, check=True, stdout=subprocess.PIPE)
    return ran.stdout


def problems(markdown):
    # Raw HTML is let through, so that it shows.
    options = [word for name in EXTENSIONS for word in ("-e", name)]
    html = output_of(["cmark-gfm", "--unsafe", *options], markdown).decode("utf-8")
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.problems()


def main():
    printer = sys.argv[1]
    checks = failures = 0

    def check(good, text):
        nonlocal checks, failures
        checks += 1
        if not good:
            failures += 1
            print(f"FAILED: {text}")

    for sample in ("contoso", "unassessed", "hostile", "accepted"):
        markdown = output_of([printer, "markdown", sample])
        check(b"## " in markdown, f"Markdown of {sample} is empty")
        for problem in problems(markdown):
            check(False, f"Markdown of {sample}: {problem}")
    for name, markdown in WRONG.items():
        check(problems(markdown.encode("utf-8")), f"Markdown with {name} is accepted")
    print(f"{checks} checks, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
