#include "value_json.hpp"

#include "stance/cel/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace stance::app {

namespace {

using Json = nlohmann::ordered_json;

Json number(double real) {
  if (std::isnan(real)) return "NaN";
  if (std::isinf(real)) return real > 0 ? "Infinity" : "-Infinity";
  return real;
}

std::string key_text(const cel::Value& key) {
  return key.kind == cel::Kind::text ? std::string(key.text()) : cel::to_text(key);
}

std::string step_to(const std::string& path, std::string_view key) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  const bool simple = !key.empty() && key.find_first_not_of(plain) == std::string_view::npos;
  if (!simple) return fmt::format("{}['{}']", path, key);
  return fmt::format("{}{}{}", path, path.empty() ? "" : ".", key);
}

// Puts the value of "a.b.c" into nested objects. A group that is itself a value stays that value.
void place(Json& object, std::string_view path, Json value) {
  Json* at = &object;
  while (true) {
    const std::size_t dot = path.find('.');
    Json& member = (*at)[std::string(path.substr(0, dot))];
    if (dot == std::string_view::npos) {
      member = std::move(value);
      return;
    }
    if (!member.is_null() && !member.is_object()) return;
    at = &member;
    path.remove_prefix(dot + 1);
  }
}

class Writer {
 public:
  explicit Writer(const RowShapes& shapes) : shapes_(shapes) {}

  // False at the first gap.
  [[nodiscard]] bool write(const cel::Value& value, const std::string& path, Json& out);

  std::optional<Gap> gap;
  std::set<std::string> left_out;

 private:
  [[nodiscard]] bool write_list(const cel::Value& value, const std::string& path, Json& out);
  [[nodiscard]] bool write_map(const cel::Value& value, const std::string& path, Json& out);
  void write_row(const cel::Value& value, Json& out);
  [[nodiscard]] bool stop(Gap::What what, const cel::Value& cause, const std::string& path) {
    gap = Gap{what, cause, path};
    return false;
  }

  const RowShapes& shapes_;
};

bool Writer::write_list(const cel::Value& value, const std::string& path, Json& out) {
  out = Json::array();
  for (std::size_t i = 0; i < value.members().size(); ++i) {
    Json member;
    if (!write(value.members()[i], fmt::format("{}[{}]", path, i), member)) return false;
    out.push_back(std::move(member));
  }
  return !value.uncertain || stop(Gap::What::open, value.values[-1], path);
}

bool Writer::write_map(const cel::Value& value, const std::string& path, Json& out) {
  out = Json::object();
  for (const cel::Entry& entry : value.pairs()) {
    const std::string key = key_text(entry.key);
    const std::string inside = step_to(path, key);
    if (out.contains(key)) return stop(Gap::What::same_key, entry.key, inside);
    Json member;
    if (!write(entry.value, inside, member)) return false;
    out[key] = std::move(member);
  }
  return true;
}

// What is unknown in a row is left out, and said.
void Writer::write_row(const cel::Value& value, Json& out) {
  out = Json::object();
  const cel::RecordType* type = shapes_.find(value);
  const cel::Projection* projection = type ? shapes_.projections().find(*type) : nullptr;
  if (projection == nullptr) return;
  std::vector<const cel::Value*> slots(type->fields().size(), nullptr);
  for (std::size_t slot = 0; slot < projection->fields().size(); ++slot) {
    slots[projection->fields()[slot]] = value.values + slot;
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const cel::FieldDecl& field = type->fields()[i];
    Json member;
    if (slots[i] != nullptr && write(*slots[i], {}, member)) {
      place(out, field.path, std::move(member));
    } else {
      gap.reset();
      left_out.insert(fmt::format("{}.{}", type->name(), field.path));
    }
  }
}

bool Writer::write(const cel::Value& value, const std::string& path, Json& out) {
  switch (value.kind) {
    case cel::Kind::unknown: return stop(Gap::What::unknown, value, path);
    case cel::Kind::null: out = nullptr; break;
    case cel::Kind::boolean: out = value.boolean; break;
    case cel::Kind::integer: out = value.integer; break;
    case cel::Kind::real: out = number(value.real); break;
    case cel::Kind::text:
    case cel::Kind::type: out = value.text(); break;
    case cel::Kind::time: out = cel::format_time(value); break;
    case cel::Kind::span: out = cel::format_span(value); break;
    case cel::Kind::list: return write_list(value, path, out);
    case cel::Kind::map: return write_map(value, path, out);
    case cel::Kind::record: write_row(value, out); break;
  }
  return true;
}

}  // namespace

void RowShapes::add(const cel::Value& value, const cel::RecordType& type) {
  if (value.kind == cel::Kind::list) {
    for (const cel::Value& member : value.members()) add(member, type);
  }
  if (value.kind != cel::Kind::record) return;
  by_slots_.emplace(value.values, &type);
  const cel::Projection* projection = projections_.find(type);
  if (projection == nullptr) return;
  for (std::size_t slot = 0; slot < projection->fields().size(); ++slot) {
    const cel::Type& field = type.fields()[projection->fields()[slot]].type;
    if (!field.is(cel::TypeKind::list) || field.element == nullptr) continue;
    if (field.element->record != nullptr) add(value.values[slot], *field.element->record);
  }
}

const cel::RecordType* RowShapes::find(const cel::Value& row) const {
  const auto found = by_slots_.find(row.values);
  return found == by_slots_.end() ? nullptr : found->second;
}

Written write_json(const cel::Value& value, const RowShapes& shapes) {
  Writer writer(shapes);
  Json document;
  Written written;
  if (writer.write(value, {}, document)) {
    written.json = document.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  written.gap = std::move(writer.gap);
  written.left_out = std::move(writer.left_out);
  return written;
}

}  // namespace stance::app
