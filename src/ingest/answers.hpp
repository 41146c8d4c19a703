#pragma once

#include "stance/base/json.hpp"
#include "stance/tenant/stream_table.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::ingest {

// What an interface answered, or a command printed: one page, one object, or an error.
struct Answer {
  base::json::Cursor value = {};  // a list of rows, or one object; invalid where `error` is set
  std::string pointer = {};       // of `value`
  // What "@odata.context" names: "policies/authorizationpolicy", in lower case, without host,
  // keys, type casts and select lists. Empty where there is none.
  std::string context = {};
  // "@odata.type" of the first row behind "#microsoft.graph.", in lower case.
  std::string type = {};
  bool more = false;    // it links to a next page
  bool entity = false;  // it says that it is one object of a collection
  // How many rows there are in all pages, where it says so.
  std::optional<std::int64_t> count = std::nullopt;
  std::string error = {};  // "Forbidden: Insufficient privileges to complete the operation."
  // What was asked for of each object, as in tenant::RawRow::selected.
  std::string_view selected = {};
  // Text stands where rows should, as PowerShell writes objects below its depth limit.
  bool cut = false;
  // `value` has the first elements only, and this all.
  std::shared_ptr<const tenant::LargeList> list = nullptr;
  bool nothing = false;  // null: a command gave no output
};

// The answers in a file: lists of pages and "$batch" answers are taken apart. A value that cannot
// be an answer (most texts, a number, a list of such) gives none.
[[nodiscard]] std::vector<Answer> answers_of(base::json::Cursor root);

// The first object of an answer; invalid where there is none.
[[nodiscard]] base::json::Cursor first_row(const Answer& answer);

// A property of a row, or of its "AdditionalProperties", without regard to case.
[[nodiscard]] base::json::Cursor property_of(base::json::Cursor row, std::string_view name);

// What a context names, as in Answer::context.
[[nodiscard]] std::string normal_context(std::string_view context);

// Whether a context names one object of a collection.
[[nodiscard]] bool is_entity_context(std::string_view context);

// The select list of a context, "id,displayName"; empty when everything was asked for.
[[nodiscard]] std::string_view selected_of(std::string_view context);

}  // namespace stance::ingest
