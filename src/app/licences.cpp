#include "licences.hpp"

#include "stance/catalog/licence_offer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stance::app {

namespace {

using evaluate::Subscription;
using Names = std::vector<std::string>;

bool is_government(const std::set<std::string>& plans) {
  return std::ranges::any_of(plans, [](const std::string& plan) { return plan.ends_with("_GOV"); });
}

void add_plans(const rules::Check& check, Names& plans) {
  const auto* parts = std::get_if<rules::Parts>(&check);
  if (parts == nullptr) return;
  for (const rules::Part& part : parts->parts) {
    for (const std::string& plan : part.licence) {
      if (std::ranges::find(plans, plan) == plans.end()) plans.push_back(plan);
    }
    add_plans(*part.check, plans);
  }
}

// What the control asks for, or its parts, where it is theirs that is missing.
Names wanted_plans(const rules::Control& control) {
  Names plans = control.licence;
  if (plans.empty() && control.check) add_plans(*control.check, plans);
  return plans;
}

// The plans that bring one of the wanted ones.
std::set<std::string> bringing(const Names& wanted, const rules::LicenceRule& rule) {
  std::set<std::string> plans(wanted.begin(), wanted.end());
  for (const auto& [plan, contained] : rule.includes) {
    const bool brings = std::ranges::any_of(wanted, [&, &contained = contained](const auto& name) {
      return std::ranges::find(contained, name) != contained.end();
    });
    if (brings) plans.insert(plan);
  }
  return plans;
}

// Subscriptions with one of some plans, added up.
struct Holding {
  std::size_t subscriptions = 0;
  std::int64_t assigned = 0;
  std::int64_t licences = 0;
};

// Null when nobody tells what the subscription is made of.
const Names* plans_of(const Subscription& subscription, const rules::LicenceTable& table) {
  if (!subscription.plans.empty()) return &subscription.plans;
  const auto product =
      std::ranges::find(table.products, subscription.product, &rules::LicenceProduct::name);
  return product == table.products.end() ? nullptr : &product->plans;
}

// Nothing when a subscription in use might have one of the plans or not.
std::optional<Holding> holding_of(const std::set<std::string>& plans,
                                  const std::vector<Subscription>& subscriptions,
                                  const rules::LicenceTable& table) {
  Holding out;
  for (const Subscription& subscription : subscriptions) {
    const Names* contained = plans_of(subscription, table);
    if (contained == nullptr && subscription.assigned > 0) return std::nullopt;
    if (contained == nullptr) continue;
    const bool has_one = std::ranges::any_of(
        *contained, [&](const std::string& plan) { return plans.contains(plan); });
    if (!has_one) continue;
    ++out.subscriptions;
    out.assigned += subscription.assigned;
    out.licences += subscription.licences;
  }
  return out;
}

// Nothing when all users may have it. One user can have several subscriptions.
std::optional<std::string> shortage(const Names& wanted, const Holding& holding,
                                    std::int64_t users) {
  if (holding.subscriptions == 0) return std::nullopt;
  const std::string plans = fmt::format("{}", fmt::join(wanted, " or "));
  if (users > 0) {
    if (holding.assigned >= users) return std::nullopt;
    return fmt::format("{} is assigned to {}{} of {} users", plans,
                       holding.subscriptions > 1 ? "at most " : "", holding.assigned, users);
  }
  if (holding.assigned >= holding.licences) return std::nullopt;
  return fmt::format("{} of {} licences with {} are assigned", holding.assigned, holding.licences,
                     plans);
}

// All users there are; 0 when the inputs do not tell.
std::int64_t count_users(const std::string& name, const evaluate::Datasets& datasets) {
  const tenant::Dataset* dataset = name.empty() ? nullptr : datasets.schema().find(name);
  if (dataset == nullptr) return 0;
  const tenant::Table& table = *datasets.tenant().holdings[dataset->index].table;
  if (table.state() != tenant::State::present || table.open()) return 0;
  return static_cast<std::int64_t>(table.count());
}

}  // namespace

void describe_licences(const Licences& licences, const evaluate::Datasets& datasets,
                       model::Assessment& assessment) {
  const auto& [compiled, plans, table] = licences;
  const rules::LicenceRule& rule = compiled.licences;
  const auto subscriptions = evaluate::read_subscriptions(rule, datasets);
  const std::int64_t users = count_users(rule.users, datasets);
  const auto market =
      is_government(plans) ? catalog::Market::government : catalog::Market::commercial;
  for (std::size_t i = 0; i < compiled.controls.size(); ++i) {
    model::ControlResult& result = assessment.controls[i];
    const rules::Control& control = compiled.controls[i];
    const model::Outcome outcome = result.finding.outcome;
    if (outcome == model::Outcome::not_licensed) {
      const Names wanted = wanted_plans(control);
      result.licence =
          model::LicenceNeed{wanted, catalog::smallest_offer(table, rule.includes, wanted, market)};
    } else if (outcome != model::Outcome::not_applicable && !control.licence.empty()) {
      const auto holding = holding_of(bringing(control.licence, rule), subscriptions, table);
      auto text = holding ? shortage(control.licence, *holding, users) : std::nullopt;
      if (text) result.finding.assumptions.push_back(*std::move(text));
    }
  }
}

}  // namespace stance::app
