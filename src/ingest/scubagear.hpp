#pragma once

#include "load_file.hpp"
#include "stance/base/diagnostics.hpp"
#include "stance/base/json.hpp"
#include "stance/cel/value.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stance::ingest {

// A key of the export's outermost object.
struct ExportKey {
  std::string spelled;
  base::json::Cursor value;
  std::size_t times = 1;
  bool disputed = false;   // it comes again (in any case) with another value
  std::string lacks = {};  // where the first value that it lacks is missing in the file
};

// The calls that ScubaGear made, by their names in lower case, as they are spelled.
struct Commands {
  using List = std::map<std::string, std::string, std::less<>>;

  bool listed = false;  // the export has such lists at all
  List successful = {};
  List unsuccessful = {};  // none of these is in the other list
};

// What a ScubaGear run says about itself, and its keys. Points into the document it was read from.
struct ScubaExport {
  std::string prefix = {};   // pointer of the export: "", or "/Raw" inside ScubaResults_*.json
  std::string version = {};  // of ScubaGear; may be empty
  std::string run = {};      // identifies the run; may be empty
  std::string tenant_id = {};
  std::string tenant_name = {};
  cel::Value collected = cel::Value::null();
  Commands commands = {};
  std::map<std::string, ExportKey, std::less<>> keys = {};  // by the key in lower case

  [[nodiscard]] std::string format() const;
};

// "'Get-A', 'Get-B' and 'Get-C'", cut where there are very many or very long ones.
[[nodiscard]] std::string quoted_commands(std::span<const std::string> commands);

// Whether the key says something about the run and holds no dataset.
[[nodiscard]] bool is_administrative(std::string_view folded_key);

// Nothing when the file is no ScubaGear export. Oddities are reported.
[[nodiscard]] std::optional<ScubaExport> recognise_scubagear(const LoadedFile& file,
                                                             base::Diagnostics& problems);

// What else a file is, when it is a known kind without configuration in it; a sentence.
[[nodiscard]] std::optional<std::string_view> recognise_results(base::json::Cursor root);

}  // namespace stance::ingest
