#pragma once

#include "stance/base/error.hpp"
#include "stance/model/assessment.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stance::report {

// What cmdlets are connected to: how, and the modules that both come from.
struct Session {
  std::string_view word;  // as in the catalog
  std::string_view title;
  std::string_view modules;
  std::string_view connect;
  std::string_view parameter = {};  // of the script, that `connect` uses
  std::string_view example = {};    // of the parameter
};

// One request or one cmdlet, whose answer may hold several datasets.
struct Fetch {
  // An address without a host and safe in one, or a cmdlet as PowerShell code.
  std::string what;
  std::string dataset;  // names the file
  std::vector<std::string> also = {};
  bool part = false;  // the rows of `dataset` are a part of each object
};

struct SessionFetches {
  const Session* session = nullptr;
  std::vector<Fetch> fetches = {};
};

// What scripts do, in the order of points waiting; all texts are printable ASCII.
struct Collection {
  std::vector<Fetch> requests = {};
  std::vector<std::string> scopes = {};       // of the requests, sorted
  std::vector<SessionFetches> sessions = {};  // in the order of the table, without empty ones
  std::vector<Fetch> lookups = {};        // in DNS; what they ask for is "spf", "dkim" or "dmarc"
  std::vector<std::string> by_hand = {};  // "entra.users: ScubaGear"
};

// Nothing but an error when the catalog's texts cannot stand in a script.
[[nodiscard]] base::Result<Collection> collection_of(const model::Assessment& assessment);

// A cmdlet and its arguments as PowerShell code, every value in quotes. Nothing when the text is
// more than that, or when the cmdlet may do more than read.
[[nodiscard]] std::optional<std::string> cmdlet_code(std::string_view text);

// "  # also a.b, c.d" for the end of a line; empty when the answer holds one dataset.
[[nodiscard]] std::string also_text(const Fetch& fetch);

// Comments that name what neither script collects; empty when there is nothing.
[[nodiscard]] std::string by_hand_text(const Collection& collection);

// The session that requests need.
[[nodiscard]] const Session& graph_session();

// 'text', each quote in it doubled.
[[nodiscard]] std::string powershell_quoted(std::string_view text);

}  // namespace stance::report
