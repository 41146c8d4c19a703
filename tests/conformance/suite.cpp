// Runs the official CEL suite: cases as lines of JSON on standard input, what is not run in a table
// of three columns (pattern of ids, number of cases, reason). Prints each failure and a summary.
// usage: suite OUT_OF_SCOPE.tsv < cases
#include "stance/cel/compile.hpp"
#include "stance/cel/program.hpp"
#include "stance/cel/time.hpp"
#include "table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace stance;
using cel::Kind;
using cel::Type;
using cel::TypeKind;
using cel::Value;
using nlohmann::json;

// What the suite writes that has no counterpart here; such cases belong into the table.
struct Unsupported {
  std::string what;
};

// Values of the suite are protobuf messages in their JSON form.
class Reader {
 public:
  explicit Reader(base::Arena& arena) : arena_(arena) {}

  [[nodiscard]] Value value(const json& from) const {
    const std::string& kind = from.begin().key();
    const json& content = from.begin().value();
    if (kind == "nullValue") return Value::null();
    if (kind == "boolValue") return Value::of(content.get<bool>());
    if (kind == "int64Value") {
      return Value::of(std::int64_t{std::stoll(content.get<std::string>())});
    }
    if (kind == "doubleValue") return Value::of(real(content));
    if (kind == "stringValue") return Value::of(arena_.copy(content.get<std::string>()));
    if (kind == "typeValue") return Value::type_named(arena_.copy(content.get<std::string>()));
    if (kind == "listValue") return list(content);
    if (kind == "mapValue") return map(content);
    if (kind == "objectValue") return object(content);
    throw Unsupported{kind};
  }

  [[nodiscard]] static Type type(const json& from) {
    const std::string& kind = from.begin().key();
    const json& content = from.begin().value();
    if (kind == "primitive") return primitive(content.get<std::string>());
    if (kind == "listType") return cel::list_of(type(content.at("elemType")));
    if (kind == "mapType") return cel::map_of(type(content.at("valueType")));
    if (kind == "null") return cel::simple(TypeKind::null);
    throw Unsupported{kind};
  }

 private:
  static double real(const json& from) {
    if (!from.is_string()) return from.get<double>();
    const auto text = from.get<std::string>();
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    return text == "Infinity" ? infinity : -infinity;
  }

  static Type primitive(const std::string& word) {
    if (word == "BOOL") return cel::simple(TypeKind::boolean);
    if (word == "INT64") return cel::simple(TypeKind::integer);
    if (word == "DOUBLE") return cel::simple(TypeKind::real);
    if (word == "STRING") return cel::simple(TypeKind::text);
    throw Unsupported{word};
  }

  [[nodiscard]] Value list(const json& from) const {
    const json members = from.value("values", json::array());
    Value* values = arena_.array<Value>(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) values[i] = value(members[i]);
    return Value::list({values, members.size()});
  }

  [[nodiscard]] Value map(const json& from) const {
    const json members = from.value("entries", json::array());
    auto* entries = arena_.array<cel::Entry>(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      entries[i] = {value(members[i].at("key")), value(members[i].at("value"))};
    }
    return Value::map({entries, members.size()});
  }

  [[nodiscard]] static Value object(const json& from) {
    const auto type = from.at("@type").get<std::string>();
    if (type == "type.googleapis.com/google.protobuf.Timestamp") {
      return cel::parse_time(from.at("value").get<std::string>()).value();
    }
    if (type == "type.googleapis.com/google.protobuf.Duration") {
      return cel::parse_span(from.at("value").get<std::string>()).value();
    }
    throw Unsupported{type};
  }

  base::Arena& arena_;
};

// The same value of the same type; unlike CEL's equality 1 is not 1.0, and NaN is NaN.
bool identical(const Value& a, const Value& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::real && std::isnan(a.real)) return std::isnan(b.real);
  if (a.kind == Kind::list) {
    const auto x = a.members();
    const auto y = b.members();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), identical);
  }
  if (a.kind == Kind::map) {
    const auto x = a.pairs();
    const auto y = b.pairs();
    return x.size() == y.size() &&
           std::is_permutation(x.begin(), x.end(), y.begin(), [](const auto& p, const auto& q) {
             return identical(p.key, q.key) && identical(p.value, q.value);
           });
  }
  return cel::equals(a, b).is(true);
}

// Where CEL gives an error for the whole of a list or map, only the part that has it is unknown.
bool has_unknown(const Value& value) {
  if (value.kind == Kind::list) {
    return value.uncertain || std::ranges::any_of(value.members(), has_unknown);
  }
  if (value.kind == Kind::map) {
    return std::ranges::any_of(value.pairs(),
                               [](const auto& entry) { return has_unknown(entry.value); });
  }
  return value.is_unknown();
}

// One case: compiled with the declared types of its variables, run with their values.
class Case {
 public:
  explicit Case(const json& test) : test_(test), text_(test.at("expr").get<std::string>()) {}

  // What is wrong; nothing when the case passes.
  std::optional<std::string> run() {
    try {
      declare();
      return compare();
    } catch (const Unsupported& reason) {
      return fmt::format("the runner does not know {}", reason.what);
    } catch (const json::exception& error) {
      return fmt::format("the runner cannot read the case: {}", error.what());
    }
  }

 private:
  void declare() {
    environment_.checked = !test_.contains("disableCheck");
    const json types = test_.value("typeEnv", json::array());
    for (const json& declaration : types) {
      if (!declaration.contains("ident")) throw Unsupported{"functions of the case"};
      bind(declaration.at("name").get<std::string>(),
           Reader::type(declaration.at("ident").at("type")));
    }
    const json bindings = test_.value("bindings", json::object());
    for (const auto& [name, binding] : bindings.items()) {
      if (scope_.find(name) == nullptr) bind(name, {});
      locals_[scope_.find(name)->local] = Reader(arena_).value(binding.at("value"));
    }
    open_container(test_.value("container", "") + ".");
  }

  // Names below the container are visible without its name, before all others.
  void open_container(const std::string& prefix) {
    const std::vector<cel::Variable> all(scope_.variables().begin(), scope_.variables().end());
    for (const cel::Variable& variable : all) {
      if (!variable.name.starts_with(prefix)) continue;
      bind(variable.name.substr(prefix.size()), variable.type);
      locals_.back() = locals_[variable.local];
    }
  }

  void bind(const std::string& name, const Type& type) {
    scope_.declare(name, type);
    locals_.emplace_back();
  }

  std::optional<std::string> compare() {
    const auto program = cel::compile({.text = text_}, environment_, scope_, {}, problems_);
    const bool fails = test_.contains("evalError");
    if (!program) {
      if (fails) return std::nullopt;
      return problems_.all().front().message;
    }
    if (test_.contains("checkOnly")) return std::nullopt;
    locals_.resize(program->locals());
    cel::Budget budget;
    cel::Frame frame{locals_, {}, arena_, budget};
    const Value found = program->run(frame);
    if (fails && has_unknown(found)) return std::nullopt;
    const std::string text = cel::to_text(found);
    if (fails) return fmt::format("is {}, expected an error", text);
    const Value wanted = expected();
    if (identical(found, wanted)) return std::nullopt;
    return fmt::format("is {}, expected {}", text, cel::to_text(wanted));
  }

  [[nodiscard]] Value expected() {
    const Reader reader(arena_);
    if (test_.contains("value")) return reader.value(test_.at("value"));
    const json result = test_.value("typedResult", json::object()).value("result", json());
    return result.is_null() ? Value::of(true) : reader.value(result);
  }

  const json& test_;
  std::string text_;
  cel::Environment environment_;
  cel::Scope scope_;
  std::vector<Value> locals_;
  base::Arena arena_;
  base::Diagnostics problems_;
};

bool run_all(const char* table_path) {
  auto table = conformance::Table::read(table_path);
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t excluded = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const json test = json::parse(line);
    const auto id = test.at("id").get<std::string>();
    if (table.take(id)) {
      ++excluded;
    } else if (const auto wrong = Case(test).run()) {
      ++failed;
      fmt::print("{}: {}\n  {}\n", id, test.at("expr").get<std::string>(), *wrong);
    } else {
      ++passed;
    }
  }
  const bool exact = table.is_exact();
  fmt::print("CEL suite: {} passed, {} failed, {} out of scope\n", passed, failed, excluded);
  return failed == 0 && passed > 0 && exact;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: suite OUT_OF_SCOPE.tsv < cases\n";
    return 2;
  }
  try {
    return run_all(argv[1]) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "suite: " << error.what() << '\n';
  } catch (...) {
    std::cerr << "suite: failed\n";
  }
  return 2;
}
