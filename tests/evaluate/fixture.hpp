#pragma once

#include "stance/catalog/catalog.hpp"
#include "stance/evaluate/evaluate.hpp"
#include "stance/ingest/read.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::evaluate::test {

inline constexpr std::string_view catalog_yaml = R"(
catalog: {name: test, version: 1.0.0}
categories: [identity]
frameworks: {scuba: SCuBA}
licences:
  plans: demo.plans.map(p, p.name)
  subscriptions: |
    demo.loose.map(s, [s.name, s.weight, 9, has(s.id) ? [s.id] : []])
  includes: {BIG: [SMALL]}
datasets:
  demo.rows:
    title: rows
    product: Demo
    key: id
    collect: Get-Row
    sources: {scuba: {at: /rows}}
    fields: {id: string, name: string, on: bool, good: bool, share: double, weight: int,
             tags: list(string)}
  demo.settings:
    title: settings
    product: Demo
    singleton: true
    collect: Get-Setting
    sources: {scuba: {at: /settings/0}}
    fields: {level: int, mode: string}
  demo.many:
    title: many
    product: Demo
    key: id
    large: true
    sources: {scuba: {at: /many}}
    fields: {id: string, good: bool}
  demo.declared:
    title: declared
    product: Demo
    key: id
    optional: true
    sources: {scuba: {at: /declared}}
    fields: {id: string}
  demo.loose:
    title: loose
    product: Demo
    sources: {scuba: {at: /loose}}
    fields: {id: string, name: string, on: bool, good: bool, share: double, weight: int}
  demo.plans:
    title: plans
    product: Demo
    sources: {scuba: {at: /plans}}
    fields: {name: string}
)";

// A table of which something else is known.
class Altered : public tenant::Table {
 public:
  Altered(std::unique_ptr<tenant::Table> table, tenant::State state, bool open)
      : table_(std::move(table)), state_(state), open_(open) {}

  [[nodiscard]] tenant::State state() const override { return state_; }
  [[nodiscard]] bool open() const override { return open_; }
  [[nodiscard]] std::uint64_t count() const override { return table_->count(); }
  [[nodiscard]] std::uint64_t duplicates() const override { return table_->duplicates(); }
  [[nodiscard]] std::unique_ptr<tenant::Scan> scan(const cel::Projections& projections) override {
    return table_->scan(projections);
  }
  [[nodiscard]] tenant::Rows hold(const cel::Projections& projections) override {
    return table_->hold(projections);
  }
  [[nodiscard]] tenant::Located locate(tenant::Place place) const override {
    return table_->locate(place);
  }
  [[nodiscard]] std::vector<tenant::Damage> damage() const override { return table_->damage(); }

 private:
  std::unique_ptr<tenant::Table> table_;
  tenant::State state_;
  bool open_;
};

// One control around a check, compiled against a small catalog.
class Bench {
 public:
  // `body` is what stands beside the texts: params, let, applies, licence, check.
  explicit Bench(const std::string& body) : folder_(fresh_folder()) {
    write("catalog.yaml", catalog_yaml);
    write("controls/demo/one.yaml",
          "id: demo.one\nrevision: 1\ntitle: One\ncategory: identity\nproduct: Demo\npoints: 5\n"
          "cost: low\nuser_impact: low\nthreats: [accountBreach]\ndescription: d\nrationale: r\n"
          "steps: [s]\nuser_effect: u\n" +
              body);
    base::Diagnostics problems;
    catalog_ = catalog::Catalog::load({.built_in = false, .folders = {folder_}}, {}, problems);
    for (const auto& problem : problems.all()) UNSCOPED_INFO(base::render(problem));
    REQUIRE(catalog_);
    control_ = catalog_->compile(catalog_->controls().front(), {}, problems);
    licences_ = catalog_->licences(problems);
    REQUIRE(control_);
    REQUIRE(licences_);
  }
  ~Bench() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  using Rows = std::map<std::string, std::string>;

  // The tables of the tenant may be exchanged before judging.
  tenant::Tenant tenant(const Rows& rows) {
    auto read = ingest::from_rows(rows, catalog_->schema());
    REQUIRE(read);
    return std::move(*read);
  }

  model::Finding judge_tenant(const tenant::Tenant& tenant, const Options& options = {}) {
    Datasets datasets(tenant, catalog_->schema(), catalog_->environment().projections);
    datasets.load(control_->datasets);
    if (licences_->plans) datasets.load(licences_->plans->datasets());
    return evaluate::evaluate(*control_, datasets, read_plans(*licences_, datasets), *licences_,
                              options);
  }

  std::vector<Subscription> subscriptions(const Rows& rows) {
    const tenant::Tenant owned = tenant(rows);
    Datasets datasets(owned, catalog_->schema(), catalog_->environment().projections);
    datasets.load(licences_->subscriptions->datasets());
    return read_subscriptions(*licences_, datasets);
  }

  model::Finding judge(const Rows& rows, const Options& options = {}) {
    return judge_tenant(tenant(rows), options);
  }

  // Judges rows of demo.rows of which more may exist.
  model::Finding judge_open(std::string rows) {
    tenant::Tenant open = tenant({{"demo.rows", std::move(rows)}});
    alter(open, "demo.rows", tenant::State::present, true);
    return judge_tenant(open);
  }

  void alter(tenant::Tenant& tenant, std::string_view dataset, tenant::State state, bool open) {
    std::unique_ptr<tenant::Table>& table = tenant.holdings[index_of(dataset)].table;
    table = std::make_unique<Altered>(std::move(table), state, open);
  }

  catalog::Catalog& catalog() { return *catalog_; }

  std::uint32_t index_of(std::string_view dataset) {
    return catalog_->schema().find(dataset)->index;
  }

 private:
  static std::filesystem::path fresh_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "stance-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    return name;
  }
  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  std::filesystem::path folder_;
  std::optional<catalog::Catalog> catalog_;
  std::optional<rules::Control> control_;
  std::optional<rules::LicenceRule> licences_;
};

// "partial 1/2..1/2 of 2: 1 met 1 unmet 0 unknown; b unmet"
inline std::string told(const model::Finding& finding) {
  std::string text = fmt::format("{} {}/{}..{}/{}", model::name(finding.outcome), finding.low.num,
                                 finding.low.den, finding.high.num, finding.high.den);
  if (finding.population) {
    const model::Population& p = *finding.population;
    text += fmt::format(" of {}{}: {} met {} unmet {} unknown", p.total, p.open ? "+" : "", p.met,
                        p.unmet, p.unknown);
  }
  for (const model::Evidence& evidence : finding.evidence) {
    text += fmt::format("; {} {}", evidence.key, model::name(evidence.outcome));
    for (const std::string& line : evidence.unmet) text += fmt::format(", {}", line);
  }
  for (const model::Missing& missing : finding.missing) {
    text += fmt::format("; missing {}.{} {}", missing.dataset, missing.field, missing.reason);
  }
  return text;
}

struct Case {
  std::string name;
  std::string body;
  Bench::Rows rows;
  std::string told;
};

inline void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Bench bench(c.body);
      CHECK(told(bench.judge(c.rows)) == c.told);
    }
  }
}

// Every row must be good.
inline const std::string each =
    "check:\n  each: {in: demo.rows, as: r, key: r.id, pass: r.good, empty: unmet}\n";

}  // namespace stance::evaluate::test
