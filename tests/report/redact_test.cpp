#include "stance/report/redact.hpp"

#include "samples.hpp"
#include "stance/report/formats.hpp"
#include "stance/report/json.hpp"
#include "stance/report/terminal.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace stance;
using namespace stance::report;

namespace {

// Pseudonyms without their digits, which the key decides.
std::string shape(const std::string& text) {
  std::string out;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool in_pseudonym = digits > 0;
    if (in_pseudonym) {
      --digits;
      continue;
    }
    out += text[i];
    for (const char* kind : {"name-", "mail-", "id-", "ip-", "host-", "path-"}) {
      if (out.ends_with(kind)) digits = 12;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("what is hidden, and what looks like it, is replaced") {
  Redactor redactor("key");
  for (const char* original :
       {"Alder Quill", "contoso.com", "Ops", "É", "ab", "12345", "a/b.json", "Team (old)", "--"}) {
    redactor.hide(original);
  }
  struct Case {
    std::string text;
    std::string shape;
  };
  const Case cases[] = {
      {"", ""},
      {"Alder Quill", "name-"},
      {"of Alder Quill, and Alder Quills", "of name-, and Alder Quills"},
      {"XAlder Quill", "XAlder Quill"},
      {"Ops ops Opse éOps", "name- ops Opse éOps"},
      {"CONTOSO.com or mail.contoso.com", "host- or mail.host-"},
      {"ab 12345 -- É stay", "ab 12345 -- É stay"},
      {"Team (old) and Team (new)", "name- and Team (new)"},
      {"in a/b.json:12", "in path-:12"},
      {"Write to kim.o'hara+x@mail.fabrikam.example.", "Write to mail-."},
      {"user@ and @user and a@b", "user@ and @user and mail-"},
      {"id 01234567-89AB-cdef-0123-456789abcdef!", "id id-!"},
      {"01234567-89ab-cdef-0123-456789abcdeg", "01234567-89ab-cdef-0123-456789abcdeg"},
      {"from 192.0.2.1/24 and 1.2.3", "from ip-/24 and 1.2.3"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(shape(redactor.text(c.text)) == c.shape); }
  }
}

TEST_CASE("a pseudonym depends on key and text alone") {
  const Redactor one("one");
  CHECK(one.pseudonym("Alder") == "name-d3e5ab445865");
  CHECK(one.pseudonym("Alder") == Redactor("one").pseudonym("Alder"));
  CHECK(one.pseudonym("Alder") != Redactor("two").pseudonym("Alder"));
  CHECK(one.pseudonym("Alder") != one.pseudonym("Elder"));
  // Exporters do not agree on the case of addresses.
  CHECK(one.pseudonym("A@B.example") == one.pseudonym("a@b.example"));
}

TEST_CASE("paths are hidden whole, by name, and by folder") {
  Redactor redactor("key");
  redactor.hide_path("/home/kim/contoso/export.json");
  redactor.hide_path("-");
  CHECK(shape(redactor.text("/home/kim/contoso/export.json: bad")) == "path-: bad");
  CHECK(shape(redactor.text("'export.json' in /home/kim/contoso/other.json")) ==
        "'host-' in path-/other.json");
  CHECK(redactor.text("a - b") == "a - b");
}

TEST_CASE("no text of an input is in any format of a redacted assessment") {
  model::Assessment assessment = contoso();
  assessment.originals = {"Finance"};
  assessment.diagnostics = {"export.json: the name of Finance"};
  Redactor redactor("key");
  redact(assessment, redactor);
  CHECK(assessment.originals.empty());
  std::ostringstream out;
  render_json(assessment, out);
  render_ndjson(assessment, out);
  render_sarif(assessment, out);
  render_junit(assessment, out);
  render_csv(assessment, out);
  render_evidence_csv(assessment, out);
  render_markdown(assessment, out);
  render_github(assessment, out);
  render_terminal(assessment, {.width = 200}, out);
  const std::string text = out.str();
  const model::Assessment open = contoso();
  std::vector<std::string> originals = {open.tenant_id, open.tenant_name, "Finance"};
  for (const model::InputResult& input : open.inputs) originals.push_back(input.path);
  for (const model::ControlResult& control : open.controls) {
    for (const model::Evidence& evidence : control.finding.evidence) {
      if (evidence.whole) continue;
      originals.push_back(evidence.key);
      originals.push_back(evidence.label);
    }
  }
  for (const std::string& original : originals) {
    CAPTURE(original);
    // "old" is in "threshold".
    if (original.size() > 3) CHECK(text.find(original) == std::string::npos);
  }
  CHECK(shape(redactor.text(open.tenant_name)).starts_with("name-"));
}
