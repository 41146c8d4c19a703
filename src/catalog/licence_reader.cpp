#include "licence_reader.hpp"

#include "stance/model/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

// Hexadecimal digits in lower case, in groups of 8, 4, 4, 4 and 12.
bool is_guid(std::string_view text) {
  constexpr std::string_view form = "00000000-0000-0000-0000-000000000000";
  constexpr std::string_view digits = "0123456789abcdef";
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool dash = form[i] == '-';
    if (dash ? text[i] != '-' : digits.find(text[i]) == std::string_view::npos) return false;
  }
  return true;
}

class LicenceReader {
 public:
  explicit LicenceReader(Reader& reader) : reader_(reader) {}

  [[nodiscard]] rules::LicenceTable read(const Node& body);

 private:
  void read_plans(const Node& plans);
  void read_products(const Node& products);
  [[nodiscard]] rules::LicenceProduct read_product(const Node& name, const Node& body);
  [[nodiscard]] std::string text_of(const Node& body, std::string_view key, std::string_view what);
  [[nodiscard]] std::string guid_of(const Node& name, const Node& body, std::string_view what);

  Reader& reader_;
  rules::LicenceTable table_;
  std::vector<std::string_view> names_;       // of the plans
  std::map<std::string, std::string> guids_;  // and what they are of
};

rules::LicenceTable LicenceReader::read(const Node& body) {
  static constexpr std::array<std::string_view, 4> known = {"source", "date", "plans", "products"};
  if (!reader_.keys(body, "'licence_table'", known)) return {};
  table_.source = text_of(body, "source", "'licence_table'");
  table_.date = text_of(body, "date", "'licence_table'");
  if (!table_.date.empty() && !model::days_after(table_.date, 0)) {
    reader_.error(body.find("date"), "bad-date", fmt::format("'{}' is no date", table_.date),
                  "such as 2026-01-31");
  }
  if (const Node plans = reader_.required(body, "plans", "'licence_table'")) read_plans(plans);
  if (const Node products = reader_.required(body, "products", "'licence_table'")) {
    read_products(products);
  }
  return std::move(table_);
}

std::string LicenceReader::text_of(const Node& body, std::string_view key, std::string_view what) {
  const Node node = reader_.required(body, key, what);
  return node ? reader_.filled_text(node).value_or("") : std::string();
}

// Two things with one id are a slip of whoever copied it.
std::string LicenceReader::guid_of(const Node& name, const Node& body, std::string_view what) {
  std::string guid = text_of(body, "id", what);
  if (guid.empty()) return guid;
  const Node id = body.find("id");
  if (!is_guid(guid)) {
    reader_.error(id, "bad-licence", fmt::format("'{}' is no GUID in lower case", guid));
  }
  const auto [other, is_new] = guids_.emplace(guid, name.text());
  if (!is_new) {
    reader_.error(id, "duplicate-name", fmt::format("'{}' has the same id", other->second));
  }
  return guid;
}

void LicenceReader::read_plans(const Node& plans) {
  static constexpr std::array<std::string_view, 2> known = {"id", "title"};
  constexpr std::string_view what = "a service plan";
  if (!reader_.expect_mapping(plans)) return;
  for (const auto& [name, body] : plans.pairs()) {
    names_.push_back(name.text());
    if (!reader_.keys(body, what, known)) continue;
    table_.plans.push_back({.name = std::string(name.text()),
                            .id = guid_of(name, body, what),
                            .title = text_of(body, "title", what)});
  }
}

void LicenceReader::read_products(const Node& products) {
  if (!reader_.expect_mapping(products)) return;
  std::int64_t largest = 0;
  for (const auto& [name, body] : products.pairs()) {
    rules::LicenceProduct product = read_product(name, body);
    if (product.size < largest) {
      reader_.error(name, "bad-licence", "the product stands behind a larger one");
    }
    largest = std::max(largest, product.size);
    table_.products.push_back(std::move(product));
  }
}

rules::LicenceProduct LicenceReader::read_product(const Node& name, const Node& body) {
  static constexpr std::array<std::string_view, 5> known = {"id", "title", "size", "government",
                                                            "plans"};
  constexpr std::string_view what = "a product";
  rules::LicenceProduct out{.name = std::string(name.text()), .id = {}, .title = {}};
  if (!reader_.keys(body, what, known)) return out;
  out.id = guid_of(name, body, what);
  out.title = text_of(body, "title", what);
  if (const Node government = body.find("government")) {
    out.government = reader_.boolean(government).value_or(false);
  }
  if (const Node plans = reader_.required(body, "plans", what);
      plans && reader_.expect_list(plans)) {
    for (const Node& plan : plans.items()) {
      if (reader_.choice(plan, "service plan", names_)) out.plans.emplace_back(plan.text());
    }
  }
  const Node size = reader_.required(body, "size", what);
  if (size) out.size = reader_.integer(size).value_or(1);
  if (size && out.size < std::max<std::int64_t>(std::ssize(out.plans), 1)) {
    reader_.error(size, "out-of-range", "a product is no smaller than its list of plans, or 1");
  }
  return out;
}

}  // namespace

std::optional<rules::LicenceTable> read_licence_table(const Node& body, Reader& reader) {
  const std::size_t errors = reader.problems().errors();
  rules::LicenceTable table = LicenceReader(reader).read(body);
  if (reader.problems().errors() > errors) return std::nullopt;
  return table;
}

}  // namespace stance::catalog
