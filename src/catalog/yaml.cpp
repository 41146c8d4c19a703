#include "yaml.hpp"

#include "json_text.hpp"
#include "stance/base/text.hpp"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

// yaml-cpp counts from 0.
Place place_of(const YAML::Mark& mark) {
  return {static_cast<std::uint32_t>(std::max(mark.line, 0)) + 1,
          static_cast<std::uint32_t>(std::max(mark.column, 0)) + 1};
}

std::string_view without_return(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Where the lines of a text begin, for access by number.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at != std::string_view::npos; ++at) {
      starts_.push_back(at);
      at = text.find('\n', at);
      if (at == std::string_view::npos) break;
    }
  }

  // From 1.
  [[nodiscard]] std::string_view line(std::uint32_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const std::size_t start = starts_[number - 1];
    const std::size_t end = std::min(text_.find('\n', start), text_.size());
    return without_return(text_.substr(start, end - start));
  }

  // All text from a place on.
  [[nodiscard]] std::string_view from(Place place) const {
    if (place.line == 0 || place.line > starts_.size()) return {};
    const std::size_t offset = starts_[place.line - 1] + place.column - 1;
    return offset > text_.size() ? std::string_view{} : text_.substr(offset);
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

enum class Quoting { one_line, several_lines, unclosed };

// How a quoted scalar goes on, given from its opening quote.
Quoting quoting(std::string_view source) {
  const char quote = source.front();
  Quoting found = Quoting::one_line;
  for (std::size_t at = 1; at < source.size(); ++at) {
    if (source[at] == '\n') found = Quoting::several_lines;
    if (source[at] == '\\' && quote == '"') {
      ++at;
      // An escaped line end; what is escaped is never the closing quote.
      if (source.substr(at, 1) == "\n") found = Quoting::several_lines;
    } else if (source[at] == quote) {
      if (quote == '"' || source.substr(at + 1, 1) != "'") return found;
      ++at;
    }
  }
  return Quoting::unclosed;
}

// Writes the events of one file as JSON.
class Writer : public YAML::EventHandler {
 public:
  Writer(std::string_view text, std::string_view file, base::Diagnostics& problems)
      : lines_(text), file_(file), problems_(problems) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ != 2) return;
    fatal(place_of(mark), "yaml-feature", "the file holds a second document",
          "one mapping per file");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

  [[nodiscard]] std::string take() { return std::move(json_); }
  [[nodiscard]] bool empty() const { return documents_ == 0; }
  // Where the innermost list or mapping that is still open begins.
  [[nodiscard]] Place innermost() const {
    return levels_.empty() ? Place{1, 1} : levels_.back().start;
  }
  // yaml-cpp says 1:1 as well when it has read all.
  [[nodiscard]] bool is_end(Place place) const {
    return place == Place{1, 1} ||
           lines_.from(place).find_first_not_of(" \r\n") == std::string_view::npos;
  }
  void error(Place place, base::DiagnosticCode code, std::string message, std::string hint = {});

 private:
  struct Level {
    bool mapping = false;
    Place start;
    std::size_t children = 0;
    std::map<std::string, std::uint32_t, std::less<>> keys = {};  // line of each
    Place key = {};
  };

  // The file is given up: what follows is passed over.
  void fatal(Place place, base::DiagnosticCode code, std::string message, std::string hint);
  // False when the node must not be written.
  [[nodiscard]] bool begin(Place place);
  [[nodiscard]] bool is_key() const {
    return !levels_.empty() && levels_.back().mapping && levels_.back().children % 2 == 1;
  }
  void check_properties(Place place, const std::string& tag, YAML::anchor_t anchor);
  void add_key(Place place, std::string_view name);
  void open(Place place, bool mapping);
  void close();
  void write_scalar(Place place, std::string_view value);
  void write_text(Place place, Style style, std::string_view value);
  [[nodiscard]] Place block_place(Place indicator, std::string_view value) const;
  // yaml-cpp counts bytes, people count characters.
  [[nodiscard]] Place shown(Place place);

  Lines lines_;
  std::string_view file_;
  base::Diagnostics& problems_;
  std::string json_;
  std::vector<Level> levels_;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
  bool stopped_ = false;
  // The last place that was counted, in bytes and in characters: a long line is walked once.
  Place counted_ = {};
  std::uint32_t characters_ = 0;
};

Place Writer::shown(Place place) {
  if (place.line != counted_.line || place.column < counted_.column) {
    counted_ = {place.line, 1};
    characters_ = 1;
  }
  const std::string_view passed = lines_.from(counted_).substr(0, place.column - counted_.column);
  characters_ += characters(passed) +
                 (place.column - counted_.column - static_cast<std::uint32_t>(passed.size()));
  counted_ = place;
  return {place.line, characters_};
}

void Writer::error(Place place, base::DiagnosticCode code, std::string message, std::string hint) {
  problems_.add({.message = std::move(message),
                 .position = {std::string(file_), place.line, shown(place).column},
                 .source_line = std::string(lines_.line(place.line)),
                 .hint = std::move(hint),
                 .code = code});
}

void Writer::fatal(Place place, base::DiagnosticCode code, std::string message, std::string hint) {
  if (!stopped_) error(place, code, std::move(message), std::move(hint));
  stopped_ = true;
}

bool Writer::begin(Place place) {
  if (stopped_) return false;
  if (++nodes_ > max_yaml_nodes) {
    fatal(place, "too-large", fmt::format("the file holds more than {} values", max_yaml_nodes),
          {});
    return false;
  }
  if (!levels_.empty() && levels_.back().children++ > 0) json_ += ',';
  return true;
}

void Writer::check_properties(Place place, const std::string& tag, YAML::anchor_t anchor) {
  const std::string_view source = lines_.from(place);
  if (anchor != 0 || source.starts_with('&')) {
    error(place, "yaml-feature", "anchors are not supported",
          "write the value out where it is needed");
  }
  if ((!tag.empty() && tag != "?" && tag != "!") || source.starts_with('!')) {
    error(place, "yaml-feature", "tags are not supported",
          "put a text that begins with '!' into double quotes");
  }
}

void Writer::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  const Place place = place_of(mark);
  if (!begin(place)) return;
  error(place, "yaml-feature", "aliases are not supported",
        "write the value out where it is needed");
  json_ += "null";
}

void Writer::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  Place place = place_of(mark);
  if (!begin(place)) return;
  check_properties(place, {}, anchor);
  if (is_key()) {
    // `null` is also the name of a key.
    const std::string_view name = lines_.from(place).substr(0, 4);
    if (name != "null") error(place, "yaml-feature", "a key must be a text");
    return add_key(place, name);
  }
  // Where nothing is written the mark is that of whatever comes next.
  if (!levels_.empty() && levels_.back().mapping) place = levels_.back().key;
  fmt::format_to(std::back_inserter(json_), "[{}]", pack(shown(place), Style::null));
}

void Writer::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                      const std::string& value) {
  const Place place = place_of(mark);
  if (!begin(place)) return;
  check_properties(place, tag, anchor);
  if (is_key()) return add_key(place, value);
  write_scalar(place, value);
}

void Writer::add_key(Place place, std::string_view name) {
  Level& level = levels_.back();
  level.key = place;
  if (name == "<<") {
    error(place, "yaml-feature", "merge keys are not supported", "write the keys out");
  }
  const auto [known, added] = level.keys.emplace(name, place.line);
  if (!added) {
    error(place, "duplicate-key", fmt::format("duplicate key '{}'", name),
          fmt::format("the first one is in line {}", known->second));
  }
  write_scalar(place, name);
}

void Writer::write_scalar(Place place, std::string_view value) {
  const std::string_view source = lines_.from(place);
  const char first = source.empty() ? ' ' : source.front();
  if (first == '>') {
    error(place, "yaml-feature", "folded blocks ('>') are not supported", "use a '|' block");
  } else if (first == '|') {
    return write_text(block_place(place, value), Style::block, value);
  } else if (first == '\'' || first == '"') {
    const Quoting found = quoting(source);
    // yaml-cpp closes it at the end of the file.
    if (found == Quoting::unclosed) error(place, "yaml-syntax", "a quote is not closed");
    if (found == Quoting::one_line) {
      return write_text(place, first == '"' ? Style::double_quoted : Style::single_quoted, value);
    }
  } else if (source.substr(0, value.size()) == value) {
    return write_text(place, Style::plain, value);
  }
  write_text(place, Style::several_lines, value);
}

void Writer::write_text(Place place, Style style, std::string_view value) {
  fmt::format_to(std::back_inserter(json_), "[{},", pack(shown(place), style));
  append_json(json_, value);
  json_ += ']';
}

// The content of a block begins in the line below its indicator; how far it is indented shows in
// its first line that is not blank.
Place Writer::block_place(Place indicator, std::string_view value) const {
  const std::size_t blank = std::min(value.find_first_not_of('\n'), value.size());
  std::string_view content = value.substr(blank);
  content = content.substr(0, content.find('\n'));
  const std::uint32_t first = indicator.line + 1;
  const std::string_view source = lines_.line(first + static_cast<std::uint32_t>(blank));
  const std::size_t indentation = source.size() - std::min(content.size(), source.size());
  return {first, static_cast<std::uint32_t>(indentation) + 1};
}

void Writer::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  const Place place = place_of(mark);
  if (stopped_) return;
  check_properties(place, tag, anchor);
  open(place, false);
}

void Writer::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                        YAML::EmitterStyle::value) {
  const Place place = place_of(mark);
  if (stopped_) return;
  check_properties(place, tag, anchor);
  open(place, true);
}

void Writer::open(Place place, bool mapping) {
  if (!begin(place)) return;
  if (is_key()) error(place, "yaml-feature", "a key must be a text");
  if (levels_.size() >= max_yaml_depth) {
    return fatal(place, "too-large", fmt::format("nested deeper than {} levels", max_yaml_depth),
                 {});
  }
  const Style style = mapping ? Style::mapping : Style::sequence;
  fmt::format_to(std::back_inserter(json_), "[{},[", pack(shown(place), style));
  levels_.push_back({.mapping = mapping, .start = place});
}

void Writer::close() {
  if (stopped_) return;
  json_ += "]]";
  levels_.pop_back();
}

// Byte of a character no YAML file needs, which would make lines and columns ambiguous.
std::size_t find_control_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const bool line_end = c == '\r' && text.substr(at + 1, 1) == "\n";
    if ((c < 0x20 && c != '\t' && c != '\n' && !line_end) || c == 0x7f) return at;
  }
  return std::string_view::npos;
}

bool check_bytes(std::string_view text, std::string_view file, base::Diagnostics& problems) {
  if (!base::is_utf8(text)) {
    problems.add({.message = "the file is not UTF-8",
                  .position = {std::string(file)},
                  .hint = "save it as UTF-8",
                  .code = "encoding"});
    return false;
  }
  const std::size_t control = find_control_character(text);
  if (control == std::string_view::npos) return true;
  const std::string_view before = text.substr(0, control);
  const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n')) + 1;
  const std::size_t start = before.rfind('\n') + 1;  // 0 in the first line
  problems.add(
      {.message = "the file holds a control character",
       .position = {std::string(file), line, characters(text.substr(start, control - start)) + 1},
       .source_line = std::string(line_of(text, line)),
       .code = "encoding"});
  return false;
}

// What yaml-cpp found, at the place where a reader would look for it.
void add_syntax_error(const YAML::ParserException& fault, Writer& writer) {
  Place place = place_of(fault.mark);
  // At the end of the file the place says nothing.
  if (fault.msg.starts_with("end of ") && writer.is_end(place)) place = writer.innermost();
  if (fault.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR) {
    writer.error(place, "yaml-feature", "aliases are not supported");
  } else {
    writer.error(place, "yaml-syntax", "no valid YAML: " + fault.msg);
  }
}

void run_parser(std::string_view text, Writer& writer) {
  std::istringstream stream{std::string(text)};
  try {
    YAML::Parser parser(stream);
    // The second one is refused. Never further: a stray "," makes yaml-cpp 0.7 give documents
    // without end.
    for (int read = 0; read < 2 && parser.HandleNextDocument(writer); ++read) {
    }
  } catch (const YAML::DeepRecursion& fault) {
    writer.error(place_of(fault.mark), "too-large",
                 fmt::format("nested deeper than {} levels", max_yaml_depth));
  } catch (const YAML::ParserException& fault) {
    add_syntax_error(fault, writer);
  }
  if (writer.empty()) writer.error({1, 1}, "yaml-syntax", "the file is empty");
}

}  // namespace

std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (; line > 1 && !text.empty(); --line) {
    const std::size_t end = text.find('\n');
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return line == 0 ? std::string_view{} : without_return(text.substr(0, text.find('\n')));
}

std::optional<std::string> yaml_to_json(std::string_view text, std::string_view file,
                                        base::Diagnostics& problems) {
  const std::size_t errors = problems.errors();
  if (!check_bytes(text, file, problems)) return std::nullopt;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  Writer writer(text, file, problems);
  run_parser(text, writer);
  if (problems.errors() > errors) return std::nullopt;
  return writer.take();
}

}  // namespace stance::catalog
