#include "stance/base/error.hpp"

#include "place.hpp"

#include <catch2/catch.hpp>

using namespace stance::base;

TEST_CASE("a place shows only what is known") {
  struct Case {
    Position position;
    std::string_view text;
  };
  const Case cases[] = {
      {{}, ""},
      {{"", 3, 4}, ""},
      {{"a.json", 0, 0}, "a.json: "},
      {{"a.json", 0, 7}, "a.json: "},
      {{"a.json", 12, 0}, "a.json:12: "},
      {{"a.json", 12, 3}, "a.json:12:3: "},
      {{"a\x1b[2J.json", 1, 1}, "a\ufffd[2J.json:1:1: "},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION("'" << item.text << "'") { CHECK(place(item.position) == item.text); }
  }
}

TEST_CASE("an error is shown with its place, notes and hint") {
  const Error error = Error{.kind = ErrorKind::malformed,
                            .message = "unknown field 'weigth'",
                            .position = Position{"rules/mfa.yaml", 12, 3},
                            .hint = "did you mean 'weight'?"}
                          .with_note("while loading the catalog")
                          .with_note("while starting");
  CHECK(render(error) ==
        "rules/mfa.yaml:12:3: error: unknown field 'weigth'\n"
        "  note: while loading the catalog\n"
        "  note: while starting\n"
        "hint: did you mean 'weight'?\n");
}

TEST_CASE("an error without a place begins with its severity") {
  CHECK(render(Error{.message = "cannot open 'x'"}) == "error: cannot open 'x'\n");
}

TEST_CASE("an error shows no control characters of the input") {
  const Error error = {
      .message = "no file 'a\nb\x1b]0;x\x07'", .hint = "see \u202e'b'", .notes = {"in \u0085"}};
  CHECK(render(error) ==
        "error: no file 'a b\ufffd]0;x\ufffd'\n"
        "  note: in \ufffd\n"
        "hint: see \ufffd'b'\n");
}
