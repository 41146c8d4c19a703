#pragma once

#include "stance/cel/type.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::tenant {

// How the value of a field is read; every rule is named and finite.
struct FieldRule {
  // What stands for null, on any step of the path: the empty list, or a text, number or word.
  std::optional<cel::Value> from_null = std::nullopt;
  // What an absent property means, where the API documents it; otherwise it is unknown.
  std::optional<cel::Value> absent = std::nullopt;
  // Splits text into a list ("a,b" to ['a', 'b']); blanks around the parts are dropped.
  char split = 0;
  // Numeric enumerations: the number an exporter writes, and the word it stands for.
  std::vector<std::pair<std::int64_t, std::string>> numbers = {};
  bool fold = false;       // text is compared without case: stored in lower case
  bool sensitive = false;  // never printed
  bool pii = false;        // hidden by redaction
  // Property names where they differ by more than letter case: exporter -> path.
  std::map<std::string, std::string, std::less<>> names = {};
  // Rows of a list(record) field.
  const struct RecordSchema* element = nullptr;
};

// A record type and how to read each of its fields (same index).
struct RecordSchema {
  RecordSchema(std::string name, std::uint32_t id) : type(std::move(name), id) {}
  cel::RecordType type;
  std::vector<FieldRule> rules;
};

// Where one exporter keeps a dataset.
struct SourceRule {
  std::string exporter;  // "scuba", "graph", "entraexporter", "powershell"
  // Where in a file: "/key", "/key/0" (the one element, or the object itself), "/a[]/b[]" (every b
  // of every a), "/a{}" (a map: the key becomes `key_field`). Empty: the objects of the file are
  // the rows.
  std::string at = {};
  std::string key_field = {};
  // Field of this dataset -> property of the enclosing object.
  std::map<std::string, std::string, std::less<>> parent = {};
  // ScubaGear: commands that collect it, any one in the list of successes is enough. PowerShell:
  // cmdlets whose objects these are; the first one is for collection scripts.
  std::vector<std::string> commands = {};
  // Graph: what follows "$metadata#" in @odata.context, and @odata.type behind "#microsoft.graph.".
  std::vector<std::string> contexts = {};
  std::vector<std::string> types = {};
  // EntraExporter: folders of objects, or fixed files, below the folder of the export.
  std::vector<std::string> paths = {};
  // How many rows an answer has at most, or a list of them inside an object when `at` is set: that
  // many may be more. 0 is no limit.
  std::size_t limit = 0;
  // For collection scripts: the Graph address below the host and its least permissions, and what a
  // cmdlet is connected to (a word of the catalog).
  std::string request = {};
  std::vector<std::string> scopes = {};
  std::string session = {};
};

// A named collection of a tenant.
struct Dataset {
  std::string name;  // dotted: entra.conditionalAccessPolicies
  std::uint32_t index = 0;
  std::string title = {};    // what a person calls it
  std::string product = {};  // "Microsoft Entra ID"
  bool singleton = false;
  bool large = false;
  bool optional = false;     // what people may declare: where no input has it, there are no rows
  std::string key = {};      // field that identifies a row; empty for singletons and derived rows
  std::string collect = {};  // the command or address that fetches it, for hints
  // Properties that an object of another dataset does not have together: what tells a file apart
  // that does not say what it holds. Any one of the lists is enough.
  std::vector<std::vector<std::string>> shows = {};
  // Properties that hold the id and the name of the tenant.
  std::string tenant_id = {};
  std::string tenant_name = {};
  const RecordSchema* row = nullptr;
  std::vector<SourceRule> sources = {};
};

// All datasets a catalog declares.
class Schema {
 public:
  Schema() = default;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  // A new record schema, address-stable, owned by the schema.
  RecordSchema& add_record(std::string name);
  // The dataset's index is set. Adding a name twice is a bug of the caller.
  Dataset& add(Dataset dataset);

  [[nodiscard]] const std::deque<Dataset>& datasets() const { return datasets_; }
  // By id.
  [[nodiscard]] const std::deque<RecordSchema>& records() const { return records_; }
  [[nodiscard]] RecordSchema& record(std::uint32_t id) { return records_.at(id); }
  [[nodiscard]] const Dataset* find(std::string_view name) const;

  // Keeps texts and lists that rules point to.
  base::Arena& constants() { return constants_; }

 private:
  std::deque<Dataset> datasets_;
  std::deque<RecordSchema> records_;
  std::map<std::string, std::uint32_t, std::less<>> by_name_;
  base::Arena constants_;
};

}  // namespace stance::tenant
