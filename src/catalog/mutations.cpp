#include "mutations.hpp"

#include "json_text.hpp"
#include "number.hpp"
#include "reader.hpp"
#include "rule_reader.hpp"
#include "stance/cel/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace stance::catalog {

namespace {

using cel::Role;

class Mutations {
 public:
  explicit Mutations(std::string_view control) : control_(control) {}

  void add_control(const Node& control);
  [[nodiscard]] std::vector<Mutation> take() { return std::move(out_); }

 private:
  void add_check(const Node& check);
  void add_population(const Node& body);
  void add_terms(const Node& list);
  void add_parts(const Node& list);
  void add_steps(const Node& body);
  void add_setting(const Node& body);
  void add_expected(const Node& expected);
  void add_lets(const Node& lets);
  void add_empty(const Node& empty);
  void add_weight(const Node& weight, std::string_view of);
  void add_expression(const Node& node, Role role);
  void leave_out(const Node& node, std::string_view what, std::string_view of = {});
  void replace(const Node& node, std::string text);
  void add(const Node& node, std::string change, std::optional<cel::Edit> edit);

  std::string control_;
  std::vector<Mutation> out_;
};

void Mutations::add(const Node& node, std::string change, std::optional<cel::Edit> edit) {
  out_.push_back({.change = std::move(change),
                  .fragment = cel::in_one_line(node.text()),
                  .position = {node.file().name, node.line(), node.column()},
                  .source_line = std::string(line_of(node.file().text, node.line())),
                  .controls = {control_},
                  .node = node.json().id(),
                  .edit = std::move(edit)});
}

// `of` is the text that tells it from others of its kind, when it is not its own.
void Mutations::leave_out(const Node& node, std::string_view what, std::string_view of) {
  if (!node) return;
  add(node, fmt::format("without {}", what), std::nullopt);
  if (!of.empty()) out_.back().fragment = cel::in_one_line(of);
}

void Mutations::replace(const Node& node, std::string text) {
  std::string change = fmt::format("when '{}' is '{}'", node.text(), text);
  add(node, std::move(change), cel::Edit{0, node.text().size(), std::move(text)});
}

void Mutations::add_expression(const Node& node, Role role) {
  if (!node) return;
  base::Diagnostics ignored;
  const auto snippet = Reader(ignored).snippet(node);
  if (!snippet) return;
  for (cel::Mutant& mutant : cel::mutants(*snippet, role)) {
    out_.push_back({.change = std::move(mutant.change),
                    .fragment = std::move(mutant.fragment),
                    .position = std::move(mutant.position),
                    .source_line = std::move(mutant.source_line),
                    .controls = {control_},
                    .node = node.json().id(),
                    .edit = std::move(mutant.edit)});
  }
}

void Mutations::add_control(const Node& control) {
  leave_out(control.find("licence"), "'licence'");
  add_lets(control.find("let"));
  add_expression(control.find("applies"), Role::condition);
  leave_out(control.find("applies"), "'applies'");
  if (const Node check = control.find("check")) add_check(check);
  for (const auto& [reference, condition] : control.find("asks").pairs()) {
    add_expression(condition, Role::condition);
  }
}

void Mutations::add_lets(const Node& lets) {
  if (!lets) return;
  for (const auto& [name, value] : lets.pairs()) add_expression(value, Role::value);
}

void Mutations::add_check(const Node& check) {
  for (const auto& [key, body] : check.pairs()) {
    if (key.text() == "assert") add_expression(body, Role::condition);
    if (key.text() == "each" || key.text() == "any") add_population(body);
    if (key.text() == "parts") add_parts(body);
    if (key.text() == "steps") add_steps(body);
    if (key.text() == "setting") add_setting(body);
  }
}

void Mutations::add_population(const Node& body) {
  for (const auto& [key, value] : body.pairs()) {
    const std::string_view name = key.text();
    if (name == "let") add_lets(value);
    if (name == "where") leave_out(value, "'where'");
    if (name == "where" || name == "pass") add_expression(value, Role::condition);
    if (name == "in" || name == "credit" || name == "weight") add_expression(value, Role::value);
    if (name == "need") add_terms(value);
    if (name == "empty") add_empty(value);
  }
}

void Mutations::add_terms(const Node& list) {
  const std::vector<Node> terms = list.items();
  for (const Node& term : terms) {
    const std::string_view is = term.find("is").text();
    // Without its only term nothing could be judged.
    if (terms.size() > 1) leave_out(term, "this term", is);
    add_expression(term.find("is"), Role::condition);
    const Node must = term.find("must");
    if (must && must.text() == "true") leave_out(must, "'must'", is);
    add_weight(term.find("weight"), is);
  }
}

void Mutations::add_parts(const Node& list) {
  const std::vector<Node> parts = list.items();
  for (const Node& part : parts) {
    const std::string_view label = part.find("label").text();
    if (parts.size() > 1) leave_out(part, "this part", label);
    leave_out(part.find("licence"), "'licence'", label);
    add_expression(part.find("applies"), Role::condition);
    leave_out(part.find("applies"), "'applies'", label);
    add_weight(part.find("weight"), label);
    add_check(part);
  }
}

void Mutations::add_weight(const Node& weight, std::string_view of) {
  if (weight && weight.text() != "1") leave_out(weight, "'weight'", of);
}

void Mutations::add_empty(const Node& empty) {
  replace(empty, empty.text() == "met" ? "unmet" : "met");
}

// Bounds are moved as far as they ascend. Below the first one there is no credit, so that a first
// one without credit may stand anywhere.
void Mutations::add_steps(const Node& body) {
  add_expression(body.find("value"), Role::value);
  if (const Node way = body.find("between"); way.text() == "linear") leave_out(way, "'between'");
  std::vector<std::pair<Node, std::int64_t>> bounds;
  bool credited = false;
  for (const Node& band : body.find("credit").items()) {
    const std::vector<Node> pair = band.items();
    if (bounds.empty()) credited = pair.size() == 2 && pair.back().text() != "0";
    const auto bound = pair.empty() ? std::nullopt : parse_integer(pair.front().text());
    if (bound) bounds.emplace_back(pair.front(), *bound);
  }
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const auto& [node, bound] = bounds[i];
    if (i > 0 && bounds[i - 1].second < bound - 1) replace(node, fmt::format("{}", bound - 1));
    const bool last = i + 1 == bounds.size();
    const bool moves = last || bound + 1 < bounds[i + 1].second;
    if (moves && (i > 0 || credited)) replace(node, fmt::format("{}", bound + 1));
  }
}

void Mutations::add_setting(const Node& body) {
  if (const Node expected = body.find("expected")) add_expected(expected);
  if (const Node empty = body.find("empty")) add_empty(empty);
}

void Mutations::add_expected(const Node& expected) {
  const std::vector<Node> values = expected.items();
  for (const Node& value : values) {
    if (values.size() > 1) leave_out(value, "this value");
  }
  if (expected.style() == Style::plain && expected.text() == "true") replace(expected, "false");
  if (expected.style() == Style::plain && expected.text() == "false") replace(expected, "true");
  for (const auto& [key, bound] : expected.pairs()) {
    const auto number = parse_integer(bound.text());
    if (!number) continue;
    replace(bound, fmt::format("{}", *number - 1));
    replace(bound, fmt::format("{}", *number + 1));
  }
}

void append_changed(std::string& out, const Node& node, const Mutation& mutation) {
  fmt::format_to(std::back_inserter(out), "[{}", pack({node.line(), node.column()}, node.style()));
  if (node.is_scalar()) {
    out += ',';
    const bool changes = mutation.edit && node.json().id() == mutation.node;
    append_json(out,
                changes ? cel::changed(node.text(), *mutation.edit) : std::string(node.text()));
  }
  const auto append = [&](const Node& child) {
    if (!out.ends_with('[')) out += ',';
    append_changed(out, child, mutation);
  };
  const auto stays = [&](const Node& child) {
    return mutation.edit || child.json().id() != mutation.node;
  };
  if (node.is_sequence() || node.is_mapping()) out += ",[";
  for (const Node& item : node.items()) {
    if (stays(item)) append(item);
  }
  for (const auto& [key, value] : node.pairs()) {
    if (!stays(value)) continue;
    append(key);
    append(value);
  }
  out += node.is_sequence() || node.is_mapping() ? "]]" : "]";
}

bool calls(std::string_view text, std::string_view name) {
  return text.find(fmt::format("{}(", name)) != std::string_view::npos;
}

// What is only printed decides nothing.
bool is_printed(std::string_view key) {
  return key == "label" || key == "show" || key == "evidence" || key == "otherwise" ||
         key == "source" || key == "none";
}

void collect_texts(const Node& node, std::string& out) {
  if (node.is_scalar()) out += fmt::format("{}\n", node.text());
  for (const Node& item : node.items()) collect_texts(item, out);
  for (const auto& [key, value] : node.pairs()) {
    if (!is_printed(key.text())) collect_texts(value, out);
  }
}

}  // namespace

std::vector<Mutation> control_mutations(const Node& control) {
  Mutations mutations(control.find("id").text());
  mutations.add_control(control);
  std::vector<Mutation> out = mutations.take();
  std::ranges::stable_sort(out, {}, [](const Mutation& mutation) {
    return std::pair(mutation.position.line, mutation.position.column);
  });
  return out;
}

std::vector<Mutation> function_mutations(std::string_view name, const cel::Function& function) {
  std::vector<Mutation> out;
  for (cel::Mutant& mutant : cel::mutants(function.body, Role::value)) {
    out.push_back({.change = std::move(mutant.change),
                   .fragment = std::move(mutant.fragment),
                   .position = std::move(mutant.position),
                   .source_line = std::move(mutant.source_line),
                   .function = std::string(name),
                   .edit = std::move(mutant.edit)});
  }
  return out;
}

std::string changed_json(const Node& control, const Mutation& mutation) {
  std::string out = fmt::format("[{},[", pack({control.line(), control.column()}, Style::mapping));
  for (const auto& [key, value] : control.pairs()) {
    const bool left_out = !mutation.edit && value.json().id() == mutation.node;
    if (left_out || std::ranges::find(rule_keys, key.text()) == rule_keys.end()) continue;
    if (!out.ends_with('[')) out += ',';
    append_changed(out, key, mutation);
    out += ',';
    append_changed(out, value, mutation);
  }
  return out + "]]";
}

bool uses_function(const Node& control, std::string_view name,
                   const cel::Environment& environment) {
  std::string texts;
  for (const std::string_view key : {"let", "applies", "check", "asks", "exceptions"}) {
    if (const Node node = control.find(key)) collect_texts(node, texts);
  }
  std::set<std::string_view> called;
  for (bool more = true; more;) {
    more = false;
    for (const auto& [other, function] : environment.functions) {
      if (called.contains(other) || !calls(texts, other)) continue;
      called.insert(other);
      texts += function.body.text;
      texts += '\n';
      more = true;
    }
  }
  return called.contains(name);
}

}  // namespace stance::catalog
