#pragma once

#include "stance/model/assessment.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace stance::report {

// "34.20" for 3420.
[[nodiscard]] std::string exact_points(model::Hundredths points);

// "56" for 5600, "34.20" for 3420.
[[nodiscard]] std::string points(model::Hundredths points);

// "1 control", "3 controls".
[[nodiscard]] std::string count(std::uint64_t number, std::string_view noun);

// "Identity" for "identity".
[[nodiscard]] std::string capital(std::string_view text);

// "not assessed" for "not_assessed".
[[nodiscard]] std::string spaced(std::string_view name);

// "account breach" for "accountBreach".
[[nodiscard]] std::string words_of(std::string_view camel_case);

// What people call a reason of Missing: "dataset missing" for "dataset_absent".
[[nodiscard]] std::string cause(std::string_view reason);

// What people call an object.
[[nodiscard]] std::string name_of(const model::Evidence& evidence);

// "sign-in.json:12", or the path alone when the line is not known.
[[nodiscard]] std::string place(const model::Source& source);

}  // namespace stance::report
