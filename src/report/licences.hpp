#pragma once

#include "stance/model/assessment.hpp"

#include <string>

namespace stance::report {

// A sentence about the points that licences put within reach; empty when there is nothing to tell.
[[nodiscard]] std::string licence_sentence(const model::Assessment& assessment);

// What would have to be bought for the controls that are not licensed, most points first; empty
// when there are none.
[[nodiscard]] std::string licence_list(const model::Assessment& assessment);

// "Microsoft Entra ID P2 (AAD_PREMIUM_P2)".
[[nodiscard]] std::string offer_text(const model::LicenceOffer& offer);

}  // namespace stance::report
