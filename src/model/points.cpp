#include "stance/model/points.hpp"

#include <limits>
#include <numeric>
#include <utility>

namespace stance::model {

namespace {

// Products of two credits need more than 64 bits.
__extension__ using Wide = __int128;

}  // namespace

Ratio reduce(Ratio ratio) {
  const std::int64_t divisor = std::gcd(ratio.num, ratio.den);
  return divisor == 0 ? ratio : Ratio{ratio.num / divisor, ratio.den / divisor};
}

bool less(const Ratio& a, const Ratio& b) {
  return Wide{a.num} * Wide{b.den} < Wide{b.num} * Wide{a.den};
}

bool equal(const Ratio& a, const Ratio& b) {
  return Wide{a.num} * Wide{b.den} == Wide{b.num} * Wide{a.den};
}

Ratio sum(const Ratio& a, const Ratio& b) {
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
  const Ratio left = reduce(a);
  const Ratio right = reduce(b);
  Wide den = Wide{left.den} * Wide{right.den};
  Wide num = Wide{left.num} * Wide{right.den} + Wide{right.num} * Wide{left.den};
  if (num >= den) return {1, 1};
  Wide divisor = den;
  for (Wide rest = num; rest != 0;) divisor = std::exchange(rest, divisor % rest);
  num /= divisor;
  den /= divisor;
  while (den > most) {
    num /= 2;
    den = den / 2 + den % 2;
  }
  return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

Hundredths earned(std::int64_t points, const Ratio& credit) {
  return static_cast<Hundredths>(Wide{points} * 100 * Wide{credit.num} / Wide{credit.den});
}

Hundredths percent(Hundredths part, Hundredths whole) {
  return static_cast<Hundredths>(Wide{part} * 10'000 / Wide{whole});
}

}  // namespace stance::model
