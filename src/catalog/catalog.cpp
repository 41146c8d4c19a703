#include "stance/catalog/catalog.hpp"

#include "baseline_reader.hpp"
#include "contents.hpp"
#include "decision_reader.hpp"
#include "decision_writer.hpp"
#include "image.hpp"
#include "licence_reader.hpp"
#include "mutations.hpp"
#include "profile_reader.hpp"
#include "rule_reader.hpp"
#include "stance/base/file.hpp"
#include "stance/base/sha256.hpp"
#include "stance/base/text.hpp"
#include "stance/catalog/licence_offer.hpp"
#include "state.hpp"
#include "test_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace stance::catalog {

namespace {

tl::unexpected<base::Error> refused(const std::filesystem::path& path, std::string_view why,
                                    std::string hint = {}) {
  return tl::unexpected(base::Error{
      .kind = base::ErrorKind::usage,
      .message = fmt::format("the decision file '{}' {}", base::printable(path.string()), why),
      .hint = std::move(hint)});
}

}  // namespace

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
  const auto index = state_->contents->find(control.id);
  if (!index) {
    problems.add({.message = fmt::format("the catalog has no control '{}'", control.id),
                  .code = "unknown-control"});
    return std::nullopt;
  }
  const auto& changed = state_->changed;
  const auto& compiled = state_->contents->compiled;
  if (compiled && !changed && parameters.empty()) return compiled_control(*compiled, *index);
  CatalogFile* file = state_->contents->control_files[*index];
  Reader reader(problems);
  Expressions expressions(environment(), schema(), reader);
  const bool is_changed = changed && changed->document && changed->control == control.id;
  const Node rule = is_changed ? Node(changed->document->root(), file->source) : file->root();
  return read_rule(rule, parameters, expressions);
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

std::optional<model::Decisions> Catalog::read_decisions(std::span<const std::string> paths,
                                                        base::Diagnostics& problems) {
  const std::size_t errors = problems.errors();
  model::Decisions decisions;
  Reader reader(problems);
  for (const std::string& path : paths) {
    const std::unique_ptr<CatalogFile> file = read_yaml(path, problems);
    if (!file) continue;
    catalog::read_decisions(file->root(), decisions, reader);
    decisions.files.push_back({path, file->sha256});
  }
  if (problems.errors() > errors) return std::nullopt;
  return decisions;
}

base::Result<void> Catalog::append_decision(const std::filesystem::path& path,
                                            const model::Decision& decision,
                                            base::Diagnostics& problems) {
  std::error_code missing;
  const bool exists = std::filesystem::exists(path, missing);
  std::string before;
  model::Decisions old;
  if (exists) {
    const auto bytes = base::read_file(path, max_yaml_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    before = bytes->view();
    const std::size_t errors = problems.errors();
    Reader reader(problems);
    const std::unique_ptr<CatalogFile> file = yaml_file(before, path.string(), problems);
    if (file) catalog::read_decisions(file->root(), old, reader);
    if (problems.errors() > errors) return refused(path, "has errors");
  }
  const auto text = with_decision(before, decision);
  if (!text) {
    return refused(path, "has no list of entries to put one behind",
                   "write 'decisions:', and below it entries that begin with '- '");
  }
  base::Diagnostics mistakes;
  Reader reader(mistakes);
  model::Decisions fresh;
  const auto file = yaml_file(*text, path.string(), mistakes);
  if (file) catalog::read_decisions(file->root(), fresh, reader);
  if (mistakes.has_errors()) {
    const base::Diagnostic& first = mistakes.all().front();
    return tl::unexpected(
        base::Error{.kind = base::ErrorKind::usage, .message = first.message, .hint = first.hint});
  }
  if (fresh.entries.size() != old.entries.size() + 1) {
    return refused(path, "cannot be added to", "put the entry into it by hand");
  }
  return base::write_file(path, *text);
}

std::optional<rules::LicenceRule> Catalog::licences(base::Diagnostics& problems) {
  if (state_->contents->compiled) return compiled_licences(*state_->contents->compiled);
  if (!state_->contents->licences) return rules::LicenceRule{};
  Reader reader(problems);
  Expressions expressions(environment(), schema(), reader);
  return read_licences(state_->contents->licences, expressions);
}

rules::LicenceTable Catalog::licence_table(base::Diagnostics& problems) const {
  const Contents& contents = *state_->contents;
  if (contents.compiled) return compiled_licence_table(*contents.compiled);
  if (!contents.licence_table) return {};
  Reader reader(problems);
  return read_licence_table(contents.licence_table, reader).value_or(rules::LicenceTable{});
}

std::span<const model::Baseline> Catalog::baselines() const {
  return state_->contents->vocabulary.baselines;
}

rules::BaselineRule Catalog::rule_of(const model::Baseline& baseline, base::Diagnostics& problems) {
  const auto& all = state_->contents->vocabulary.baselines;
  const auto found = std::ranges::find(all, baseline.framework, &model::Baseline::framework);
  if (found == all.end()) return {};
  if (const auto& compiled = state_->contents->compiled) {
    return compiled_baseline(*compiled, static_cast<std::size_t>(found - all.begin()));
  }
  Reader reader(problems);
  Expressions expressions(environment(), schema(), reader);
  return read_baseline_rule(state_->contents->baselines, baseline.framework, expressions);
}

bool Catalog::is_manual(const model::ControlInfo& control) const {
  CatalogFile* file = state_->contents->file_of(control.id);
  if (file == nullptr) return false;
  const Node check = file->root().find("check");
  return check && check.find("manual");
}

model::ControlTexts Catalog::texts(const model::ControlInfo& control) const {
  CatalogFile* file = state_->contents->file_of(control.id);
  if (file == nullptr) return {};
  base::Diagnostics problems;
  Reader reader(problems);
  model::ControlTexts texts = read_texts(file->root(), schema(), reader);
  if (!texts.licence.empty()) {
    texts.offer = smallest_offer(licence_table(problems), {}, texts.licence, Market::commercial);
  }
  return texts;
}

std::vector<rules::Test> Catalog::tests(const model::ControlInfo& control,
                                        base::Diagnostics& problems) const {
  CatalogFile* file = state_->contents->file_of(control.id);
  if (file == nullptr) return {};
  Reader reader(problems);
  return read_tests(file->root(), schema(), reader);
}

std::vector<Mutation> Catalog::mutations() const {
  std::vector<Mutation> out;
  for (CatalogFile* file : state_->contents->control_files) {
    std::ranges::move(control_mutations(file->root()), std::back_inserter(out));
  }
  const cel::Environment& environment = state_->contents->environment;
  for (const auto& [name, function] : environment.functions) {
    std::vector<std::string> users;
    for (std::size_t i = 0; i < state_->contents->infos.size(); ++i) {
      const Node control = state_->contents->control_files[i]->root();
      if (uses_function(control, name, environment)) {
        users.push_back(state_->contents->infos[i].id);
      }
    }
    if (users.empty()) continue;
    for (Mutation& mutation : function_mutations(name, function)) {
      mutation.controls = users;
      out.push_back(std::move(mutation));
    }
  }
  return out;
}

void Catalog::change(const Mutation& mutation) {
  restore();
  Changed& changed = state_->changed.emplace();
  if (mutation.function.empty()) {
    changed.control = mutation.controls.front();
    CatalogFile* file = state_->contents->file_of(changed.control);
    auto document = base::json::Document::parse(
        base::Buffer::copy_of(changed_json(file->root(), mutation)), file->source.name);
    if (document) changed.document.emplace(*std::move(document));
    return;
  }
  changed.function = mutation.function;
  std::string_view& text = environment().functions.find(changed.function)->second.body.text;
  changed.body = cel::changed(text, mutation.edit.value_or(cel::Edit{}));
  changed.original = std::exchange(text, changed.body);
  environment().bodies.erase(changed.function);
}

void Catalog::restore() {
  if (!state_->changed) return;
  const Changed& changed = *state_->changed;
  if (!changed.function.empty()) {
    environment().functions.find(changed.function)->second.body.text = changed.original;
    environment().bodies.erase(changed.function);
  }
  state_->changed.reset();
}

std::vector<Survivor> Catalog::survivors(const model::ControlInfo& control,
                                         base::Diagnostics& problems) const {
  CatalogFile* file = state_->contents->file_of(control.id);
  if (file == nullptr) return {};
  Reader reader(problems);
  return read_survivors(file->root(), reader);
}

}  // namespace stance::catalog
