#include "files.hpp"

#include "stance/base/file.hpp"
#include "stance/base/sha256.hpp"
#include "yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::catalog {

namespace {

namespace fs = std::filesystem;
using base::json::Cursor;
using base::json::Document;

void add_error(const base::Error& fault, const fs::path& file, base::Diagnostics& problems) {
  base::Diagnostic out{.message = fault.message, .hint = fault.hint};
  out.position = fault.position.value_or(base::Position{file.string()});
  problems.add(std::move(out));
}

}  // namespace

// A damaged text of ours reads as an empty file.
Node CatalogFile::root() {
  if (!document) {
    auto fresh = Document::parse(base::Buffer::copy_of(json), source.name);
    if (!fresh) return {Cursor(), source};
    document.emplace(*std::move(fresh));
  }
  return {document->root(), source};
}

std::unique_ptr<CatalogFile> read_yaml(const fs::path& path, base::Diagnostics& problems) {
  const auto bytes = base::read_file(path, max_yaml_bytes);
  if (!bytes) {
    add_error(bytes.error(), path, problems);
    return nullptr;
  }
  return yaml_file(bytes->view(), path.string(), problems);
}

std::unique_ptr<CatalogFile> yaml_file(std::string_view text, const std::string& name,
                                       base::Diagnostics& problems) {
  auto file = std::make_unique<CatalogFile>();
  file->source.name = name;
  auto json = yaml_to_json(text, name, problems);
  if (!json) return nullptr;
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

}  // namespace stance::catalog
