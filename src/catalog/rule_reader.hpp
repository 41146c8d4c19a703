#pragma once

#include "expressions.hpp"
#include "stance/rules/control.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace stance::catalog {

// Parameter name -> JSON.
using Overrides = std::map<std::string, std::string>;

// The keys of a control that read_rule() looks at.
inline constexpr std::array<std::string_view, 8> rule_keys = {
    "id", "licence", "params", "let", "applies", "check", "asks", "exceptions"};

// Compiles what the engine needs of a control. All problems are reported; with one there is none.
[[nodiscard]] std::optional<rules::Control> read_rule(const Node& control,
                                                      const Overrides& overrides,
                                                      Expressions& expressions);

// `licences`: what plans a tenant has, and which plan contains which.
[[nodiscard]] std::optional<rules::LicenceRule> read_licences(const Node& body,
                                                              Expressions& expressions);

}  // namespace stance::catalog
