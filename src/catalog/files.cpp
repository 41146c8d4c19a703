#include "files.hpp"

#include "control_reader.hpp"
#include "json_text.hpp"
#include "rule_reader.hpp"
#include "stance/base/file.hpp"
#include "stance/base/sha256.hpp"
#include "yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace stance::catalog {

namespace {

namespace fs = std::filesystem;
using base::json::Cursor;
using base::json::Document;
using base::json::Kind;

// Files of the built-in catalog are named as in the source tree.
constexpr std::string_view built_in_folder = "rules/";
constexpr std::string_view index_head = "{\"stance_catalog\":1,\"files\":[";

void add_error(const base::Error& fault, const fs::path& file, base::Diagnostics& problems) {
  base::Diagnostic out{.message = fault.message, .hint = fault.hint};
  out.position = fault.position.value_or(base::Position{file.string()});
  problems.add(std::move(out));
}

// A line of this size from the front of the text.
bool take_line(std::string_view& text, Cursor size, std::string_view& line) {
  if (!size.is(Kind::integer) || size.integer() < 0) return false;
  const auto bytes = static_cast<std::size_t>(size.integer());
  if (bytes >= text.size()) return false;
  line = text.substr(0, bytes);
  text.remove_prefix(bytes + 1);
  return true;
}

std::unique_ptr<CatalogFile> read_entry(Cursor entry, std::string_view& bodies) {
  constexpr std::size_t plain_entry = 3;
  constexpr std::size_t control_entry = 6;
  if (!entry.is(Kind::array) || entry.size() < plain_entry) return nullptr;
  auto file = std::make_unique<CatalogFile>();
  file->path = entry.at(0).text();
  file->source.name = fmt::format("{}{}", built_in_folder, file->path);
  file->sha256 = entry.at(1).text();
  if (!take_line(bodies, entry.at(2), file->json)) return nullptr;
  if (entry.size() < control_entry) return file;
  file->datasets.emplace();
  for (const Cursor name : entry.at(3).elements()) file->datasets->emplace_back(name.text());
  file->head = Node(entry.at(4), file->source);
  if (!take_line(bodies, entry.at(5), file->rule_json)) return nullptr;
  return file;
}

void append_keys(std::string& out, const Node& control, std::span<const std::string_view> keys) {
  fmt::format_to(std::back_inserter(out), "[{},[",
                 pack({control.line(), control.column()}, Style::mapping));
  const std::size_t start = out.size();
  for (const auto& [key, value] : control.pairs()) {
    if (std::ranges::find(keys, key.text()) == keys.end()) continue;
    if (out.size() > start) out += ',';
    append_json(out, key.json());
    out += ',';
    append_json(out, value.json());
  }
  out += "]]";
}

// The node in a JSON text of ours; a damaged text reads as an empty file.
Node parsed(std::optional<Document>& document, std::string_view json, const SourceFile& source) {
  if (!document) {
    auto fresh = Document::parse(base::Buffer::copy_of(json), source.name);
    if (!fresh) return {Cursor(), source};
    document.emplace(*std::move(fresh));
  }
  return {document->root(), source};
}

std::string rule_of(CatalogFile& file) {
  std::string out;
  append_keys(out, file.root(), rule_keys);
  return out;
}

void append_entry(std::string& out, CatalogFile& file) {
  out += '[';
  append_json(out, file.path);
  fmt::format_to(std::back_inserter(out), ",\"{}\",{}", file.sha256, file.json.size());
  if (file.datasets) {
    out += ",[";
    for (const std::string& name : *file.datasets) {
      if (out.back() != '[') out += ',';
      append_json(out, name);
    }
    out += "],";
    append_keys(out, file.root(), info_keys);
    fmt::format_to(std::back_inserter(out), ",{}", rule_of(file).size());
  }
  out += ']';
}

}  // namespace

Node CatalogFile::root() { return parsed(document, json, source); }

Node CatalogFile::rule() {
  if (document || rule_json.empty()) return root();
  return parsed(rule_document, rule_json, source);
}

std::unique_ptr<CatalogFile> read_yaml(const fs::path& path, base::Diagnostics& problems) {
  const auto bytes = base::read_file(path, max_yaml_bytes);
  if (!bytes) {
    add_error(bytes.error(), path, problems);
    return nullptr;
  }
  auto file = std::make_unique<CatalogFile>();
  file->source.name = path.string();
  auto json = yaml_to_json(bytes->view(), file->source.name, problems);
  if (!json) return nullptr;
  std::string_view text = bytes->view();
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  file->source.text = text;
  file->json_owned = *std::move(json);
  file->json = file->json_owned;
  file->sha256 = base::sha256_hex(file->json);
  return file;
}

CatalogFiles read_folder(const fs::path& folder, std::size_t origin, base::Diagnostics& problems) {
  CatalogFiles out;
  const auto listing = base::list_folder(folder);
  if (!listing) {
    add_error(listing.error(), folder, problems);
    return out;
  }
  for (const std::string& reason : listing->passed_over) {
    problems.add({.severity = base::Severity::warning,
                  .message = fmt::format("passed over {}", reason),
                  .position = {folder.string()},
                  .code = "ignored-file"});
  }
  bool found = false;
  for (const fs::path& path : listing->files) {
    if (path.extension() == ".yml") {
      problems.add({.severity = base::Severity::warning,
                    .message = "the file is not read",
                    .position = {path.string()},
                    .hint = "name it .yaml",
                    .code = "ignored-file"});
    }
    if (path.extension() != ".yaml") continue;
    found = true;
    auto file = read_yaml(path, problems);
    if (!file) continue;
    file->path = path.lexically_relative(folder).generic_string();
    file->origin = origin;
    out.push_back(std::move(file));
  }
  if (!found) {
    problems.add({.message = "the folder holds no catalog: there is no .yaml file in it",
                  .position = {folder.string()},
                  .code = "missing-catalog"});
  }
  std::ranges::sort(out, {}, [](const auto& file) { return std::string_view(file->path); });
  return out;
}

BuiltIn read_built_in(std::string_view text, base::Diagnostics& problems) {
  BuiltIn out;
  std::size_t end = text.find('\n');
  const std::string_view index = text.substr(0, end);
  auto document = Document::parse(base::Buffer::copy_of(index), "the built-in catalog");
  bool good =
      document.has_value() && end != std::string_view::npos && index.starts_with(index_head);
  if (good) {
    out.index.push_back(*std::move(document));
    std::string_view bodies = text.substr(end + 1);
    for (const Cursor entry : out.index.back().root().find("files").elements()) {
      auto file = read_entry(entry, bodies);
      good = good && file != nullptr;
      if (file) out.files.push_back(std::move(file));
    }
  }
  if (!good) problems.add({.message = "the built-in catalog is damaged"});
  return out;
}

std::string write_built_in(const CatalogFiles& files) {
  std::string out(index_head);
  for (const auto& file : files) {
    if (out.back() != '[') out += ',';
    append_entry(out, *file);
  }
  out += "]}\n";
  for (const auto& file : files) {
    out += file->json;
    out += '\n';
    if (!file->datasets) continue;
    out += rule_of(*file);
    out += '\n';
  }
  return out;
}

}  // namespace stance::catalog
