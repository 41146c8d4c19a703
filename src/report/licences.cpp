#include "licences.hpp"

#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace stance::report {

namespace {

struct Purchase {
  std::string what;
  std::uint64_t controls = 0;
  model::Hundredths points = 0;
};

std::string what_of(const model::LicenceNeed& need) {
  return need.offer ? offer_text(*need.offer) : fmt::format("{}", fmt::join(need.plans, " or "));
}

}  // namespace

std::string offer_text(const model::LicenceOffer& offer) {
  return fmt::format("{} ({})", offer.product_title, offer.product);
}

std::string licence_sentence(const model::Assessment& assessment) {
  const model::LicenceTotals& totals = assessment.licences;
  if (totals.owned == 0 || !totals.known) return {};
  if (totals.everything == totals.owned) return "no control is left out for want of a licence";
  return fmt::format("{} points now, {} with the licences owned, {} with all licences",
                     exact_points(totals.now), points(totals.owned), points(totals.everything));
}

std::string licence_list(const model::Assessment& assessment) {
  std::map<std::string, Purchase> by_text;
  for (const model::ControlResult& control : assessment.controls) {
    if (!control.licence) continue;
    Purchase& purchase = by_text[what_of(*control.licence)];
    ++purchase.controls;
    purchase.points += control.info.points * 100;
  }
  std::vector<Purchase> purchases;
  for (auto& [what, purchase] : by_text) {
    purchase.what = what;
    purchases.push_back(std::move(purchase));
  }
  std::ranges::sort(purchases, [](const Purchase& a, const Purchase& b) {
    return std::tie(b.points, a.what) < std::tie(a.points, b.what);
  });
  std::string text;
  for (const Purchase& purchase : purchases) {
    text += fmt::format("{}{}: {}, {} points", text.empty() ? "" : "; ", purchase.what,
                        count(purchase.controls, "control"), points(purchase.points));
  }
  return text;
}

}  // namespace stance::report
