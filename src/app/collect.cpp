#include "collect.hpp"

#include "stance/base/text.hpp"
#include "stance/tenant/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace stance::app {

namespace {

bool begins_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size() || !base::equal_fold(text.substr(0, word.size()), word)) {
    return false;
  }
  return text.size() == word.size() || text[word.size()] == ' ';
}

// The text for people says with which arguments a cmdlet gives everything.
std::string command_of(const tenant::SourceRule& source, const tenant::Dataset& dataset) {
  const bool told = std::ranges::any_of(source.commands, [&](const std::string& command) {
    return begins_with_word(dataset.collect, command);
  });
  return told ? dataset.collect : source.commands.front();
}

// "Get-Thing -All": a verb that reads, and a noun.
bool is_cmdlet(std::string_view text) {
  return base::equal_fold(text.substr(0, std::min<std::size_t>(4, text.size())), "Get-");
}

}  // namespace

model::CollectStep collect_step(const tenant::Dataset& dataset) {
  model::CollectStep step;
  for (const tenant::SourceRule& source : dataset.sources) {
    if (source.exporter == "graph" && !source.request.empty()) {
      return {.kind = model::CollectKind::graph,
              .request = source.request,
              .scopes = source.scopes,
              .part = !source.at.empty()};
    }
    if (source.exporter == "dns") {
      return {.kind = model::CollectKind::dns, .request = source.request};
    }
    const bool first = step.kind == model::CollectKind::by_hand;
    if (first && source.exporter == "powershell" && !source.commands.empty()) {
      step = {.kind = model::CollectKind::cmdlet,
              .part = !source.at.empty(),
              .command = command_of(source, dataset),
              .session = source.session};
    }
  }
  return step;
}

std::string whole_export(const model::DatasetResult& dataset) {
  const auto tells = [](const std::string& text) {
    return text.find(tenant::depth_limit) != std::string::npos;
  };
  if (!tells(dataset.detail) && std::ranges::none_of(dataset.damage, tells)) return {};
  const bool told = is_cmdlet(dataset.collect);
  const std::string& command = told ? dataset.collect : dataset.step.command;
  if (command.empty()) return {};
  // What is only a part of each object is recognised by the name of the cmdlet.
  const std::string file = dataset.step.part ? command.substr(0, command.find(' ')) : dataset.name;
  return fmt::format("ConvertTo-Json -InputObject @({}) -Depth 20 > {}.json", command, file);
}

}  // namespace stance::app
