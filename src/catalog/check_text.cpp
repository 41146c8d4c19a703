#include "check_text.hpp"

#include "number.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace stance::catalog {

namespace {

// An expression or text on one line.
std::string one_line(const Node& node) {
  std::string out;
  for (const char c : node.text()) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string weight_text(const Node& item) {
  const Node weight = item.find("weight");
  return weight ? one_line(weight) : "1";
}

// The sum as people would write it; weights that are no numbers count nothing.
std::string total_weight(const std::vector<Node>& items) {
  double sum = 0;
  for (const Node& item : items) sum += parse_real(weight_text(item)).value_or(0);
  return fmt::format("{:g}", sum);
}

std::string_view empty_text(std::string_view word) {
  if (word == "met") return "met";
  if (word == "unmet") return "unmet";
  if (word == "not_applicable") return "not applicable";
  return "not assessed";
}

// Writes the lines of one check.
class Describer {
 public:
  explicit Describer(const tenant::Schema& schema) : schema_(schema) {}

  void check(const Node& node, std::size_t depth);
  void asks(const Node& node) {
    for (const auto& [reference, condition] : node.pairs()) {
      add(0, fmt::format("{} alone asks for less: {}", reference.text(), one_line(condition)));
    }
  }
  void exceptions(const Node& node) {
    for (const auto& [parameter, values] : node.pairs()) {
      add(0, fmt::format("{} could declare: {}", parameter.text(), one_line(values)));
    }
  }
  void applies(const Node& node) { add(0, fmt::format("Applies when {}", one_line(node))); }
  // What the names in the expressions above stand for.
  void lets(const Node& node, std::size_t depth);
  [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

 private:
  void add(std::size_t depth, std::string_view text) {
    lines_.push_back(fmt::format("{:{}}{}", "", 2 * depth, text));
  }
  [[nodiscard]] std::string population(const Node& body) const;
  [[nodiscard]] std::string title(const Node& dataset) const;
  void rows(std::string_view head, const Node& body, std::size_t depth);
  void terms(const Node& need, std::size_t depth);
  void steps(const Node& body, std::size_t depth);
  void setting(const Node& body, std::size_t depth);
  void parts(const Node& list, std::size_t depth);

  const tenant::Schema& schema_;
  std::vector<std::string> lines_;
};

std::string Describer::title(const Node& dataset) const {
  const tenant::Dataset* found = schema_.find(dataset.text());
  return found == nullptr ? one_line(dataset) : found->title;
}

std::string Describer::population(const Node& body) const {
  std::string out = title(body.find("in"));
  if (const Node where = body.find("where")) out += fmt::format(" where {}", one_line(where));
  return out;
}

void Describer::terms(const Node& need, std::size_t depth) {
  const std::vector<Node> items = need.items();
  const std::string total = total_weight(items);
  for (const Node& term : items) {
    const bool must = term.find("must") && term.find("must").text() == "true";
    add(depth, fmt::format("- ({}{} of {}) {}", must ? "must, " : "", weight_text(term), total,
                           one_line(term.find("is"))));
    if (const Node otherwise = term.find("otherwise")) {
      add(depth + 1, fmt::format("otherwise: {}", one_line(otherwise)));
    }
  }
}

void Describer::rows(std::string_view head, const Node& body, std::size_t depth) {
  const std::string who = fmt::format("{} {}", head, population(body));
  if (const Node need = body.find("need")) {
    add(depth, fmt::format("{}; each needs:", who));
    terms(need, depth);
  } else if (const Node credit = body.find("credit")) {
    add(depth, fmt::format("{}; earned share: {}", who, one_line(credit)));
  } else {
    add(depth, fmt::format("{}; each needs: {}", who, one_line(body.find("pass"))));
  }
  if (const Node text = body.find("otherwise")) {
    add(depth + 1, fmt::format("otherwise: {}", one_line(text)));
  }
  lets(body.find("let"), depth);
  if (const Node weight = body.find("weight")) {
    add(depth, fmt::format("weight: {}", one_line(weight)));
  }
  if (const Node empty = body.find("empty")) {
    add(depth, fmt::format("when there is none: {}", empty_text(empty.text())));
  }
}

void Describer::lets(const Node& node, std::size_t depth) {
  if (!node) return;
  for (const auto& [name, value] : node.pairs()) {
    add(depth, fmt::format("with {} = {}", name.text(), one_line(value)));
  }
}

void Describer::steps(const Node& body, std::size_t depth) {
  const Node between = body.find("between");
  add(depth, fmt::format("By {}{}:", one_line(body.find("value")),
                         between && between.text() == "linear" ? ", linear in between" : ""));
  for (const Node& band : body.find("credit").items()) {
    const std::vector<Node> pair = band.items();
    if (pair.size() != 2) continue;
    const double share = parse_real(pair[1].text()).value_or(0);
    add(depth, fmt::format("- from {}: {:g} %", one_line(pair[0]), share * 100));
  }
}

void Describer::setting(const Node& body, std::size_t depth) {
  const Node expected = body.find("expected");
  std::string wanted;
  if (expected.is_sequence()) {
    for (const Node& item : expected.items()) {
      wanted += fmt::format("{}{}", wanted.empty() ? "" : " or ", one_line(item));
    }
  } else if (expected.is_mapping()) {
    if (const Node min = expected.find("min")) wanted = fmt::format("at least {}", one_line(min));
    if (const Node max = expected.find("max")) {
      wanted += fmt::format("{}at most {}", wanted.empty() ? "" : " and ", one_line(max));
    }
  } else {
    wanted = one_line(expected);
  }
  add(depth, fmt::format("{}: {} is {}", title(body.find("dataset")), one_line(body.find("field")),
                         wanted));
}

void Describer::parts(const Node& list, std::size_t depth) {
  const std::vector<Node> items = list.items();
  const std::string total = total_weight(items);
  for (const Node& part : items) {
    add(depth,
        fmt::format("- ({} of {}) {}", weight_text(part), total, one_line(part.find("label"))));
    if (const Node applies = part.find("applies")) {
      add(depth + 1, fmt::format("applies when {}", one_line(applies)));
    }
    check(part, depth + 1);
  }
}

void Describer::check(const Node& node, std::size_t depth) {
  if (const Node each = node.find("each")) rows("Each of", each, depth);
  if (const Node any = node.find("any")) rows("Best of", any, depth);
  if (const Node list = node.find("parts")) parts(list, depth);
  if (const Node body = node.find("steps")) steps(body, depth);
  if (const Node body = node.find("setting")) setting(body, depth);
  if (const Node manual = node.find("manual")) {
    add(depth, fmt::format("Looked at by a person: {}", one_line(manual)));
  }
  if (const Node condition = node.find("assert")) {
    add(depth, fmt::format("Required: {}", one_line(condition)));
    if (const Node otherwise = node.find("otherwise")) {
      add(depth + 1, fmt::format("otherwise: {}", one_line(otherwise)));
    }
  }
}

}  // namespace

std::vector<std::string> describe_check(const Node& control, const tenant::Schema& schema) {
  Describer describer(schema);
  if (const Node check = control.find("check")) describer.check(check, 0);
  if (const Node applies = control.find("applies")) describer.applies(applies);
  describer.lets(control.find("let"), 0);
  if (const Node asks = control.find("asks")) describer.asks(asks);
  if (const Node exceptions = control.find("exceptions")) describer.exceptions(exceptions);
  return describer.take();
}

std::vector<std::pair<std::string, std::string>> describe_parameters(const Node& control) {
  std::vector<std::pair<std::string, std::string>> out;
  const Node parameters = control.find("params");
  if (!parameters) return out;
  for (const auto& [name, body] : parameters.pairs()) {
    const Node value = body.find("default");
    std::string text = plain_json(value ? value : body);
    const Node description = value ? body.find("description") : Node();
    if (description) text += fmt::format(": {}", one_line(description));
    out.emplace_back(name.text(), std::move(text));
  }
  return out;
}

}  // namespace stance::catalog
