#include "decision_writer.hpp"

#include "json_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>

namespace stance::catalog {

namespace {

constexpr std::string_view list_key = "decisions:";
constexpr std::string_view mark = "\xef\xbb\xbf";

std::string in_quotes(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}

std::string list_of(std::span<const std::string> texts) {
  std::string out;
  for (const std::string& text : texts) {
    out += out.empty() ? "[" : ", ";
    append_json(out, text);
  }
  return out + "]";
}

// One text, or a list of them.
std::string one_or_more(std::span<const std::string> texts) {
  if (texts.size() > 1) return list_of(texts);
  return in_quotes(texts.front());
}

class EntryWriter {
 public:
  EntryWriter(std::size_t indent, std::string_view end) : indent_(indent), end_(end) {}

  // Words of ours stand without quotes.
  void word(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out_ +=
        fmt::format("{:{}}{}{}: {}{}", "", indent_, out_.empty() ? "- " : "  ", key, value, end_);
  }
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) word(key, in_quotes(value));
  }
  void texts(std::string_view key, std::span<const std::string> values) {
    if (!values.empty()) word(key, one_or_more(values));
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::size_t indent_;
  std::string_view end_;
  std::string out_;
};

std::string selector(const model::TenantSelector& tenant) {
  std::string out;
  for (const auto& [key, values] : {std::pair("id", &tenant.ids), std::pair("name", &tenant.names),
                                    std::pair("tag", &tenant.tags)}) {
    if (values->empty()) continue;
    out += fmt::format("{}{}: {}", out.empty() ? "{" : ", ", key, one_or_more(*values));
  }
  return out.empty() ? out : out + "}";
}

std::string entry(const model::Decision& decision, std::size_t indent, std::string_view end) {
  EntryWriter writer(indent, end);
  writer.texts("control", decision.controls);
  if (!decision.objects.empty()) writer.word("objects", list_of(decision.objects));
  writer.word("status", name(decision.status));
  writer.text("reason", decision.reason);
  writer.text("owner", decision.owner);
  writer.word("expires", decision.expires);
  writer.word("attested_on", decision.attested_on);
  if (decision.valid_days > 0) writer.word("valid_days", fmt::format("{}", decision.valid_days));
  writer.text("ticket", decision.ticket);
  writer.texts("evidence", decision.evidence);
  writer.text("notes", decision.notes);
  if (!decision.tags.empty()) writer.word("tags", list_of(decision.tags));
  writer.word("tenant", selector(decision.tenant));
  return writer.take();
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// A line, its end included.
std::string_view line_at(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return text.substr(at, end == std::string_view::npos ? end : end + 1 - at);
}

// Where the list is: its first line, and the end of its last entry.
struct List {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t indent = 0;
  bool plain = true;  // a block of entries, not "[...]"
};

std::optional<List> find_list(std::string_view text) {
  std::size_t at = text.starts_with(mark) ? mark.size() : 0;
  while (at < text.size() && !text.substr(at).starts_with(list_key)) at += line_at(text, at).size();
  if (at >= text.size()) return std::nullopt;
  List list{.begin = at};
  std::string_view line = line_at(text, at);
  const std::size_t rest = line.find_first_not_of(" \t\r\n", list_key.size());
  list.plain = rest == std::string_view::npos || line[rest] == '#';
  list.end = at += line.size();
  bool first = true;
  for (; at < text.size(); at += line.size()) {
    line = line_at(text, at);
    const bool inside = line.front() == ' ' || line.front() == '-';
    if (!inside && !is_blank(line) && line.front() != '#') break;
    if (!inside || is_blank(line)) continue;
    const std::size_t indent = line.find_first_not_of(' ');
    if (first && line[indent] != '#') {
      list.indent = indent;
      list.plain = list.plain && line[indent] == '-';
      first = false;
    }
    list.end = at + line.size();
  }
  return list;
}

}  // namespace

std::optional<std::string> with_decision(std::string_view text, const model::Decision& decision) {
  const std::string_view end = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  const auto list = find_list(text);
  if (list && !list->plain) return std::nullopt;
  const std::size_t at = list ? list->end : text.size();
  std::string out(text.substr(0, at));
  if (!out.empty() && out != mark && out.back() != '\n') out += end;
  if (!list) out += fmt::format("{}{}", list_key, end);
  out += entry(decision, list ? list->indent : 0, end);
  return out += text.substr(at);
}

}  // namespace stance::catalog
