#include "expressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stance::catalog {

namespace {

// Words of the expression language, and names that already mean something in every expression.
constexpr std::array<std::string_view, 20> reserved = {
    "as",        "asof",     "break",  "const",   "continue", "else", "false",
    "for",       "function", "if",     "import",  "in",       "let",  "loop",
    "namespace", "null",     "params", "package", "return",   "true"};

bool is_area(std::string_view name, const cel::Environment& environment) {
  const std::string prefix = fmt::format("{}.", name);
  const auto next = environment.datasets.lower_bound(prefix);
  return next != environment.datasets.end() && next->first.starts_with(prefix);
}

}  // namespace

std::optional<cel::Program> Expressions::count(std::optional<cel::Program> program) {
  if (program) {
    locals_ = std::max(locals_, program->locals());
    datasets_.insert(program->datasets().begin(), program->datasets().end());
    read_.insert(program->variables().begin(), program->variables().end());
  }
  return program;
}

void Expressions::assume(cel::Scope& scope, std::string_view word,
                         const std::optional<cel::Program>& condition) const {
  if (environment_.lint && condition) scope.assume(word, *condition);
}

void Expressions::watch(std::uint32_t local) { read_.erase(local); }

void Expressions::check_unused(const Node& mapping, const cel::Scope& scope,
                               base::DiagnosticCode code, std::string_view what,
                               std::string_view prefix) {
  if (!environment_.lint) return;
  for (const auto& [name, body] : mapping.pairs()) {
    const cel::Variable* variable = scope.find(fmt::format("{}{}", prefix, name.text()));
    if (variable == nullptr || read_.contains(variable->local)) continue;
    reader_.warning(name, code, fmt::format("{} '{}' is never used", what, name.text()));
  }
}

void Expressions::use_locals(const cel::Scope& scope) {
  locals_ = std::max(locals_, scope.variables().size());
}

std::optional<cel::Program> Expressions::compile(const Node& node, const cel::Scope& scope,
                                                 const cel::Type& expected) {
  const auto snippet = reader_.snippet(node);
  if (!snippet) return std::nullopt;
  return count(cel::compile(*snippet, environment_, scope, expected, reader_.problems()));
}

std::optional<cel::Program> Expressions::compile_optional(const Node& mapping, std::string_view key,
                                                          const cel::Scope& scope,
                                                          const cel::Type& expected) {
  const Node node = mapping.find(key);
  return node ? compile(node, scope, expected) : std::nullopt;
}

std::optional<cel::Program> Expressions::compile_text(std::string_view text, const Node& origin,
                                                      const cel::Scope& scope,
                                                      const cel::Type& expected) {
  base::Diagnostics problems;
  const cel::Snippet snippet{.text = environment_.constants.copy(text),
                             .file = origin.file().name,
                             .origins = {{origin.line(), origin.column()}}};
  // Nobody wrote it, so nobody can write it better.
  const bool lint = std::exchange(environment_.lint, false);
  auto program = cel::compile(snippet, environment_, scope, expected, problems);
  environment_.lint = lint;
  // Columns inside the text mean nothing to the author: all is said about the node.
  for (const base::Diagnostic& problem : problems.all()) {
    reader_.add(origin, problem);
  }
  return count(std::move(program));
}

bool Expressions::check_name(const Node& at, std::string_view name, const cel::Scope& scope) {
  if (!is_identifier(name)) {
    reader_.error(at, "bad-name", fmt::format("'{}' is no name for a variable", name),
                  "letters, digits and '_', not beginning with a digit");
  } else if (std::ranges::find(reserved, name) != reserved.end()) {
    reader_.error(at, "bad-name", fmt::format("'{}' is a word of the expression language", name));
  } else if (is_area(name, environment_)) {
    reader_.error(at, "bad-name", fmt::format("'{}' is an area of datasets", name),
                  "choose another name");
  } else if (scope.find(name) != nullptr) {
    reader_.error(at, "bad-name", fmt::format("'{}' is already in use", name),
                  "choose another name");
  } else {
    return true;
  }
  return false;
}

std::string text_literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

}  // namespace stance::catalog
