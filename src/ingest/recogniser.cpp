#include "recogniser.hpp"

#include "stance/base/text.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace stance::ingest {
namespace {

using base::json::Cursor;
using tenant::Dataset;
using tenant::SourceRule;

template <class Index>
const std::vector<Match>* find(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &found->second;
}

// The place of a file in lower case, with "/" between folders: some trees were written with "\".
std::string folded_path(std::string_view path) {
  std::string folded = base::fold(path);
  std::replace(folded.begin(), folded.end(), '\\', '/');
  return folded;
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view stem_of(std::string_view path) {
  const std::string_view name = file_name(path);
  return name.substr(0, std::min(name.rfind('.'), name.size()));
}

// "users-2", "users_p3", "users (4)", "users.page5" as "users".
std::string_view without_page(std::string_view stem) {
  const auto drop = [&](auto is_part) {
    while (!stem.empty() && is_part(stem.back())) stem.remove_suffix(1);
  };
  const std::string_view whole = stem;
  drop([](char c) { return c == ')'; });
  const std::size_t before = stem.size();
  drop([](char c) { return c >= '0' && c <= '9'; });
  if (stem.size() == before) return whole;
  for (const std::string_view word : {"page", "part", "p"}) {
    if (!stem.ends_with(word)) continue;
    stem.remove_suffix(word.size());
    break;
  }
  const std::size_t marked = stem.size();
  drop([](char c) { return c == '-' || c == '_' || c == '.' || c == ' ' || c == '('; });
  return stem.empty() || stem.size() == marked ? whole : stem;
}

// Get-Thing as thing.
std::string_view noun_of(std::string_view command) {
  const std::size_t dash = command.find('-');
  return dash == std::string_view::npos ? command : command.substr(dash + 1);
}

// Whether the first step of a declared field is a property of the row: a name alone proves little.
bool has_a_field(Cursor row, const Dataset& dataset) {
  const auto& fields = dataset.row->type.fields();
  return std::any_of(fields.begin(), fields.end(), [&](const cel::FieldDecl& field) {
    const std::string_view path = field.path;
    return property_of(row, path.substr(0, path.find('.'))).valid();
  });
}

// The names of the properties of a row in lower case, as property_of() finds them.
std::set<std::string> folded_names(Cursor row) {
  std::set<std::string> names;
  for (const base::json::Member member : row.members()) names.insert(base::fold(member.key));
  const Cursor more = row.find_fold("AdditionalProperties");
  if (!more.is(base::json::Kind::object)) return names;
  for (const base::json::Member member : more.members()) names.insert(base::fold(member.key));
  return names;
}

// "entra.users", "Get-MgUser", "policies_x" and "managedDevices" stand for one thing; a single word
// such as "users" or "policies" for many.
bool is_telling(std::string_view name) {
  return name.find_first_of("._-") != std::string_view::npos ||
         std::any_of(name.begin() + (name.empty() ? 0 : 1), name.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

// PowerShell writes properties with a capital.
bool is_from_powershell(Cursor row, const std::vector<std::string>& properties) {
  for (const base::json::Member member : row.members()) {
    const bool shows = std::ranges::find(properties, base::fold(member.key)) != properties.end();
    if (shows) return member.key.front() >= 'A' && member.key.front() <= 'Z';
  }
  return false;
}

// The source whose objects are whole rows, of PowerShell when that is wanted and there is one.
const SourceRule* source_of_rows(const Dataset& dataset, bool powershell) {
  const SourceRule* best = nullptr;
  for (const SourceRule& source : dataset.sources) {
    if (source.exporter == "scuba" || !source.at.empty()) continue;
    if (best == nullptr || (powershell && source.exporter == "powershell")) best = &source;
  }
  return best;
}

void append(std::vector<Match>& matches, const Match& match) {
  const bool known = std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
    return other.dataset == match.dataset;
  });
  if (!known) matches.push_back(match);
}

}  // namespace

Recogniser::Recogniser(const tenant::Schema& schema) : schema_(schema) {
  for (const Dataset& dataset : schema.datasets()) {
    for (const SourceRule& source : dataset.sources) add(dataset, source);
    for (std::vector<std::string> names : dataset.shows) {
      if (names.empty()) continue;
      std::ranges::transform(names, names.begin(), base::fold);
      shapes_.push_back({&dataset, std::move(names)});
    }
    add_names(dataset);
  }
}

void Recogniser::add(const Dataset& dataset, const SourceRule& source) {
  const Match match{&dataset, &source};
  for (const std::string& name : source.contexts) append(by_context_[base::fold(name)], match);
  for (const std::string& name : source.types) append(by_type_[base::fold(name)], match);
  for (const std::string& name : source.paths) append(by_path_[base::fold(name)], match);
}

// What a file may be called: the dataset, the command or what the command gets, the address.
void Recogniser::add_names(const Dataset& dataset) {
  const std::string_view own = dataset.name;
  if (const SourceRule* rows = source_of_rows(dataset, false)) {
    add_name(own, {&dataset, rows});
    add_name(own.substr(own.find('.') + 1), {&dataset, rows});
  }
  for (const SourceRule& source : dataset.sources) {
    if (source.exporter == "scuba" || !source.at.empty()) continue;
    if (source.exporter == "powershell") {
      for (const std::string& command : source.commands) {
        commands_.emplace(base::fold(command), command);
        add_name(command, {&dataset, &source});
        add_name(noun_of(command), {&dataset, &source});
      }
    }
    for (const std::string& context : source.contexts) {
      std::string name = context;
      add_name(file_name(context), {&dataset, &source});
      std::replace(name.begin(), name.end(), '/', '_');
      add_name(name, {&dataset, &source});
    }
  }
}

void Recogniser::add_name(std::string_view name, const Match& match) {
  if (name.empty()) return;
  std::string folded = base::fold(name);
  if (is_telling(name)) telling_.insert(folded);
  append(by_name_[std::move(folded)], match);
}

// The datasets of the same request: those that take a part of each object.
Recogniser::Matches Recogniser::with_parts(const Match& match) const {
  Matches matches{match};
  for (const SourceRule& source : match.dataset->sources) {
    for (const std::string& context : source.contexts) {
      const Matches* same = find(by_context_, base::fold(context));
      if (same == nullptr) continue;
      for (const Match& other : *same) {
        if (!other.source->at.empty()) append(matches, other);
      }
    }
  }
  return matches;
}

// Of several datasets whose properties are there the one that names most of them; a tie is settled
// by the name of the file, or not at all.
Recogniser::Matches Recogniser::match_properties(const Answer& answer,
                                                 std::string_view path) const {
  const Cursor row = first_row(answer);
  if (!row.valid()) return {};
  const std::set<std::string> names = folded_names(row);
  std::vector<const Shape*> best;
  for (const Shape& shape : shapes_) {
    const std::size_t most = best.empty() ? 0 : best.front()->properties.size();
    if (shape.properties.size() < most) continue;
    const bool shown = std::ranges::all_of(
        shape.properties, [&](const std::string& name) { return names.contains(name); });
    if (!shown) continue;
    if (shape.properties.size() > most) best.clear();
    best.push_back(&shape);
  }
  const auto other = [&](const Shape* shape) { return shape->dataset != best.front()->dataset; };
  if (std::ranges::any_of(best, other)) {
    const Matches named = match_name(answer, path);
    std::erase_if(best, [&](const Shape* shape) {
      return named.empty() || named.front().dataset != shape->dataset;
    });
  }
  if (best.empty()) return {};
  const Dataset& dataset = *best.front()->dataset;
  const bool powershell = is_from_powershell(row, best.front()->properties);
  const SourceRule* source = source_of_rows(dataset, powershell);
  return source == nullptr ? Matches{} : with_parts({&dataset, source});
}

Recogniser::Matches Recogniser::match_name(const Answer& answer, std::string_view path) const {
  const std::string folded = folded_path(path);
  const std::string_view stem = stem_of(folded);
  for (const std::string_view name : {stem, without_page(stem)}) {
    const Matches* found = find(by_name_, name);
    if (found == nullptr || found->size() != 1) continue;
    const Cursor row = first_row(answer);
    if (row.valid() && !has_a_field(row, *found->front().dataset)) return {};
    const bool proof = row.valid() || !answer.error.empty() || answer.cut;
    if (!proof && !telling_.contains(name)) return {};
    return with_parts(found->front());
  }
  return {};
}

// The dataset that a general name would stand for.
std::string Recogniser::hinted_by(std::string_view path) const {
  const std::string folded = folded_path(path);
  const std::string_view stem = stem_of(folded);
  for (const std::string_view name : {stem, without_page(stem)}) {
    const Matches* found = find(by_name_, name);
    if (found != nullptr && found->size() == 1) return found->front().dataset->name;
  }
  return {};
}

std::string_view Recogniser::command_of(std::string_view path) const {
  const std::string folded = folded_path(path);
  const std::string_view stem = stem_of(folded);
  for (const std::string_view name : {stem, without_page(stem)}) {
    if (const auto found = commands_.find(name); found != commands_.end()) return found->second;
  }
  return {};
}

// An error does not show what its rows would be: it may be that of a dataset whose rows are only
// parts of the objects, when it is called as the dataset.
Recogniser::Matches Recogniser::match_failure(const Answer& answer, std::string_view path) const {
  if (Matches named = match_name(answer, path); !named.empty()) return named;
  const std::string folded = folded_path(path);
  const std::string_view stem = stem_of(folded);
  for (const Dataset& dataset : schema_.datasets()) {
    const std::string own = base::fold(dataset.name);
    if (own != stem && own != without_page(stem)) continue;
    for (const SourceRule& source : dataset.sources) {
      if (source.exporter != "scuba") return {{&dataset, &source}};
    }
  }
  return {};
}

// The folders above a file, longest end first: the export may stand anywhere.
Recogniser::Matches Recogniser::match_tree(std::string_view path) const {
  const std::string folded = folded_path(path);
  const std::string_view folder = folder_of(folded);
  // A fixed file, or the folder of the folder x of x/x.json.
  for (std::string_view place : {std::string_view(folded), folder_of(folder)}) {
    while (!place.empty()) {
      if (const Matches* found = find(by_path_, place)) return *found;
      const std::size_t slash = place.find('/');
      if (slash == std::string_view::npos) break;
      place.remove_prefix(slash + 1);
    }
  }
  return {};
}

Recogniser::Matches Recogniser::match(const Answer& answer, std::string_view path) const {
  const std::string folded = folded_path(path);
  const std::string_view folder = folder_of(folded);
  if (Matches tree = match_tree(path); !tree.empty()) return tree;
  // In a folder that the tree does not name: somebody's members or owners.
  const bool in_tree = !folder.empty() && file_name(folder) == stem_of(folded);
  if (in_tree && answer.context.empty() && !answer.value.is(base::json::Kind::array)) return {};
  if (!answer.context.empty()) {
    const Matches* found = find(by_context_, answer.context);
    if (found != nullptr) return *found;
    // Of another collection, whatever its rows look like.
    return {};
  }
  if (!answer.error.empty() || answer.cut) return match_failure(answer, path);
  if (answer.nothing && command_of(path).empty()) return {};
  if (!answer.type.empty()) {
    const Matches* found = find(by_type_, answer.type);
    if (found != nullptr) return *found;
  }
  Matches found = match_properties(answer, path);
  return found.empty() ? match_name(answer, path) : found;
}

Recognition Recogniser::recognise(Cursor root, std::string_view path) const {
  Recognition recognition;
  for (Answer& answer : answers_of(root)) {
    Matches matches = match(answer, path);
    if (!matches.empty()) {
      recognition.answers.push_back({std::move(answer), std::move(matches)});
      continue;
    }
    const bool bare = answer.value.valid() && !first_row(answer).valid() && answer.context.empty();
    recognition.unknown.push_back({std::move(answer), bare ? hinted_by(path) : std::string()});
  }
  return recognition;
}

}  // namespace stance::ingest
