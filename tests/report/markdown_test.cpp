#include "markdown.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace stance::report;

TEST_CASE("text is shown as it is") {
  struct Case {
    std::string text;
    std::string markdown;
  };
  const std::vector<Case> cases = {
      {"Settings > Users (all), really!", "Settings &gt; Users (all), really!"},
      {"a_b *c* `d` [e](f) |g| ~h~ #i $j$ \\",
       R"(a\_b \*c\* \`d\` \[e\](f) \|g\| \~h\~ \#i \$j\$ \\)"},
      {"<script>alert(1)</script> &amp;", "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;"},
      {"one\ntwo\x1b[0m", "one two\xef\xbf\xbd\\[0m"},
      {"", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(markdown_text(c.text) == c.markdown); }
  }
}

TEST_CASE("a quiet text mentions nobody and links nothing") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"@octocat", "@&#8203;octocat"},
      {"a@b.example, @org/team", "a@&#8203;b.example, @&#8203;org/team"},
      {"#12", "\\#&#8203;12"},
      {"https://evil.example", "https:&#8203;//evil.example"},
      {"www.evil.example", "w&#8203;ww.evil.example"},
      {"state: <b>", "state: &lt;b&gt;"},
      {"&commat;x", "&amp;commat;x"},
      {"one\n@two", "one @&#8203;two"},
  };
  for (const auto& [text, markdown] : cases) CHECK(markdown_quiet(text) == markdown);
}

TEST_CASE("a table has a line for each row") {
  CHECK(markdown_table({"A", "B"}, {}).empty());
  CHECK(markdown_table({"A", "B"}, {{"1", "2"}, {"3", ""}}) ==
        "| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |\n");
  CHECK(markdown_row({"1", "2"}) == "| 1 | 2 |\n");
}

TEST_CASE("a line does not begin with what makes a block") {
  struct Case {
    std::string text;
    std::string markdown;
  };
  const std::vector<Case> cases = {
      {"- a", "\\- a"},         {"+ a", "\\+ a"},  {"=== a", "\\=== a"}, {"    code", "code"},
      {"# a", "\\# a"},         {"> a", "&gt; a"}, {"12. a", "12\\. a"}, {"3) a", "3\\) a"},
      {"2026 - a", "2026 - a"}, {"7", "7"},        {"  ", ""},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.text) { CHECK(markdown_line(c.text) == c.markdown); }
  }
}

TEST_CASE("code keeps its characters") {
  CHECK(markdown_code("entra.users") == "`entra.users`");
  CHECK(markdown_code("a `b` <c>") == "``a `b` <c>``");
  CHECK(markdown_code("`a") == "`` `a ``");
  CHECK(markdown_code("a | b") == "`a \\| b`");
  CHECK(markdown_code(" ").empty());
}

TEST_CASE("only addresses become links") {
  CHECK(markdown_link("https://learn.microsoft.com/a?b=c#d") ==
        "<https://learn.microsoft.com/a?b=c#d>");
  CHECK(markdown_link("https://x/><script> \"ä") == "<https://x/%3E%3Cscript%3E%20%22%C3%A4>");
  CHECK(markdown_link("javascript:alert(1)") == "javascript:alert(1)");
}

TEST_CASE("paragraphs are kept apart") {
  CHECK(markdown_prose("\n\none\ntwo\n\n\n- three\n") == "one\ntwo\n\n\\- three\n");
  CHECK(markdown_prose(" \n").empty());
}

TEST_CASE("lines become a list of lists") {
  CHECK(markdown_outline({"Each of x; each needs:", "- (must) a", "  otherwise: b", "- c", "",
                          "when there is none: met"}) ==
        "- Each of x; each needs:\n"
        "  - (must) a\n"
        "    - otherwise: b\n"
        "  - c\n"
        "- when there is none: met\n");
  CHECK(markdown_outline({}).empty());
}
