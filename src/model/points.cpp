#include "stance/model/points.hpp"

#include <numeric>

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

Hundredths earned(std::int64_t points, const Ratio& credit) {
  return static_cast<Hundredths>(Wide{points} * 100 * Wide{credit.num} / Wide{credit.den});
}

Hundredths percent(Hundredths part, Hundredths whole) {
  return static_cast<Hundredths>(Wide{part} * 10'000 / Wide{whole});
}

}  // namespace stance::model
