#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace stance::samples;

namespace {

const fs::path source = STANCE_SOURCE_DIR;

// A fenced block: what stands behind the fence, and the lines between.
struct Block {
  std::string kind;
  std::vector<std::string> lines;
  std::size_t first = 0;  // index of its first line in the README
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::vector<Block> blocks_of(const std::vector<std::string>& lines) {
  std::vector<Block> blocks;
  bool inside = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({lines[i].substr(3), {}, i + 1});
    } else if (inside) {
      blocks.back().lines.push_back(lines[i]);
    }
  }
  return blocks;
}

// A folder in which the README's commands work: the samples, and the files it tells to write,
// which are the blocks that begin with "# path/of/the/file.yaml".
fs::path workshop(const std::vector<Block>& blocks) {
  fs::path folder = scratch("readme");
  fs::create_directory_symlink(source / "samples", folder / "samples");
  for (const Block& block : blocks) {
    if (block.kind != "yaml" || block.lines.empty()) continue;
    const std::string& head = block.lines.front();
    if (head.starts_with("# ") && head.ends_with(".yaml")) {
      write(folder / head.substr(2), text_of(block.lines));
    }
  }
  return folder;
}

// What a "console" block should say. A last line "..." leaves the rest of an output out.
std::vector<std::string> played(const Block& block, const fs::path& folder) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < block.lines.size();) {
    const std::string& command = block.lines[i++];
    REQUIRE(command.starts_with("$ "));
    const std::size_t from = i;
    while (i < block.lines.size() && !block.lines[i].starts_with("$ ")) ++i;
    std::vector<std::string> output = lines_of(run_line(folder, command.substr(2)).out);
    if (i > from && block.lines[i - 1] == "..." && output.size() >= i - from) {
      output.resize(i - from - 1);
      output.emplace_back("...");
    }
    lines.push_back(command);
    lines.insert(lines.end(), output.begin(), output.end());
  }
  return lines;
}

// Plays every console of a document. Returns how many there are; what differs is a failure.
std::size_t play(const fs::path& document) {
  std::vector<std::string> lines = lines_of(read(document));
  const std::vector<Block> blocks = blocks_of(lines);
  const fs::path folder = workshop(blocks);
  std::size_t shown = 0;
  // From the end, so that an update moves no block that is still to come.
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    if (block->kind != "console") continue;
    ++shown;
    const std::vector<std::string> expected = played(*block, folder);
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(block->first);
    const auto last = first + static_cast<std::ptrdiff_t>(block->lines.size());
    lines.insert(lines.erase(first, last), expected.begin(), expected.end());
  }
  CHECK_THAT(file_difference(document, text_of(lines)), Catch::Equals(""));
  return shown;
}

// What a block needs around it to be a file of a catalog: a check is that of a control.
std::string as_file(const Block& block, std::size_t number) {
  std::string text = text_of(block.lines);
  if (!text.starts_with("check:") && !text.starts_with("params:")) return text;
  return "id: examples.form-" + std::to_string(number) +
         "\nrevision: 1\ntitle: An example\ncategory: apps\nproduct: Microsoft Teams\npoints: 1\n"
         "cost: low\nuser_impact: low\nthreats: [dataExfiltration]\ndescription: Says what.\n"
         "rationale: Says why.\nsteps: [Do it.]\nuser_effect: None.\n" +
         text;
}

// The cells of a row of a table; a bar that belongs to the text is escaped.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '|') {
      cells.emplace_back();
    } else if (line[i] != '\\' || i + 1 == line.size() || line[i + 1] != '|') {
      cells.back() += line[i];
    } else {
      cells.back() += line[++i];
    }
  }
  return cells;
}

// What stands between the back quotes of a cell.
std::string code_in(const std::string& cell) {
  const std::size_t first = cell.find('`');
  const std::size_t last = cell.rfind('`');
  return first == last ? std::string() : cell.substr(first + 1, last - first - 1);
}

// The value that the program gives: JSON without blanks, or what is printed for an error.
std::string value_of(const fs::path& folder, const std::string& expression) {
  const Ran ran = run(folder, {"eval", "--", expression});
  if (ran.code == 5) return "unknown";
  return ran.code == 0 ? nlohmann::json::parse(ran.out).dump() : ran.err;
}

}  // namespace

TEST_CASE("the README shows what its commands print") { CHECK(play(source / "README.md") >= 3); }

TEST_CASE("the guide to rules shows what its commands print") {
  CHECK(play(source / "rules/README.md") >= 5);
}

TEST_CASE("the forms in the guide to rules are forms of the catalog") {
  const std::vector<Block> blocks = blocks_of(lines_of(read(source / "rules/README.md")));
  const fs::path folder = scratch("forms");
  std::size_t written = 0;
  for (const Block& block : blocks) {
    if (block.kind != "yaml" || block.lines.front().starts_with("#")) continue;
    ++written;
    const std::string name = "form-" + std::to_string(written) + ".yaml";
    write(folder / "forms/controls/examples" / name, as_file(block, written));
  }
  CHECK(written >= 10);
  const Ran ran = run(folder, {"catalog", "lint", "--catalog", "+forms", "--format", "json"});
  const auto report = nlohmann::json::parse(ran.out);
  for (const auto& problem : report["diagnostics"]) {
    INFO(problem.dump(2));
    // An example need not have a test of every outcome.
    CHECK(problem["code"] == "missing-test");
  }
  // And those that have tests pass them.
  const Ran tests = run(folder, {"catalog", "test", "--catalog", "+forms"});
  INFO(tests.err);
  CHECK(tests.code == 0);
}

TEST_CASE("the expressions in the guide to rules have the values it tells") {
  const fs::path folder = scratch("expressions");
  bool values = false;
  std::size_t compared = 0;
  for (const std::string& line : lines_of(read(source / "rules/README.md"))) {
    if (line.starts_with("| expression | value |")) values = true;
    if (!line.starts_with("|")) values = false;
    if (!values || !line.starts_with("| `")) continue;
    const std::vector<std::string> cells = cells_of(line);
    REQUIRE(cells.size() >= 2);
    const std::string told = code_in(cells[1]);
    INFO(code_in(cells[0]));
    CHECK(value_of(folder, code_in(cells[0])) ==
          (told.empty() ? "unknown" : nlohmann::json::parse(told).dump()));
    ++compared;
  }
  CHECK(compared >= 40);
}
