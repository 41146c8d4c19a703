#pragma once

#include "stance/model/assessment.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace stance::report {

// Parts that several JSON documents have in common.
using Json = nlohmann::ordered_json;

// Hundredths as the decimal number they are; whole ones without a fraction.
[[nodiscard]] Json number(model::Hundredths hundredths);
// In percent; null when there is no whole.
[[nodiscard]] Json share(model::Hundredths part, model::Hundredths whole);
// Null for an empty text.
[[nodiscard]] Json optional(const std::string& text);

// With nine decimals; null where there is none, or none that is known.
[[nodiscard]] Json credit(const model::Finding& finding);

[[nodiscard]] Json source(const model::DecisionPlace& place);
[[nodiscard]] Json references(const model::ControlInfo& info);
[[nodiscard]] Json offer(const model::LicenceOffer& offer);
[[nodiscard]] Json evidence(const model::Evidence& item);
// A member of "controls".
[[nodiscard]] Json control(const model::ControlResult& result);

}  // namespace stance::report
