#include "population_reader.hpp"

#include "check_reader.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace stance::catalog {

namespace {

using cel::TypeKind;
using Members = std::variant<std::uint32_t, cel::Program>;

struct Source {
  Members in;
  cel::Type member;
  const tenant::Dataset* dataset = nullptr;  // null: a list expression
};

std::optional<Source> read_source(const Node& node, const cel::Scope& scope,
                                  Expressions& expressions) {
  const tenant::Dataset* dataset =
      node.is_scalar() ? expressions.schema().find(node.text()) : nullptr;
  if (dataset != nullptr) {
    expressions.use_dataset(dataset->index);
    return Source{dataset->index, dataset->row->type.type(), dataset};
  }
  auto list = expressions.compile(node, scope, cel::list_of({}));
  if (!list) return std::nullopt;
  const cel::Type member = cel::element_of(list->type());
  return Source{*std::move(list), member};
}

// The variable of the row; `row` unless the population names it.
std::string read_row_name(const Node& body, const cel::Scope& scope, Expressions& expressions) {
  const Node node = body.find("as");
  if (!node) return "row";
  const auto name = expressions.reader().text(node);
  if (!name || !expressions.check_name(node, *name, scope)) return "row";
  return *name;
}

std::optional<cel::Program> read_key(const Node& body, const Source& source, std::string_view row,
                                     const cel::Scope& scope, Expressions& expressions) {
  const cel::Type text = cel::simple(TypeKind::text);
  if (const Node node = body.find("key")) return expressions.compile(node, scope, text);
  const Node in = body.find("in");
  const tenant::Dataset* dataset = source.dataset;
  std::string expression(row);
  if (dataset != nullptr && !dataset->key.empty()) {
    expression = fmt::format("{}.{}", row, dataset->key);
  } else if (dataset != nullptr && dataset->singleton) {
    expression = text_literal(dataset->name);
  } else if (dataset != nullptr || !source.member.is(TypeKind::text)) {
    expressions.reader().error(in, "missing-key",
                               "'key' is missing: nothing else identifies a member");
    return std::nullopt;
  }
  return expressions.compile_text(expression, in, scope, text);
}

std::vector<rules::Shown> read_show(const Node& node, const cel::Scope& scope,
                                    Expressions& expressions) {
  std::vector<rules::Shown> out;
  if (!expressions.reader().expect_mapping(node)) return out;
  for (const auto& [name, value] : node.pairs()) {
    auto program = expressions.compile(value, scope, {});
    if (program) out.push_back({std::string(name.text()), *std::move(program)});
  }
  return out;
}

}  // namespace

RowScope read_population(const Node& body, const cel::Scope& outer, Expressions& expressions) {
  const Node in = expressions.reader().required(body, "in", "the check");
  auto source = in ? read_source(in, outer, expressions) : std::nullopt;
  const std::string row = read_row_name(body, outer, expressions);

  cel::Scope scope = outer;
  // Without a source the row is of any type, so that the rest is checked all the same.
  const std::uint32_t local = scope.declare(row, source ? source->member : cel::Type{});
  std::vector<rules::Let> lets;
  if (const Node node = body.find("let")) lets = read_lets(node, scope, expressions);
  expressions.use_locals(scope);
  const cel::Type boolean = cel::simple(TypeKind::boolean);
  auto where = expressions.compile_optional(body, "where", scope, boolean);
  expressions.assume(scope, "where", where);
  auto key = source ? read_key(body, *source, row, scope, expressions) : std::nullopt;
  auto label = expressions.compile_optional(body, "label", scope, {});
  std::vector<rules::Shown> show;
  if (const Node node = body.find("show")) show = read_show(node, scope, expressions);
  auto origin = expressions.compile_optional(body, "source", scope, {});
  std::string none;
  if (const Node node = body.find("none")) {
    none = expressions.reader().filled_text(node).value_or("");
  }

  RowScope out{.population = std::nullopt, .scope = std::move(scope)};
  if (source && key) {
    out.population = rules::Population{.in = std::move(source->in),
                                       .row_local = local,
                                       .lets = std::move(lets),
                                       .where = std::move(where),
                                       .key = *std::move(key),
                                       .label = std::move(label),
                                       .show = std::move(show),
                                       .source = std::move(origin),
                                       .none = std::move(none)};
  }
  return out;
}

}  // namespace stance::catalog
