// Nanoseconds per run of typical conditions on a row, as lines of
// "name<TAB>least<TAB>median<TAB>unit". A condition that allocates is an error.
#include "stance/cel/compile.hpp"
#include "stance/cel/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace stance;
using cel::TypeKind;
using cel::Value;

std::size_t allocations = 0;  // on the heap, of the whole process

constexpr std::size_t rounds = 25;
constexpr std::size_t rows = 64;
constexpr std::size_t passes = 500;

double nanoseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

void print(std::string_view name, std::vector<double> times, std::string_view unit) {
  std::sort(times.begin(), times.end());
  fmt::print("{}\t{:.2f}\t{:.2f}\t{}\n", name, times.front(), times[times.size() / 2], unit);
}

struct Field {
  std::string_view path;
  cel::Type type;
  std::array<Value, 2> values;  // of even and odd rows
};

const std::array<Value, 3> tags = {Value::of(std::string_view("alpha")),
                                   Value::of(std::string_view("beta")),
                                   Value::of(std::string_view("gamma"))};

std::vector<Field> fields() {
  const cel::Type text = cel::simple(TypeKind::text);
  cel::Type nullable = text;
  nullable.nullable = true;
  const auto words = [](std::string_view a, std::string_view b) {
    return std::array<Value, 2>{Value::of(a), Value::of(b)};
  };
  return {
      {"state", text, words("enabled", "disabled")},
      {"name", text, words("admin@contoso.com", "someone@contoso.com")},
      {"department", nullable, {Value::null(), Value::of(std::string_view("sales"))}},
      {"on", cel::simple(TypeKind::boolean), {Value::of(true), Value::of(false)}},
      {"days",
       cel::simple(TypeKind::integer),
       {Value::of(std::int64_t{30}), Value::of(std::int64_t{400})}},
      {"made",
       cel::simple(TypeKind::time),
       {Value::time(1'767'225'600, 0), Value::time(1'667'225'600, 0)}},
      {"tags", cel::list_of(text), {Value::list(tags), Value::list(std::span(tags).first(1))}},
      {"group.deep.value", text, words("x", "y")},
  };
}

// Conditions on the rows of one dataset, with a parameter and a date.
class Bench {
 public:
  Bench() : type_("demo.users", 0) {
    for (const Field& field : fields_) {
      type_.add({.path = std::string(field.path), .type = field.type, .dataset = "demo.users"});
    }
    type_.finish();
    environment_.datasets["demo.users"] = {0, &type_, false, false};
    scope_.declare("params.limit", cel::simple(TypeKind::integer));
    scope_.declare("asof", cel::simple(TypeKind::time));
    scope_.declare("u", type_.type());
    // Every field has a slot, whatever a condition reads.
    for (std::uint32_t i = 0; i < fields_.size(); ++i) {
      static_cast<void>(environment_.projections.of(type_).slot(i));
    }
    for (std::size_t row = 0; row < rows; ++row) {
      for (const Field& field : fields_) cells_.push_back(field.values[row % 2]);
    }
  }

  bool run(std::string_view text, std::size_t leaves) {
    base::Diagnostics problems;
    const auto program = cel::compile({.text = text, .file = "x"}, environment_, scope_,
                                      cel::simple(TypeKind::boolean), problems);
    for (const base::Diagnostic& problem : problems.all()) {
      fmt::print(stderr, "{}", base::render(problem));
    }
    if (!program) return false;
    std::vector<double> times;
    times.reserve(rounds);
    // The first pass fills caches, as that of regular expressions.
    static_cast<void>(pass(*program, leaves));
    const std::size_t before = allocations;
    for (std::size_t round = 0; round < rounds; ++round) times.push_back(pass(*program, leaves));
    const std::size_t allocated = (allocations - before) / rounds;
    print(text, std::move(times), "ns a leaf");
    // A pass allocates its locals.
    if (allocated > 1) fmt::print(stderr, "{}: {} allocations a pass\n", text, allocated);
    return allocated <= 1;
  }

 private:
  double pass(const cel::Program& program, std::size_t leaves) {
    base::Arena arena;
    std::vector<Value> locals(program.locals() + 3);
    locals[0] = Value::of(std::int64_t{90});
    locals[1] = Value::time(1'777'777'777, 0);
    const std::array<Value, 1> datasets = {Value{}};
    std::size_t held = 0;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < passes; ++i) {
      cel::Budget budget;
      for (std::size_t row = 0; row < rows; ++row) {
        locals[2] = Value::record(cells_.data() + row * fields_.size());
        cel::Frame frame{locals, datasets, arena, budget};
        held += program.run(frame).is(true) ? 1U : 0U;
        arena.reset();
      }
    }
    const double time = nanoseconds_since(start);
    if (held == 0 || held == passes * rows) fmt::print(stderr, "a condition never changes\n");
    return time / static_cast<double>(passes * rows * leaves);
  }

  std::vector<Field> fields_ = fields();
  cel::RecordType type_;
  cel::Environment environment_;
  cel::Scope scope_;
  std::vector<Value> cells_;
};

bool measure_conditions() {
  struct Condition {
    std::string_view text;
    std::size_t leaves = 1;
  };
  constexpr std::array<Condition, 12> conditions = {{
      {"u.on"},
      {"u.state == 'enabled'"},
      {"u.days <= params.limit"},
      {"u.state in ['enabled', 'reporting', 'paused']"},
      {"u.department == null"},
      {"u.made > asof - duration('8760h')"},
      {"u.name.startsWith('admin')"},
      {"u.name.matches('^adm[a-z]+@')"},
      {"u.tags.size() > 1"},
      {"'beta' in u.tags"},
      {"u.tags.exists(t, t == 'gamma')", 2},
      {"u.on && u.state == 'enabled' && u.days < 365 && u.group.deep.value == 'x'", 4},
  }};
  Bench bench;
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
    return bench.run(condition.text, condition.leaves);
  });
}

}  // namespace

// Replaced, so that they can be counted.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

int main() {
  try {
    return measure_conditions() ? 0 : 1;
  } catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
    return 1;
  }
}
