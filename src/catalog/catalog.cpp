#include "stance/catalog/catalog.hpp"

#include "contents.hpp"
#include "profile_reader.hpp"
#include "rule_reader.hpp"
#include "stance/base/sha256.hpp"
#include "state.hpp"
#include "test_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stance::catalog {

Catalog::Catalog(std::unique_ptr<State> state) : state_(std::move(state)) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

std::optional<Catalog> Catalog::load(const Origin& origin, std::string_view built_in,
                                     base::Diagnostics& problems) {
  auto contents = read_contents(origin, built_in, problems);
  if (!contents) {
    problems.sort();
    return std::nullopt;
  }
  auto state = std::make_unique<State>();
  state->contents = std::move(contents);
  return Catalog(std::move(state));
}

const tenant::Schema& Catalog::schema() const { return state_->contents->schema; }
cel::Environment& Catalog::environment() { return state_->contents->environment; }
std::span<const model::ControlInfo> Catalog::controls() const { return state_->contents->infos; }

const model::ControlInfo* Catalog::find(std::string_view id) const {
  const auto& infos = state_->contents->infos;
  const auto found = std::ranges::lower_bound(infos, id, {}, &model::ControlInfo::id);
  return found == infos.end() || found->id != id ? nullptr : &*found;
}

std::span<const std::string> Catalog::categories() const {
  return state_->contents->vocabulary.categories;
}
std::string_view Catalog::name() const { return state_->contents->vocabulary.name; }
std::string_view Catalog::version() const { return state_->contents->vocabulary.version; }

std::string Catalog::sha256() const {
  std::vector<std::string> lines;
  for (const auto& file : state_->contents->files) {
    lines.push_back(fmt::format("{} {}\n", file->sha256, file->path));
  }
  std::ranges::sort(lines);
  return base::sha256_hex(fmt::format("{}", fmt::join(lines, "")));
}

std::optional<rules::Control> Catalog::compile(const model::ControlInfo& control,
                                               const std::map<std::string, std::string>& parameters,
                                               base::Diagnostics& problems) {
  CatalogFile* file = state_->contents->file_of(control.id);
  if (file == nullptr) {
    problems.add({.message = fmt::format("the catalog has no control '{}'", control.id),
                  .code = "unknown-control"});
    return std::nullopt;
  }
  Reader reader(problems);
  Expressions expressions(environment(), schema(), reader);
  return read_rule(file->rule(), parameters, expressions);
}

std::optional<Profile> Catalog::read_profile(const std::filesystem::path& path,
                                             base::Diagnostics& problems) {
  const std::unique_ptr<CatalogFile> file = read_yaml(path, problems);
  if (!file) return std::nullopt;
  const std::size_t errors = problems.errors();
  Reader reader(problems);
  Profile profile = catalog::read_profile(file->root(), *state_->contents, reader);
  if (problems.errors() > errors) return std::nullopt;
  profile.path = path.string();
  profile.sha256 = file->sha256;
  return profile;
}

std::optional<rules::LicenceRule> Catalog::licences(base::Diagnostics& problems) {
  if (!state_->contents->licences) return rules::LicenceRule{};
  Reader reader(problems);
  Expressions expressions(environment(), schema(), reader);
  return read_licences(state_->contents->licences, expressions);
}

model::ControlTexts Catalog::texts(const model::ControlInfo& control) const {
  CatalogFile* file = state_->contents->file_of(control.id);
  if (file == nullptr) return {};
  base::Diagnostics problems;
  Reader reader(problems);
  return read_texts(file->root(), schema(), reader);
}

std::vector<rules::Test> Catalog::tests(const model::ControlInfo& control,
                                        base::Diagnostics& problems) const {
  CatalogFile* file = state_->contents->file_of(control.id);
  if (file == nullptr) return {};
  Reader reader(problems);
  return read_tests(file->root(), schema(), reader);
}

}  // namespace stance::catalog
