#include "stream_file.hpp"

#include "../tenant/fixture.hpp"
#include "fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace stance;
using namespace stance::ingest;
using cel::TypeKind;

namespace {

// Users, as Microsoft Graph answers them and Get-MgUser prints them.
class Users {
 public:
  Users() {
    element_ = &tenant::declare(schema_, "users.licences", {{"skuId", text_}});
    tenant::FieldRule records;
    records.element = element_;
    row_ = &tenant::declare(schema_, "users",
                            {{"id", text_},
                             {"n", cel::simple(TypeKind::integer)},
                             {"name", text_},
                             {"words", tenant::list_of(TypeKind::text)},
                             {"licences", cel::list_of(element_->type.type()), records}});
    dataset_ = &schema_.add({.name = "users",
                             .large = true,
                             .key = "id",
                             .shows = {{"name", "words"}},
                             .row = row_,
                             .sources = {{.exporter = "graph", .contexts = {"users"}},
                                         {.exporter = "powershell", .commands = {"Get-MgUser"}}}});
  }

  // Whether all files of the last read stayed on disk.
  [[nodiscard]] bool streamed() const { return streamed_; }

  // All that is known of the users: what a read says of them, and how their rows are read.
  [[nodiscard]] std::string told(const std::vector<std::string>& paths,
                                 const Limits& limits) const {
    base::Diagnostics problems;
    const auto tenant = read(paths, schema_, limits, problems);
    if (!tenant) return base::render(tenant.error()) + show(problems);
    const tenant::Holding& holding = tenant->holdings.at(dataset_->index);
    tenant::Table& table = *holding.table;
    std::string text = show(problems) + holding.origin + ": " + holding.detail + " " +
                       std::string(tenant::name(table.state())) + (table.open() ? " open" : "") +
                       " " + std::to_string(table.count()) + " and " +
                       std::to_string(table.duplicates()) + "\n";
    // Whatever is told is told of rows that are not in memory.
    if (limits.memory_bytes == 1) {
      streamed_ = std::ranges::none_of(tenant->lists, [](const auto& list) { return !list; });
    }
    for (const tenant::Input& input : tenant->inputs) {
      text += input.path + " " + input.format + " " + input.encoding + " " + input.sha256 + "\n";
    }
    const auto projections = tenant::read_all({row_, element_});
    std::vector<std::string> rows = shown(table, table.hold(projections));
    for (const std::string& row : rows) text += row + "\n";
    std::vector<std::string> scanned;
    const auto scan = table.scan(projections);
    for (tenant::Rows batch; scan->next(batch);) {
      for (std::string& row : shown(table, batch)) scanned.push_back(std::move(row));
    }
    std::ranges::sort(scanned);
    std::ranges::sort(rows);
    CHECK(scanned == rows);
    return text + tenant::show(table.damage());
  }

 private:
  std::vector<std::string> shown(const tenant::Table& table, const tenant::Rows& rows) const {
    std::vector<std::string> texts;
    for (std::size_t r = 0; r < rows.count; ++r) {
      const tenant::Located place = table.locate(rows.places[r]);
      std::string text = std::to_string(place.input) + place.pointer;
      for (std::size_t i = 0; i < rows.width; ++i) {
        text += " " + tenant::show(rows.row(r)[i], *element_);
      }
      texts.push_back(std::move(text));
    }
    return texts;
  }

  cel::Type text_ = cel::simple(TypeKind::text);
  tenant::Schema schema_;
  tenant::RecordSchema* element_ = nullptr;
  tenant::RecordSchema* row_ = nullptr;
  const tenant::Dataset* dataset_ = nullptr;
  mutable bool streamed_ = false;
};

constexpr std::uint64_t whole = std::uint64_t{1} << 30;

// What is told must not depend on what is held in memory at a time.
std::string check_all(const Users& users, const std::vector<std::string>& paths) {
  std::string expected = users.told(paths, {.memory_bytes = whole});
  for (const std::size_t window : {1U, 7U, 64U, 4096U, 262144U}) {
    CAPTURE(window);
    std::vector<std::string> turned = paths;
    for (int order = 0; order < 2; ++order) {
      REQUIRE(users.told(turned, {.memory_bytes = 1, .window_bytes = window}) == expected);
      std::ranges::reverse(turned);
    }
  }
  return expected;
}

bool is_streamed(const std::string& path) {
  const auto loaded = load_streamed(base::open_bytes(path).value(), {});
  return loaded && loaded->has_value();
}

// Rows with keys in any order: twins that agree and that differ, rows without a key, escapes,
// nulls, what is missing and what is damaged.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string row() {
    if (below(25) == 0) return "null";
    std::vector<std::string> members;
    if (below(15) != 0) members.push_back(R"("id": "u)" + std::to_string(below(60)) + '"');
    if (below(4) != 0) members.push_back(R"("n":)" + std::to_string(below(2)));
    members.emplace_back(below(10) == 0 ? R"("name":null)" : R"("Name":"a\"],[{\\\u00e9")");
    members.emplace_back(below(12) == 0 ? R"("words":"System.Object[]")"
                                        : R"("words":["x","}, {"])");
    if (below(3) == 0) members.emplace_back(R"("licences":[{"skuId":"s"},{"skuId":null}])");
    std::ranges::shuffle(members, random_);
    std::string text = "{";
    for (const std::string& member : members) text += (text.size() > 1 ? "," : "") + member;
    return text + "}";
  }

  std::string rows(std::size_t count, std::string_view between) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? std::string(between) : "") + row();
    return text;
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  std::mt19937 random_;
};

constexpr std::string_view context =
    R"-({"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users(id,n,name,words)",)-";

}  // namespace

TEST_CASE("a large list is told as one that is read whole") {
  const Users users;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Generator make(seed);
    Folder folder;
    const std::string first = R"({"id":"first","name":"x","words":[]})";
    const auto page = [&](std::string_view before, std::string_view between,
                          std::string_view after) {
      return std::string(context) + std::string(before) + R"("value":[)" + first +
             std::string(between) + make.rows(40, between) + "]" + std::string(after) + "}";
    };
    const std::vector<std::vector<std::string>> exports = {
        {folder.write("compact/users.json", page("", ",", ""))},
        {folder.write("more/users.json", page("", ",", R"(,"@odata.nextLink":"y")"))},
        {folder.write("pretty/users.json", page("\n  \"@odata.count\": 99,\n", ",\n    ", "\n"))},
        {folder.write("array/Get-MgUser.json",
                      "\xef\xbb\xbf[null,\n" + first + "," + make.rows(30, " , ") + "]\n")},
        {folder.write("pages/users-1.json", page("", ",", R"(,"@odata.nextLink":"y")")),
         folder.write("pages/users-2.json", page("", ",\n", R"(,"@odata.nextLink":"z")")),
         folder.write("pages/users-3.json", page("", ",", ""))},
        {folder.write("two/users.json", page("", ",", "")),
         folder.write("two/Get-MgUser.json", "[" + first + "," + make.rows(20, ",") + "]")},
    };
    for (const std::vector<std::string>& paths : exports) {
      CAPTURE(seed, paths.front());
      for (const std::string& path : paths) REQUIRE(is_streamed(path));
      CHECK(check_all(users, paths).find("present") != std::string::npos);
      CHECK(users.streamed());
    }
    std::string lines = first + "\n\n";
    for (int i = 0; i < 30; ++i) {
      const std::string row = make.row();
      if (row != "null") lines += row + (make.below(4) == 0 ? " \r\n" : "\n");
    }
    const std::string path = folder.write("lines/Get-MgUser.jsonl", lines);
    REQUIRE(is_streamed(path));
    CHECK(check_all(users, {path}).find("read as a list") != std::string::npos);
  }
}

TEST_CASE("what is no large list of objects is read whole") {
  struct Case {
    std::string name;
    std::string text;
    bool streamed = false;
  };
  const std::string row = R"({"id":"a","name":"x","words":[]})";
  const std::string open = std::string(context) + R"("value":[)";
  const Case cases[] = {
      {"no rows", open + "]}"},
      {"nulls", open + "null,null]}"},
      {"texts", open + R"("@{a=b}",)" + row + "]}"},
      {"one object", row},
      {"one line", row + "\n"},
      {"lines of lists", "[" + row + "]\n[" + row + "]\n"},
      {"lists of pages", "[" + open + row + "]}," + open + row + "]}]", true},
      {"two lists", open + row + R"(],"value":[]})"},
      {"text behind the list", open + row + "]}x"},
      {"text that ends", open + row + "," + row},
      {"an object that ends", open + row + "]"},
      {"a comma too many", open + row + ",]}"},
      {"a wrong value far behind", open + row + "," + row + R"(,{"id":tru}]})"},
      {"bytes of Windows", open + row + ",{\"id\":\"\xe9\"}]}"},
      {"UTF-16", std::string("\xff\xfe[\0{\0}\0]\0", 10)},
      {"a comment", "[" + row + "/**/," + row + "]"},
      {"an archive", "PK\3\4"},
      {"nothing", ""},
      {"an error", R"({"error":{"code":"Forbidden","message":"no"}})"},
      {"commas between lines", row + ",\n" + row},
      {"a bracket behind lines", row + "\n" + row + "\n}"},
  };
  const Users users;
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      Folder folder;
      const std::string path = folder.write("Get-MgUser.json", c.text);
      CHECK(is_streamed(path) == c.streamed);
      check_all(users, {path});
    }
  }
}

TEST_CASE("a fault in a file that nobody reads whole is told with its line") {
  Folder folder;
  const std::string path = folder.write("Get-MgUser.json", "[{\"id\":\"a\"},\n{\"id\":tru}]");
  const auto loaded = load_streamed(base::open_bytes(path).value(), {.file_bytes = 10});
  REQUIRE_FALSE(loaded);
  CHECK(folder.without_path(base::render(loaded.error())) ==
        "Get-MgUser.json:2: error: invalid JSON: unexpected 'tru', expected a value\n");
}
