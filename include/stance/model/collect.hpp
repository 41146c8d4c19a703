#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stance::model {

// By hand: there is a text for people at most.
enum class CollectKind : std::uint8_t { by_hand, graph, cmdlet, dns };

[[nodiscard]] std::string_view name(CollectKind kind);  // "by_hand"

// How a script collects a dataset. The texts are the catalog's, unchecked.
struct CollectStep {
  CollectKind kind = CollectKind::by_hand;
  // Of Microsoft Graph: the address below the host ("v1.0/users"), the least permissions; of DNS:
  // the kind of record, "spf", "dkim" or "dmarc".
  std::string request = {};
  std::vector<std::string> scopes = {};
  // Whether the rows are only a part of each object that is answered.
  bool part = false;
  // A cmdlet with its arguments, and the word for what it is connected to: "exchange".
  std::string command = {};
  std::string session = {};
};

}  // namespace stance::model
