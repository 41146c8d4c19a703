#include "stance/report/redact.hpp"

#include "stance/base/sha256.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stance::report {

namespace {

constexpr std::size_t fewest_bytes = 3;
constexpr std::size_t digest_digits = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Letters of other alphabets belong to words.
bool is_word(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

bool is_boundary(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !is_word(text[at - 1]) || !is_word(text[at]);
}

// Bytes of an id such as 01234567-89ab-cdef-0123-456789abcdef at the beginning; 0: it is none.
std::size_t id_at(std::string_view text) {
  constexpr std::string_view shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() < shape.size()) return 0;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '-' ? text[i] != '-' : !is_hex(text[i])) return 0;
  }
  return shape.size();
}

std::size_t mail_at(std::string_view text) {
  const auto is_local = [](char c) {
    return is_word(c) || std::string_view("._%+'#-").find(c) != std::string_view::npos;
  };
  const auto is_host = [](char c) { return is_word(c) || c == '.' || c == '-'; };
  std::size_t end = 0;
  while (end < text.size() && is_local(text[end])) ++end;
  if (end == 0 || end == text.size() || text[end] != '@') return 0;
  const std::size_t host = ++end;
  while (end < text.size() && is_host(text[end])) ++end;
  while (end > host && !is_word(text[end - 1])) --end;  // a full stop of the sentence
  return end > host ? end : 0;
}

// "192.0.2.1", also with "/24".
std::size_t ip_at(std::string_view text) {
  constexpr int parts = 4;
  constexpr std::size_t most_digits = 3;
  std::size_t at = 0;
  for (int part = 0; part < parts; ++part) {
    if (part > 0) {
      if (at == text.size() || text[at] != '.') return 0;
      ++at;
    }
    std::size_t digits = 0;
    while (at < text.size() && is_digit(text[at]) && digits < most_digits) ++at, ++digits;
    if (digits == 0) return 0;
  }
  if (at < text.size() && (is_digit(text[at]) || text[at] == '.')) return 0;
  return at;
}

std::size_t pattern_at(std::string_view text) {
  return std::max({id_at(text), mail_at(text), ip_at(text)});
}

bool is_plain(std::string_view text) { return std::ranges::none_of(text, is_word); }
bool is_number(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_digit(c) || !is_word(c); });
}

// Names of hosts and mail addresses are compared without regard to case.
std::string folded(std::string_view text) {
  const bool host = text.find_first_of(".@") != std::string_view::npos;
  return host ? base::fold(text) : std::string(text);
}

bool is_host(std::string_view text) {
  const bool made_of_labels =
      std::ranges::all_of(text, [](char c) { return is_alnum(c) || c == '.' || c == '-'; });
  return made_of_labels && text.find('.') != std::string_view::npos;
}

std::string_view kind_of(std::string_view text) {
  if (id_at(text) == text.size()) return "id";
  if (mail_at(text) == text.size()) return "mail";
  if (ip_at(text) == text.size()) return "ip";
  if (text.find_first_of("/\\") != std::string_view::npos) return "path";
  return is_host(text) ? "host" : "name";
}

std::string_view name_in(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string Redactor::pseudonym(std::string_view original) const {
  const std::string digest = base::hmac_sha256_hex(key_, base::fold(original));
  return fmt::format("{}-{}", kind_of(original), std::string_view(digest).substr(0, digest_digits));
}

void Redactor::hide(std::string_view original) {
  if (original.size() < fewest_bytes || is_plain(original) || is_number(original)) return;
  originals_.insert(folded(original));
  lengths_.insert(original.size());
}

void Redactor::hide_path(std::string_view path) {
  if (path == "-") return;
  hide(path);
  const std::string_view name = name_in(path);
  hide(name);
  if (name.size() < path.size()) hide(path.substr(0, path.size() - name.size() - 1));
}

std::size_t Redactor::hidden_at(std::string_view text, std::size_t at) const {
  for (const std::size_t length : lengths_) {
    if (length > text.size() - at || !is_boundary(text, at + length)) continue;
    if (originals_.contains(folded(text.substr(at, length)))) return length;
  }
  return 0;
}

std::string Redactor::text(std::string_view text) const {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t length = 0;
    if (is_boundary(text, at)) length = std::max(pattern_at(text.substr(at)), hidden_at(text, at));
    if (length > 0) {
      out += pseudonym(text.substr(at, length));
      at += length;
    } else {
      out += text[at++];
    }
  }
  return out;
}

namespace {

// Rewrites an assessment in place.
class Pass {
 public:
  explicit Pass(const Redactor& redactor) : redactor_(redactor) {}

  void sentence(std::string& text) const { text = redactor_.text(text); }
  void sentences(std::vector<std::string>& texts) const {
    for (std::string& text : texts) sentence(text);
  }
  // What people wrote: nobody knows what is in it.
  void whole(std::string& text) const {
    if (!text.empty()) text = redactor_.pseudonym(text);
  }
  void wholes(std::vector<std::string>& texts) const {
    for (std::string& text : texts) whole(text);
  }
  void object(model::Evidence& evidence) const {
    // What is about everything is called as the rule calls it, and what lacks is told in its words.
    if (!evidence.whole) {
      whole(evidence.key);
      whole(evidence.label);
    }
    sentence(evidence.actual);
    sentence(evidence.expected);
    for (auto& [name, value] : evidence.shown) sentence(value);
    if (!evidence.source) return;
    sentence(evidence.source->path);
    sentence(evidence.source->pointer);
  }
  void decision(model::Decision& decision) const {
    wholes(decision.objects);
    whole(decision.reason);
    whole(decision.owner);
    whole(decision.ticket);
    wholes(decision.evidence);
    whole(decision.notes);
    wholes(decision.tags);
    sentence(decision.place.file);
    decision.place.text.clear();
  }
  void control(model::ControlResult& control) const;
  void baseline(model::BaselineResult& baseline) const;

 private:
  const Redactor& redactor_;
};

void Pass::control(model::ControlResult& control) const {
  model::Finding& finding = control.finding;
  for (model::Evidence& evidence : finding.evidence) object(evidence);
  for (model::Missing& missing : finding.missing) sentence(missing.detail);
  sentences(finding.assumptions);
  if (finding.declarable) {
    for (model::Declarable::List& list : finding.declarable->lists) wholes(list.texts);
    wholes(finding.declarable->added);
  }
  if (control.decision) decision(*control.decision);
  for (model::Excepted& excepted : control.excepted) {
    object(excepted.object);
    decision(excepted.decision);
  }
}

void Pass::baseline(model::BaselineResult& baseline) const {
  for (model::RequirementResult& row : baseline.rows) {
    if (row.omission) {
      whole(row.omission->reason);
      whole(row.omission->origin);
    }
    if (row.annotation) whole(row.annotation->comment);
  }
}

void hide_object(const model::Evidence& evidence, Redactor& redactor) {
  if (evidence.whole) return;
  redactor.hide(evidence.key);
  redactor.hide(evidence.label);
}

void hide_names(const model::Assessment& assessment, Redactor& redactor) {
  for (const std::string& original : assessment.originals) redactor.hide(original);
  redactor.hide(assessment.tenant_id);
  redactor.hide(assessment.tenant_name);
  for (const model::InputResult& input : assessment.inputs) redactor.hide_path(input.path);
  if (assessment.profile) redactor.hide_path(assessment.profile->path);
  if (assessment.decisions) {
    for (const model::DecisionFile& file : assessment.decisions->files) {
      redactor.hide_path(file.path);
    }
  }
  for (const model::ControlResult& control : assessment.controls) {
    for (const model::Evidence& evidence : control.finding.evidence) {
      hide_object(evidence, redactor);
    }
    for (const model::Excepted& excepted : control.excepted) {
      hide_object(excepted.object, redactor);
    }
    if (control.decision) redactor.hide(control.decision->owner);
  }
}

}  // namespace

void redact(model::Assessment& assessment, Redactor& redactor) {
  hide_names(assessment, redactor);
  const Pass pass(redactor);
  pass.whole(assessment.tenant_id);
  pass.whole(assessment.tenant_name);
  if (assessment.profile) {
    pass.sentence(assessment.profile->path);
    pass.whole(assessment.profile->name);
    pass.sentences(assessment.profile->deviations);
  }
  if (assessment.decisions) {
    for (model::DecisionFile& file : assessment.decisions->files) pass.sentence(file.path);
    for (model::DecisionNote& note : assessment.decisions->notes) {
      pass.sentence(note.message);
      pass.sentence(note.place.file);
    }
  }
  for (model::InputResult& input : assessment.inputs) {
    pass.sentence(input.path);
    pass.sentences(input.unrecognised);
  }
  for (model::ControlResult& control : assessment.controls) pass.control(control);
  if (assessment.baseline) pass.baseline(*assessment.baseline);
  for (model::DatasetResult& dataset : assessment.datasets) {
    pass.sentence(dataset.origin);
    pass.sentence(dataset.detail);
    pass.sentences(dataset.damage);
  }
  pass.sentences(assessment.assumptions);
  for (model::Gate& gate : assessment.gate.gates) {
    pass.sentence(gate.found);
    pass.sentence(gate.reason);
  }
  pass.sentences(assessment.diagnostics);
  assessment.originals.clear();
}

}  // namespace stance::report
