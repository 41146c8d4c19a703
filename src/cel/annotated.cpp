#include "annotated.hpp"

#include "functions.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace stance::cel {

namespace {

constexpr std::size_t max_spelled = 2000;

}  // namespace

void Annotated::warn(std::uint32_t op, base::Diagnostic problem,
                     base::Diagnostics& problems) const {
  const Note& note = notes[op];
  problem.severity = base::Severity::warning;
  report(*note.snippet, note.extent, std::move(problem), problems);
}

std::vector<std::uint32_t> operands(const Op& op, std::span<const std::uint32_t> arguments) {
  switch (op.code) {
    case Code::constant:
    case Code::local:
    case Code::local_slot:
    case Code::dataset: return {};
    case Code::slot:
    case Code::key:
    case Code::logical_not:
    case Code::negate:
    case Code::size:
    case Code::has_slot:
    case Code::has_key: return {op.a};
    case Code::list:
    case Code::map:
    case Code::call: {
      const auto own = arguments.subspan(op.a, op.b);
      return {own.begin(), own.end()};
    }
    case Code::matching: return {op.b};
    case Code::conditional: return {op.a, op.b, op.c};
    case Code::map_to:
    case Code::transform_map:
      if (op.d != no_op) return {op.a, op.d, op.b};
      return {op.a, op.b};
    case Code::index:
    case Code::logical_and:
    case Code::logical_or:
    case Code::equal:
    case Code::not_equal:
    case Code::less:
    case Code::less_equal:
    case Code::greater:
    case Code::greater_equal:
    case Code::in:
    case Code::add:
    case Code::subtract:
    case Code::multiply:
    case Code::divide:
    case Code::modulo:
    case Code::all:
    case Code::exists:
    case Code::exists_one:
    case Code::filter:
    case Code::sort_by:
    case Code::bind: return {op.a, op.b};
  }
  return {};
}

std::string Speller::alias(std::uint32_t local, std::string spelled) {
  if (local >= aliases_.size()) aliases_.resize(local + std::size_t{1});
  return std::exchange(aliases_[local], std::move(spelled));
}

std::string Speller::spell(std::uint32_t op) const {
  std::string out;
  append(op, out);
  if (out.size() > max_spelled) out.clear();
  return out;
}

void Speller::append_local(std::uint32_t local, std::string& out) const {
  const bool known = local < aliases_.size() && !aliases_[local].empty();
  out += known ? aliases_[local] : fmt::format("${}", local);
}

void Speller::append(std::uint32_t index, std::string& out) const {
  if (out.size() > max_spelled) return;
  const Op& op = ops_[index];
  switch (op.code) {
    case Code::constant:
      fmt::format_to(std::back_inserter(out), "{}:{}", name(op.value.kind),
                     to_text(op.value, max_spelled));
      return;
    case Code::local: return append_local(op.a, out);
    case Code::local_slot:
      append_local(op.a, out);
      fmt::format_to(std::back_inserter(out), ".{}", op.b);
      return;
    case Code::slot:
      append(op.a, out);
      fmt::format_to(std::back_inserter(out), ".{}", op.b);
      return;
    case Code::dataset: fmt::format_to(std::back_inserter(out), "@{}", op.a); return;
    case Code::matching:
      fmt::format_to(std::back_inserter(out), "@{}.{}=", op.a, op.c);
      return append(op.b, out);
    default: break;
  }
  // What is not an operand, but part of the meaning: the member, the function, the variables.
  const bool keyed = op.code == Code::key || op.code == Code::has_key;
  std::string name = keyed ? to_text(op.value, max_spelled) : std::string();
  if (op.code == Code::call) name = op.functions->name;
  fmt::format_to(std::back_inserter(out), "{}[{},{},{},{}](", static_cast<int>(op.code), name,
                 op.code == Code::conditional ? 0 : op.c, op.code == Code::has_slot ? op.b : 0,
                 op.e);
  for (const std::uint32_t operand : operands(op, arguments_)) {
    append(operand, out);
    out += ';';
  }
  out += ')';
}

std::vector<std::uint32_t> chain_of(std::uint32_t op, Code code, std::span<const Op> ops) {
  if (ops[op].code != code) return {op};
  std::vector<std::uint32_t> out = chain_of(ops[op].a, code, ops);
  const std::vector<std::uint32_t> right = chain_of(ops[op].b, code, ops);
  out.insert(out.end(), right.begin(), right.end());
  return out;
}

}  // namespace stance::cel
