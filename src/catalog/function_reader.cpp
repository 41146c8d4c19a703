#include "function_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::optional<std::vector<std::string>> parse_parameters(std::string_view list) {
  std::vector<std::string> out;
  if (trim(list).empty()) return out;
  for (bool more = true; more;) {
    const std::size_t comma = list.find(',');
    more = comma != std::string_view::npos;
    const std::string_view name = trim(list.substr(0, comma));
    if (!is_identifier(name) || std::ranges::find(out, name) != out.end()) return std::nullopt;
    out.emplace_back(name);
    if (more) list.remove_prefix(comma + 1);
  }
  return out;
}

}  // namespace

std::string_view function_name(std::string_view signature) {
  return trim(signature.substr(0, signature.find('(')));
}

void read_function(const Node& signature, const Node& body, cel::Environment& environment,
                   Reader& reader) {
  const std::string_view text = trim(signature.text());
  const std::string_view name = function_name(text);
  const std::size_t open = text.find('(');
  std::optional<std::vector<std::string>> parameters;
  if (is_identifier(name) && open != std::string_view::npos && text.ends_with(')')) {
    parameters = parse_parameters(text.substr(open + 1, text.size() - open - 2));
  }
  if (!parameters) {
    reader.error(signature, "bad-name",
                 fmt::format("'{}' is no head of a function", signature.text()),
                 "a name and its arguments, such as covers(p, role)");
  }
  auto snippet = reader.snippet(body);
  if (!parameters || !snippet) return;
  environment.functions.insert_or_assign(
      std::string(name),
      cel::Function{.parameters = *std::move(parameters), .body = *std::move(snippet)});
}

}  // namespace stance::catalog
