#include "declarable.hpp"

#include "json_text.hpp"
#include "words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace stance::report {

namespace {

using List = model::Declarable::List;

constexpr std::size_t indent = 2;
constexpr std::size_t level = 2;

// The texts in the way that YAML shares with JSON: whatever they hold, they are nothing but texts.
std::string quoted(const std::vector<std::string>& texts) {
  const nlohmann::json list = texts;
  return without_hidden(list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

void print_declarable(const model::ControlResult& result, Page& page) {
  if (!result.finding.declarable) return;
  const model::Declarable& declarable = *result.finding.declarable;
  page.heading("Met, if declared");
  page.paragraph(
      fmt::format("It falls short for nothing but {} that nobody approved. If all of them have to "
                  "be, a profile says so:",
                  count(declarable.added.size(), "exception")),
      indent);
  page.blank();
  std::size_t margin = indent + level;
  for (const std::string& key : {std::string("controls"), result.info.id, std::string("params")}) {
    page.whole(key + ":", margin);
    margin += level;
  }
  const bool plain = declarable.lists.size() == 1 && declarable.lists.front().name.empty();
  if (!plain) page.whole(declarable.parameter + ":", margin);
  for (const List& list : declarable.lists) {
    // A profile keeps what it does not name.
    if (list.texts.empty()) continue;
    const std::string& name = plain ? declarable.parameter : list.name;
    page.whole(fmt::format("{}: {}", name, quoted(list.texts)), plain ? margin : margin + level);
  }
}

}  // namespace stance::report
