#pragma once

#include "stance/cel/program.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stance::rules {

// Weights and credits in thousandths: at most 3 decimals, so that sums are exact integers.
using Thousandths = std::int64_t;
inline constexpr Thousandths one = 1000;
inline constexpr Thousandths max_weight = 1000 * one;
inline constexpr std::size_t max_terms = 100;
inline constexpr std::size_t max_part_depth = 3;

// What a check says when there is nothing to judge; a control must choose.
enum class Empty : std::uint8_t { met, unmet, not_applicable, not_assessed };

// A name bound to the value of an expression.
struct Let {
  std::uint32_t local = 0;
  cel::Program program;
};

// One weighted condition of a row or candidate. While a `must` term is unmet the row or candidate
// earns nothing; its progress is told, not scored.
struct Term {
  Thousandths weight = one;
  cel::Program is;
  std::string otherwise;  // what to say when it is not so
  bool must = false;
};

// A named value printed with the evidence.
struct Shown {
  std::string name;
  cel::Program value;
};

// Which objects a check is about, and what they are called.
struct Population {
  // Rows of a dataset (scanned), or the members of a list expression.
  std::variant<std::uint32_t, cel::Program> in;
  std::uint32_t row_local = 0;  // the variable that holds the row
  std::vector<Let> lets = {};   // evaluated per row, in order, before everything below
  std::optional<cel::Program> where = std::nullopt;
  cel::Program key;
  std::optional<cel::Program> label = std::nullopt;
  std::vector<Shown> show = {};
  // The row, or the list of rows, that a person looks up; the member itself when absent.
  std::optional<cel::Program> source = std::nullopt;
  std::string none = {};  // what to say when there is no member and that is unmet
};

// A yes-or-no condition; weighted conditions; a share from 0 to 1.
struct Pass {
  cel::Program condition;
  std::string otherwise = {};
};
struct Need {
  std::vector<Term> terms;
};
struct Credit {
  cel::Program share;
  std::string otherwise = {};
};
using RowCheck = std::variant<Pass, Need, Credit>;

// All or nothing.
struct Assert {
  cel::Program condition;
  std::string otherwise = {};
};

// Proportional: credit = sum(weight * row credit) / sum(weight).
struct Each {
  Population population;
  RowCheck row;
  std::optional<cel::Program> weight = std::nullopt;  // > 0, at most 1000; 1 when absent
  Empty empty = Empty::not_assessed;
};

// The best candidate counts; ties go to the smallest key. Never holds a Credit.
struct Any {
  Population population;
  RowCheck row;
  Empty empty = Empty::not_assessed;
};

// Bands: the credit of the last bound that is not above the value. Bounds ascend.
struct Steps {
  cel::Program value;
  std::vector<std::pair<Thousandths, Thousandths>> bands;  // bound, credit
  bool linear = false;                                     // interpolates between bounds instead
  std::optional<cel::Program> evidence = std::nullopt;     // a list of names, at most printed
  std::optional<cel::Program> source = std::nullopt;       // as of a population
  std::string otherwise = {};
};

struct Part;

// Weighted components; one that does not apply or is not licensed leaves both sums.
struct Parts {
  std::vector<Part> parts;
};

using Check = std::variant<Assert, Each, Any, Steps, Parts>;

struct Part {
  Thousandths weight = one;
  std::string label;
  std::vector<std::string> licence = {};
  std::optional<cel::Program> applies = std::nullopt;
  std::unique_ptr<Check> check;
};

}  // namespace stance::rules
