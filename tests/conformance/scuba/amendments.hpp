#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace stance::conformance {

// A case, by the policy that it is about and its own name.
struct Subject {
  std::string policy;
  std::string id;
};

// What is done to the inputs of cases before they are judged: a file with a list of changes, each
// for some "policies" or "cases".
//
// A case holds what the rule reads that it was written for. "add" puts beside it what every export
// holds, where the case does not say otherwise. "set" takes away what the case says by accident.
//
// "key[]" means each member of a list, "key[Property=Text]" those whose property begins with a
// text. An object is followed where the input has one; anything else is put there. The text "#"
// becomes a name of the member that no other member has.
class Amendments {
 public:
  [[nodiscard]] static Amendments read(const std::string& path);

  // The input with what is added to it.
  [[nodiscard]] nlohmann::json completed(const Subject& subject, nlohmann::json input) const;
  // Whether the input says something by accident.
  [[nodiscard]] bool amends(const Subject& subject) const;
  // The input with what is added and without what it says by accident.
  [[nodiscard]] nlohmann::json amended(const Subject& subject, nlohmann::json input) const;

 private:
  void apply(std::string_view kind, const Subject& subject, nlohmann::json& input) const;

  nlohmann::json changes_ = nlohmann::json::array();
};

}  // namespace stance::conformance
