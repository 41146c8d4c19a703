#include "xml.hpp"

#include <catch2/catch.hpp>

using namespace stance::report;

TEST_CASE("nothing in a text is markup, or a character that XML forbids") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"a & b", "a &amp; b"},
      {"<a href=\"x\">'", "&lt;a href=&quot;x&quot;&gt;&#39;"},
      {"]]>", "]]&gt;"},
      {"</script><!--", "&lt;/script&gt;&lt;!--"},
      {"&#x0;&amp;", "&amp;#x0;&amp;amp;"},
      {"a\r\nb\tc", "a  b c"},
      {std::string("\0\x1b\x7f", 3), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
      {"\xef\xbf\xbe\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd"},
      {"\xff\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
      {"中文 é", "中文 é"},
  };
  for (const auto& [text, escaped] : cases) CHECK(xml_text(text, 80) == escaped);
  CHECK(xml_text("<<<<<<", 5) == "&lt;&lt;…");
}
