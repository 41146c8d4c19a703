#include "stance/model/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace stance::model {

namespace {

constexpr std::array<std::string_view, 5> statuses = {"planned", "risk_accepted", "third_party",
                                                      "alternate_mitigation", "attested"};
constexpr std::array<std::string_view, 7> problems = {
    "expired", "expiring", "undecided", "unused", "unmatched", "contradicting", "duplicate"};

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<std::chrono::sys_days> parse(std::string_view day) {
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return std::nullopt;
  const auto year = number(day.substr(0, 4));
  const auto month = number(day.substr(5, 2));
  const auto of_month = number(day.substr(8, 2));
  if (!year || !month || !of_month) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*of_month)));
  return date.ok() ? std::optional<std::chrono::sys_days>(date) : std::nullopt;
}

}  // namespace

std::string text_of(const DecisionPlace& place) {
  return place.line == 0 ? place.file : fmt::format("{}:{}", place.file, place.line);
}

std::string_view name(DecisionStatus status) {
  return statuses.at(static_cast<std::size_t>(status));
}

std::span<const std::string_view> decision_statuses() { return statuses; }

std::string_view name(DecisionProblem problem) {
  return problems.at(static_cast<std::size_t>(problem));
}

bool claims(DecisionStatus status) {
  return status != DecisionStatus::planned && status != DecisionStatus::risk_accepted;
}

std::optional<std::string> days_after(std::string_view day, std::int64_t days) {
  constexpr std::int64_t most = 400'000;
  const auto from = parse(day);
  if (!from || days < -most || days > most) return std::nullopt;
  const std::chrono::year_month_day date(*from + std::chrono::days(days));
  const int year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<std::int64_t> days_between(std::string_view from, std::string_view to) {
  const auto begin = parse(from);
  const auto end = parse(to);
  if (!begin || !end) return std::nullopt;
  return (*end - *begin).count();
}

std::string last_day(const Decision& decision) {
  if (decision.status != DecisionStatus::attested) return decision.expires;
  std::string last = days_after(decision.attested_on, decision.valid_days).value_or("");
  // An attestation whose end cannot be named has ended.
  if (last.empty()) last = decision.attested_on;
  return decision.expires.empty() ? last : std::min(last, decision.expires);
}

}  // namespace stance::model
