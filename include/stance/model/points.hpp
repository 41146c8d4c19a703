#pragma once

#include <cstdint>

namespace stance::model {

// Points and percentages are integers in hundredths until they are printed.
using Hundredths = std::int64_t;

// An exact share. den > 0; 0 <= num <= den for a credit. Not reduced.
struct Ratio {
  std::int64_t num = 0;
  std::int64_t den = 1;

  [[nodiscard]] bool full() const { return num == den; }
  [[nodiscard]] bool none() const { return num == 0; }
};

// The ratio in lowest terms.
[[nodiscard]] Ratio reduce(Ratio ratio);

// Exact comparison a < b, a == b.
[[nodiscard]] bool less(const Ratio& a, const Ratio& b);
[[nodiscard]] bool equal(const Ratio& a, const Ratio& b);

// a + b in 64 bits: exact where it fits in lowest terms, otherwise rounded down; at most 1.
[[nodiscard]] Ratio sum(const Ratio& a, const Ratio& b);

// `points` (1 to 10) times the ratio in hundredths of a point, rounded down unless it is full.
[[nodiscard]] Hundredths earned(std::int64_t points, const Ratio& credit);

// 100 * part / whole in hundredths of a percent, rounded down; 10000 only when nothing is missing.
// whole must be > 0.
[[nodiscard]] Hundredths percent(Hundredths part, Hundredths whole);

}  // namespace stance::model
