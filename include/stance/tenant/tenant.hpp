#pragma once

#include "stance/base/json.hpp"
#include "stance/tenant/schema.hpp"
#include "stance/tenant/stream_table.hpp"
#include "stance/tenant/table.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stance::tenant {

// One file that was read.
struct Input {
  std::string path;                            // as the user named it, or below the named folder
  std::string format;                          // "ScubaGear 1.8.0"
  std::string encoding;                        // "utf-8", "utf-16le", ...
  std::string sha256;                          // of the bytes as they were on disk
  std::vector<std::string> unrecognised = {};  // top-level keys no dataset reads, sorted
};

// What is known about one dataset of the tenant.
struct Holding {
  std::unique_ptr<Table> table;  // never null
  std::string origin = {};       // "ScubaGear 1.8.0 /conditional_access_policies"
  std::string detail = {};       // why it is failed, not collected or damaged, in a sentence
  std::vector<std::uint32_t> inputs = {};  // into Tenant::inputs: where the rows are, sorted
  std::vector<std::string> repairs = {};   // of the files, a sentence each
};

// A tenant as far as the inputs tell. Holds the documents its tables point into.
struct Tenant {
  std::string id = {};  // empty when no input names it
  std::string display_name = {};
  // Collection time found in the inputs; null value when there is none.
  cel::Value collected = cel::Value::null();
  // The day that ages are counted to, when it is another one.
  cel::Value day = cel::Value::null();
  std::vector<Input> inputs = {};
  std::vector<Holding> holdings = {};  // by Dataset::index, one for each dataset of the schema
  std::vector<base::json::Document> documents = {};  // by input
  // By input, too: a list of which the document has only the first elements; null for most.
  std::vector<std::shared_ptr<const LargeList>> lists = {};

  // What ages are counted to; null when nobody says.
  [[nodiscard]] const cel::Value& as_of() const { return day.is_null() ? collected : day; }
};

}  // namespace stance::tenant
