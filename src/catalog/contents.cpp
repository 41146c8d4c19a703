#include "contents.hpp"

#include "baseline_reader.hpp"
#include "dataset_reader.hpp"
#include "function_reader.hpp"
#include "image.hpp"
#include "licence_reader.hpp"
#include "rule_reader.hpp"
#include "test_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace stance::catalog {

namespace {

// Something with a name of its own, in the version of the last origin that has it.
struct Entry {
  Node name;
  Node body;
  std::size_t origin = 0;
};
using Entries = std::map<std::string, Entry, std::less<>>;

struct ControlEntry {
  Node id;
  CatalogFile* file = nullptr;
};

// Sorts the parts of all files by what they are.
class Assembly {
 public:
  Assembly(Contents& contents, Reader& reader) : contents_(contents), reader_(reader) {}

  void add(CatalogFile& file);
  // Builds the schema, the environment and the list of controls from all that was added.
  void finish(std::string_view place);
  // A folder brought datasets or functions: controls may mean something else than before.
  [[nodiscard]] bool rebased() const { return rebased_; }

 private:
  void add_control(CatalogFile& file, const Node& head);
  void add_entries(const Node& section, std::size_t origin, Entries& entries,
                   std::string_view what);
  [[nodiscard]] Entry* single_entry(std::string_view key);
  void replace(Entry& place, const Node& key, const Node& body, std::size_t origin);
  void read_vocabulary(std::string_view place);
  void read_frameworks(const Node& body);
  void read_schema();
  void read_controls();

  Contents& contents_;
  Reader& reader_;
  Entry catalog_;
  Entry categories_;
  Entry frameworks_;
  Entry licences_;
  Entry licence_table_;
  Entry baselines_;
  Entries datasets_;
  Entries functions_;
  std::map<std::string_view, ControlEntry> controls_;
  std::vector<CatalogFile*> nameless_;
  bool rebased_ = false;
};

std::string place_text(const Node& node) {
  return fmt::format("{}:{}", node.file().name, node.line());
}

void Assembly::add(CatalogFile& file) {
  static constexpr std::array<std::string_view, 8> known = {
      "catalog",       "categories", "frameworks", "licences",
      "licence_table", "baselines",  "functions",  "datasets"};
  const Node root = file.root();
  if (!reader_.expect_mapping(root)) return;
  // Any key of a control makes it one, so that a missing or misspelt id is found.
  if (root.find("id") || root.find("check")) return add_control(file, root);
  if (!reader_.keys(root, "a file of the catalog", known)) return;
  for (const auto& [key, body] : root.pairs()) {
    if (Entry* const single = single_entry(key.text())) replace(*single, key, body, file.origin);
    if (key.text() == "functions") add_entries(body, file.origin, functions_, "function");
    if (key.text() == "datasets") add_entries(body, file.origin, datasets_, "dataset");
  }
}

// Where what a catalog has once is kept; null for anything else.
Entry* Assembly::single_entry(std::string_view key) {
  const std::array<std::pair<std::string_view, Entry*>, 6> singles = {
      {{"catalog", &catalog_},
       {"categories", &categories_},
       {"frameworks", &frameworks_},
       {"licences", &licences_},
       {"licence_table", &licence_table_},
       {"baselines", &baselines_}}};
  const auto* found = std::ranges::find(singles, key, [](const auto& one) { return one.first; });
  return found == singles.end() ? nullptr : found->second;
}

void Assembly::replace(Entry& place, const Node& key, const Node& body, std::size_t origin) {
  if (place.name && place.origin == origin) {
    reader_.error(key, "duplicate-name", fmt::format("a second '{}'", key.text()),
                  fmt::format("the first one is in {}", place_text(place.name)));
  }
  place = {key, body, origin};
}

void Assembly::add_entries(const Node& section, std::size_t origin, Entries& entries,
                           std::string_view what) {
  if (!reader_.expect_mapping(section)) return;
  rebased_ = rebased_ || origin > 0;
  for (const auto& [key, body] : section.pairs()) {
    // Only functions have more than a name in their key.
    std::string name(function_name(key.text()));
    const auto found = entries.find(name);
    if (found != entries.end() && found->second.origin == origin) {
      reader_.error(key, "duplicate-name", fmt::format("a second {} is named '{}'", what, name),
                    fmt::format("the first one is in {}", place_text(found->second.name)));
    }
    entries.insert_or_assign(std::move(name), Entry{key, body, origin});
  }
}

void Assembly::add_control(CatalogFile& file, const Node& head) {
  if (file.origin > 0) check_keys(head, reader_);
  const Node id = head.find("id");
  if (!id || !id.is_scalar()) {
    nameless_.push_back(&file);
    return;
  }
  ControlEntry& place = controls_[id.text()];
  if (place.file != nullptr && place.file->origin == file.origin) {
    reader_.error(id, "duplicate-name", fmt::format("a second control is named '{}'", id.text()),
                  fmt::format("the first one is in {}", place_text(place.id)));
  }
  place = {id, &file};
}

void Assembly::finish(std::string_view place) {
  read_vocabulary(place);
  read_schema();
  contents_.licences = licences_.body;
  contents_.licence_table = licence_table_.body;
  contents_.baselines = baselines_.body;
  read_controls();
}

void Assembly::read_vocabulary(std::string_view place) {
  static constexpr std::array<std::string_view, 2> known = {"name", "version"};
  Vocabulary& out = contents_.vocabulary;
  if (!catalog_.name || !categories_.name) {
    reader_.problems().add({.message = "no file of the catalog has the keys 'catalog' (name and "
                                       "version) and 'categories'",
                            .position = {std::string(place)},
                            .code = "missing-catalog"});
  }
  if (catalog_.name && reader_.keys(catalog_.body, "'catalog'", known)) {
    if (const Node name = reader_.required(catalog_.body, "name", "'catalog'")) {
      out.name = reader_.filled_text(name).value_or("");
    }
    if (const Node version = reader_.required(catalog_.body, "version", "'catalog'")) {
      out.version = reader_.filled_text(version).value_or("");
    }
  }
  if (categories_.name) out.categories = reader_.texts(categories_.body);
  if (frameworks_.name) read_frameworks(frameworks_.body);
  if (baselines_.name) out.baselines = read_baselines(baselines_.body, out.frameworks, reader_);
  for (model::Baseline& baseline : out.baselines) {
    baseline.title = frameworks_.body.find(baseline.framework).text();
  }
}

void Assembly::read_frameworks(const Node& body) {
  if (!reader_.expect_mapping(body)) return;
  for (const auto& [key, title] : body.pairs()) {
    static_cast<void>(reader_.filled_text(title));
    contents_.vocabulary.frameworks.emplace_back(key.text());
  }
}

void Assembly::read_schema() {
  for (const auto& [name, entry] : datasets_) {
    read_dataset(entry.name, entry.body, contents_.schema, reader_);
  }
  declare_datasets(contents_);
  for (const auto& [name, entry] : functions_) {
    read_function(entry.name, entry.body, contents_.environment, reader_);
  }
}

void Assembly::read_controls() {
  contents_.infos.reserve(controls_.size());
  contents_.control_files.reserve(controls_.size());
  for (const auto& [id, control] : controls_) contents_.control_files.push_back(control.file);
  // Without an id there will be no catalog, but the rest of the control is checked.
  std::ranges::copy(nameless_, std::back_inserter(contents_.control_files));
  for (CatalogFile* file : contents_.control_files) {
    contents_.infos.push_back(read_info(file->root(), contents_.vocabulary, reader_));
    if (file->datasets) contents_.infos.back().datasets = *file->datasets;
  }
}

// What to name when nothing in particular is wrong.
std::string place_of(const Origin& origin) {
  return origin.folders.empty() ? "the built-in catalog" : origin.folders.front().string();
}

void check_shared(Contents& contents, cel::Environment& environment, Reader& reader) {
  Expressions expressions(environment, contents.schema, reader);
  if (contents.licences) static_cast<void>(read_licences(contents.licences, expressions));
  if (contents.licence_table) static_cast<void>(read_licence_table(contents.licence_table, reader));
  for (const model::Baseline& baseline : contents.vocabulary.baselines) {
    static_cast<void>(read_baseline_rule(contents.baselines, baseline.framework, expressions));
  }
}

CatalogFiles read_files(const Origin& origin, std::string_view built_in,
                        base::Diagnostics& problems) {
  CatalogFiles all;
  if (origin.built_in && !built_in.empty()) all = read_image_files(built_in, problems);
  for (std::size_t i = 0; i < origin.folders.size(); ++i) {
    CatalogFiles files = read_folder(origin.folders[i], i + 1, problems);
    std::ranges::move(files, std::back_inserter(all));
  }
  return all;
}

}  // namespace

void declare_datasets(Contents& contents) {
  for (const tenant::Dataset& dataset : contents.schema.datasets()) {
    contents.environment.datasets.emplace(dataset.name,
                                          cel::DatasetRef{.index = dataset.index,
                                                          .row = &dataset.row->type,
                                                          .singleton = dataset.singleton,
                                                          .large = dataset.large});
  }
}

cel::Environment Contents::scratch() const {
  cel::Environment out;
  out.datasets = environment.datasets;
  out.functions = environment.functions;
  return out;
}

std::optional<std::size_t> Contents::find(std::string_view id) const {
  const auto found = std::ranges::lower_bound(infos, id, {}, &model::ControlInfo::id);
  if (found == infos.end() || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - infos.begin());
}

CatalogFile* Contents::file_of(std::string_view id) const {
  const auto index = find(id);
  return index ? control_files[*index] : nullptr;
}

void check_control(Contents& contents, std::size_t index, cel::Environment& environment,
                   Reader& reader) {
  const Node control = contents.control_files[index]->root();
  Expressions expressions(environment, contents.schema, reader);
  const auto rule = read_rule(control, {}, expressions);
  static_cast<void>(read_texts(control, contents.schema, reader));
  static_cast<void>(read_tests(control, contents.schema, reader));
  static_cast<void>(read_survivors(control, reader));
  if (!rule) return;
  std::vector<std::string>& names = contents.infos[index].datasets;
  names.clear();
  for (const std::uint32_t dataset : rule->datasets) {
    names.push_back(contents.schema.datasets()[dataset].name);
  }
  std::ranges::sort(names);
}

std::unique_ptr<Contents> read_contents(const Origin& origin, std::string_view built_in,
                                        base::Diagnostics& problems) {
  const std::size_t errors = problems.errors();
  if (origin.built_in && built_in.empty()) {
    problems.add({.message = "this program has no built-in catalog", .hint = "name a folder"});
  }
  const bool alone = origin.built_in && origin.folders.empty() && !origin.lint;
  if (alone && !built_in.empty()) return read_image(built_in, problems);
  auto contents = std::make_unique<Contents>();
  Reader reader(problems);
  contents->files = read_files(origin, built_in, problems);
  if (contents->files.empty()) {
    if (problems.errors() == errors) {
      problems.add({.message = "the catalog is empty", .code = "missing-catalog"});
    }
    return nullptr;
  }
  Assembly assembly(*contents, reader);
  for (const auto& file : contents->files) assembly.add(*file);
  assembly.finish(place_of(origin));

  if (origin.lint) {
    lint_controls(*contents, reader);
    cel::Environment environment = contents->scratch();
    check_shared(*contents, environment, reader);
  } else if (!origin.folders.empty()) {
    cel::Environment environment = contents->scratch();
    for (std::size_t i = 0; i < contents->infos.size(); ++i) {
      const bool checked = contents->control_files[i]->origin > 0 || assembly.rebased();
      if (checked) check_control(*contents, i, environment, reader);
    }
    check_shared(*contents, environment, reader);
  }
  if (problems.errors() > errors) return nullptr;
  return contents;
}

}  // namespace stance::catalog
