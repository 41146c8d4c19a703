#pragma once

#include "stance/cel/compile.hpp"
#include "stance/cel/program.hpp"
#include "stance/model/baseline.hpp"
#include "stance/model/finding.hpp"
#include "stance/rules/control.hpp"
#include "stance/tenant/tenant.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace stance::evaluate {

struct Options {
  std::size_t evidence = 100;  // objects kept per control
  // Keys of objects that are kept beside them when they are not met.
  std::set<std::string, std::less<>> named = {};
  cel::Budget budget = {};  // per control
};

// The service plans of a tenant; nothing when the inputs do not tell.
using Plans = std::optional<std::set<std::string>>;

// Licences that a tenant bought together.
struct Subscription {
  std::string product;  // the part number
  std::int64_t assigned = 0;
  std::int64_t licences = 0;
  std::vector<std::string> plans = {};  // names of service plans; none when the inputs do not tell

  friend bool operator==(const Subscription&, const Subscription&) = default;
};

// What is the same for all controls of a run: small datasets as lists, read once.
class Datasets {
 public:
  // `projections` must be complete: every program has been compiled.
  Datasets(const tenant::Tenant& tenant, const tenant::Schema& schema,
           const cel::Projections& projections);

  [[nodiscard]] std::span<const cel::Value> values() const { return values_; }
  [[nodiscard]] const tenant::Tenant& tenant() const { return tenant_; }
  [[nodiscard]] const tenant::Schema& schema() const { return schema_; }
  [[nodiscard]] const cel::Projections& projections() const { return projections_; }

  // What a program sees.
  [[nodiscard]] cel::Frame frame(std::span<cel::Value> locals, base::Arena& arena,
                                 cel::Budget& budget) const {
    return {locals, values_, arena, budget, indexes_};
  }

  // Reads the datasets (by index) that programs name; must be called before they run. Large ones
  // are left out, as they are scanned by the checks that go over them, unless programs look rows up
  // in them.
  void load(std::span<const std::uint32_t> datasets);
  // Large ones too, as lists.
  void load_whole(std::span<const std::uint32_t> datasets);

  // Null when the dataset is data (present or empty), otherwise the unknown value that says why.
  [[nodiscard]] cel::Value state_of(std::uint32_t dataset);
  // Where a row of a small dataset stands, or the row that a record inside of it belongs to; of a
  // list, where its first row does. Nothing for any other value.
  [[nodiscard]] std::optional<model::Source> source_of(const cel::Value& value);
  [[nodiscard]] model::Source source_of(std::uint32_t dataset, tenant::Place place) const;
  // The unknown value for a dataset and a reason.
  [[nodiscard]] cel::Value missing(std::uint32_t dataset, cel::Why why);

 private:
  struct Origin {
    std::uint32_t dataset = 0;
    tenant::Place place;
  };

  void load_one(const tenant::Dataset& dataset);
  [[nodiscard]] std::set<std::uint32_t> keys_of(const tenant::Dataset& dataset) const;
  [[nodiscard]] cel::Value read(const tenant::Dataset& dataset);
  void note_origins(std::uint32_t dataset);
  void note_origin(const cel::Value& value, const Origin& origin);

  const tenant::Tenant& tenant_;
  const tenant::Schema& schema_;
  const cel::Projections& projections_;
  base::Arena arena_;
  std::vector<cel::Value> values_;
  std::vector<std::vector<cel::KeyIndex>> indexes_;  // by dataset
  std::vector<bool> loaded_;
  // By the slots of rows and of records in them; made when somebody asks.
  std::unordered_map<const cel::Value*, Origin> origins_;
  std::vector<bool> noted_;
};

// An unknown value as what is missing to know it.
[[nodiscard]] model::Missing missing_for(const cel::Value& cause, const Datasets& datasets);

[[nodiscard]] Plans read_plans(const rules::LicenceRule& rule, Datasets& datasets);

// Nothing when the inputs do not tell of all. The datasets of the rule must be loaded.
[[nodiscard]] std::vector<Subscription> read_subscriptions(const rules::LicenceRule& rule,
                                                           const Datasets& datasets);

// What inputs say about requirements of a baseline. The datasets of the rule must be loaded.
[[nodiscard]] model::Declarations read_declarations(const rules::BaselineRule& rule,
                                                    const Datasets& datasets);

// Judges one control. Never fails: what cannot be judged is not assessed and says why.
[[nodiscard]] model::Finding evaluate(const rules::Control& control, Datasets& datasets,
                                      const Plans& plans, const rules::LicenceRule& licences,
                                      const Options& options);

}  // namespace stance::evaluate
