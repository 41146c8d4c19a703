#include "annotated.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cel;

namespace {

Op op_of(Code code, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0) {
  Op op;
  op.code = code;
  op.a = a;
  op.b = b;
  op.c = c;
  return op;
}

}  // namespace

TEST_CASE("operations are spelled by what they mean") {
  // $0.1 && @2.3 == 'x'
  Op text;
  text.value = Value::of(std::string_view("x"));
  const std::vector<Op> ops = {op_of(Code::local_slot, 0, 1), op_of(Code::dataset, 2),
                               op_of(Code::slot, 1, 3),       text,
                               op_of(Code::equal, 2, 3),      op_of(Code::logical_and, 0, 4)};
  Speller speller(ops, {});
  CHECK(speller.spell(0) == "$0.1");
  CHECK(speller.spell(2) == "@2.3");
  CHECK(speller.spell(3) == "string:'x'");
  CHECK(speller.spell(4) != speller.spell(5));
  CHECK(speller.alias(0, "$7").empty());
  CHECK(speller.spell(0) == "$7.1");
  CHECK(speller.alias(0, "") == "$7");
  CHECK(speller.spell(0) == "$0.1");
}

TEST_CASE("what is too long is not spelled") {
  const std::string long_text(3000, 'x');
  Op text;
  text.value = Value::of(std::string_view(long_text));
  const std::vector<Op> ops = {text, op_of(Code::logical_not, 0)};
  CHECK(Speller(ops, {}).spell(1).empty());
}

TEST_CASE("a chain has its operands from left to right") {
  const std::vector<Op> ops = {op_of(Code::local, 0),          op_of(Code::local, 1),
                               op_of(Code::logical_and, 0, 1), op_of(Code::local, 2),
                               op_of(Code::logical_or, 0, 1),  op_of(Code::logical_and, 2, 4)};
  CHECK(chain_of(5, Code::logical_and, ops) == std::vector<std::uint32_t>{0, 1, 4});
  CHECK(chain_of(3, Code::logical_and, ops) == std::vector<std::uint32_t>{3});
}

TEST_CASE("operands stand in the order of the text") {
  const std::vector<std::uint32_t> arguments = {5, 6, 7};
  CHECK(operands(op_of(Code::conditional, 1, 2, 3), arguments) ==
        std::vector<std::uint32_t>{1, 2, 3});
  CHECK(operands(op_of(Code::call, 1, 2), arguments) == std::vector<std::uint32_t>{6, 7});
  Op mapped = op_of(Code::map_to, 1, 2);
  CHECK(operands(mapped, arguments) == std::vector<std::uint32_t>{1, 2});
  mapped.d = 4;
  CHECK(operands(mapped, arguments) == std::vector<std::uint32_t>{1, 4, 2});
  CHECK(operands(op_of(Code::dataset, 3), arguments).empty());
}
