// Bytes choose an expression that nearly always compiles: loops in loops, long lists and texts, and
// functions that make longer ones. What is tested is the evaluator and its budgets.
#include "functions.hpp"
#include "world.hpp"

#include <fmt/format.h>

#include <span>

namespace {

using namespace stance;

// Writes an expression; every choice takes a byte, and without bytes the shortest is taken.
class Writer {
 public:
  explicit Writer(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::string any(int depth) {
    if (depth <= 0 || bytes_.empty()) return leaf();
    switch (choose(8)) {
      case 0: return leaf();
      case 1:
      case 2: return operation(depth - 1);
      case 3: return macro(depth - 1);
      case 4: return call(depth - 1);
      case 5: return fmt::format("dyn([{}, {}])", any(depth - 1), any(depth - 1));
      case 6: return fmt::format("({} ? {} : {})", any(depth - 1), any(depth - 1), any(depth - 1));
      default: return bound(depth - 1);
    }
  }

 private:
  std::size_t choose(std::size_t count) {
    if (bytes_.empty()) return 0;
    const std::uint8_t byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte % count;
  }

  std::string leaf() {
    constexpr std::array<std::string_view, 24> leaves = {"dyn(true)",
                                                         "dyn(false)",
                                                         "dyn(null)",
                                                         "dyn(0)",
                                                         "dyn(1)",
                                                         "dyn(-7)",
                                                         "dyn(2.5)",
                                                         "dyn('')",
                                                         "dyn('a')",
                                                         "dyn('a,ä;b=c')",
                                                         "dyn([])",
                                                         "dyn({'a': 1})",
                                                         "big",
                                                         "long",
                                                         "u.any",
                                                         "dyn(u.tags)",
                                                         "dyn(u.on)",
                                                         "dyn(u.count)",
                                                         "dyn(u.made)",
                                                         "dyn(demo.users)",
                                                         "dyn(params.limit)",
                                                         "dyn(asof)",
                                                         "dyn(u)",
                                                         "dyn(demo.users.map(r, r.name))"};
    const std::size_t choice = choose(leaves.size() + variables_);
    if (choice >= leaves.size()) return fmt::format("v{}", choice - leaves.size());
    return std::string(leaves[choice]);
  }

  std::string operation(int depth) {
    constexpr std::array<std::string_view, 17> forms = {
        "({} && {})", "({} || {})", "({} == {})", "({} != {})",  "({} < {})", "({} <= {})",
        "({} > {})",  "({} >= {})", "({} in {})", "({} + {})",   "({} - {})", "({} * {})",
        "({} / {})",  "({} % {})",  "{}[{}]",     "!({} == {})", "-({} + {})"};
    const std::string_view form = forms[choose(forms.size())];
    const std::string left = any(depth);
    return fmt::format("dyn({})", fmt::format(fmt::runtime(form), left, any(depth)));
  }

  // Mostly something that has members.
  std::string members(int depth) {
    constexpr std::array<std::string_view, 7> lists = {
        "big",        "u.tags",    "demo.users", "dyn([1, 2, 3])", "long.split('')",
        "{'a': 'b'}", "[big, big]"};
    const std::size_t choice = choose(lists.size() + 3);
    return choice < lists.size() ? std::string(lists[choice]) : any(depth);
  }

  std::string macro(int depth) {
    constexpr std::array<std::string_view, 9> forms = {"{}.all(v{}, {})",
                                                       "{}.exists(v{}, {})",
                                                       "{}.exists_one(v{}, {})",
                                                       "{}.filter(v{}, {})",
                                                       "{}.map(v{}, {})",
                                                       "{}.map(v{}, true, {})",
                                                       "{}.sortBy(v{}, {})",
                                                       "{}.transformList(k, v{}, {})",
                                                       "{}.transformMap(k, v{}, {})"};
    const std::string_view form = forms[choose(forms.size())];
    const std::string list = members(depth);
    const std::size_t variable = variables_++;
    const std::string body = any(depth);
    --variables_;
    return fmt::format("dyn({})", fmt::format(fmt::runtime(form), list, variable, body));
  }

  std::string bound(int depth) {
    const std::string value = any(depth);
    const std::size_t variable = variables_++;
    const std::string body = any(depth);
    --variables_;
    return fmt::format("cel.bind(v{}, {}, {})", variable, value, body);
  }

  // Mostly what a function takes.
  std::string operand(cel::TypeKind kind, int depth) {
    if (choose(4) == 0) return any(depth);
    switch (kind) {
      case cel::TypeKind::list: return members(depth);
      case cel::TypeKind::text: return choose(2) == 0 ? "long" : "'a'";
      case cel::TypeKind::integer: return choose(2) == 0 ? "3" : "u.count";
      default: return any(depth);
    }
  }

  std::string call(int depth) {
    const auto all = cel::signatures();
    const cel::Signature& signature = all[(choose(256) * 256 + choose(256)) % all.size()];
    std::string text = signature.member ? operand(signature.parameters[0], depth) + "." : "";
    text += signature.name;
    text += '(';
    for (std::size_t i = signature.member ? 1 : 0; i < signature.count; ++i) {
      if (text.back() != '(') text += ", ";
      text += operand(signature.parameters[i], depth);
    }
    return fmt::format("dyn({}))", text);
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t variables_ = 0;
};

}  // namespace

// The name is libFuzzer's. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int depth = 7;
  fuzz::world().run(Writer({data, size}).any(depth));
  return 0;
}
