#include "decision_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stance::catalog {

namespace {

using model::DecisionStatus;

constexpr std::int64_t longest_validity = 366;

class DecisionReader {
 public:
  DecisionReader(model::Decisions& decisions, Reader& reader)
      : decisions_(decisions), reader_(reader) {}

  void read(const Node& root);

 private:
  void read_tenant(const Node& body);
  void read_entry(const Node& body);
  void read_people(const Node& body, model::Decision& decision);
  void read_validity(const Node& body, model::Decision& decision);
  void read_scope(const Node& body, model::Decision& decision);
  void read_selector(const Node& body, model::TenantSelector& tenant);
  [[nodiscard]] std::optional<std::string> date(const Node& node);
  [[nodiscard]] std::vector<std::string> one_or_more(const Node& node);
  void refuse(const Node& at, std::string message, std::string hint = {}) {
    reader_.error(at, "decision-form", std::move(message), std::move(hint));
  }

  model::Decisions& decisions_;
  Reader& reader_;
};

void DecisionReader::read(const Node& root) {
  static constexpr std::array<std::string_view, 2> known = {"tenants", "decisions"};
  if (!reader_.keys(root, "a decision file", known)) return;
  const Node tenants = root.find("tenants");
  const Node decisions = root.find("decisions");
  if (!tenants && !decisions) {
    reader_.error(root, "missing-key", "'decisions' is missing in a decision file",
                  "a file may also hold nothing but 'tenants'");
  }
  if (tenants && reader_.expect_list(tenants)) {
    for (const Node& item : tenants.items()) read_tenant(item);
  }
  if (decisions && reader_.expect_list(decisions)) {
    for (const Node& item : decisions.items()) read_entry(item);
  }
}

void DecisionReader::read_tenant(const Node& body) {
  static constexpr std::array<std::string_view, 3> known = {"id", "name", "tags"};
  if (!reader_.keys(body, "a tenant", known)) return;
  const Node id = body.find("id");
  const Node name = body.find("name");
  model::TaggedTenant tenant;
  if (static_cast<bool>(id) == static_cast<bool>(name)) {
    refuse(name ? name : body, "a tenant is named by exactly one of id and name");
  }
  if (id) tenant.id = reader_.filled_text(id).value_or("");
  if (name) tenant.name = reader_.filled_text(name).value_or("");
  if (const Node tags = reader_.required(body, "tags", "the tenant")) {
    tenant.tags = reader_.texts(tags);
  }
  decisions_.tenants.push_back(std::move(tenant));
}

// A text that is not blank, or a list of them, which is not empty.
std::vector<std::string> DecisionReader::one_or_more(const Node& node) {
  if (!node.is_sequence()) {
    const auto text = reader_.filled_text(node);
    return text ? std::vector<std::string>{*text} : std::vector<std::string>();
  }
  if (node.items().empty()) reader_.error(node, "empty-list", "the list is empty");
  return reader_.texts(node);
}

std::optional<std::string> DecisionReader::date(const Node& node) {
  auto text = reader_.text(node);
  if (!text || model::days_after(*text, 0)) return text;
  reader_.error(node, "bad-date", fmt::format("'{}' is no date", *text), "such as 2026-01-31");
  return std::nullopt;
}

void DecisionReader::read_entry(const Node& body) {
  static constexpr std::array<std::string_view, 13> known = {
      "control",    "objects", "status",   "reason", "owner", "expires", "attested_on",
      "valid_days", "ticket",  "evidence", "notes",  "tags",  "tenant"};
  if (!reader_.keys(body, "a decision", known)) return;
  model::Decision decision;
  decision.place = {.file = body.file().name,
                    .line = body.line(),
                    .column = body.column(),
                    .text = std::string(line_of(body.file().text, body.line()))};
  if (const Node control = reader_.required(body, "control", "the decision")) {
    decision.controls = one_or_more(control);
  }
  const Node status = reader_.required(body, "status", "the decision");
  const auto choice =
      status ? reader_.choice(status, "status", model::decision_statuses()) : std::nullopt;
  read_people(body, decision);
  if (const Node tenant = body.find("tenant")) read_selector(tenant, decision.tenant);
  if (choice) {
    decision.status = static_cast<DecisionStatus>(*choice);
    read_scope(body, decision);
    read_validity(body, decision);
  }
  decisions_.entries.push_back(std::move(decision));
}

// Who says so, and why.
void DecisionReader::read_people(const Node& body, model::Decision& decision) {
  if (const Node reason = reader_.required(body, "reason", "the decision")) {
    decision.reason = reader_.filled_text(reason).value_or("");
  }
  if (const Node owner = reader_.required(body, "owner", "the decision")) {
    decision.owner = reader_.filled_text(owner).value_or("");
  }
  if (const Node ticket = body.find("ticket")) {
    decision.ticket = reader_.filled_text(ticket).value_or("");
  }
  if (const Node notes = body.find("notes")) {
    decision.notes = reader_.filled_text(notes).value_or("");
  }
  if (const Node evidence = body.find("evidence")) decision.evidence = one_or_more(evidence);
  if (const Node tags = body.find("tags")) decision.tags = reader_.texts(tags);
}

// Only an attestation says when somebody looked; it is good for a while and then has to be renewed.
void DecisionReader::read_validity(const Node& body, model::Decision& decision) {
  const Node expires = body.find("expires");
  const Node attested_on = body.find("attested_on");
  const Node valid_days = body.find("valid_days");
  if (expires) decision.expires = date(expires).value_or("");
  if (decision.status != DecisionStatus::attested) {
    for (const auto& [node, key] :
         {std::pair(attested_on, "attested_on"), std::pair(valid_days, "valid_days")}) {
      if (node) refuse(node, fmt::format("'{}' belongs to the status attested", key));
    }
    return;
  }
  if (attested_on) {
    decision.attested_on = date(attested_on).value_or("");
  } else {
    refuse(body, "an attestation needs 'attested_on'", "the day on which somebody looked");
  }
  if (!valid_days) {
    return refuse(body, "an attestation needs 'valid_days'",
                  "after so many days somebody has to look again");
  }
  decision.valid_days = reader_.integer(valid_days).value_or(1);
  if (decision.valid_days < 1 || decision.valid_days > longest_validity) {
    reader_.error(valid_days, "out-of-range",
                  fmt::format("expected a whole number from 1 to {}, found {}", longest_validity,
                              decision.valid_days));
  }
}

// Keys of objects mean something within one control only.
void DecisionReader::read_scope(const Node& body, model::Decision& decision) {
  const Node objects = body.find("objects");
  if (!objects || !reader_.expect_list(objects)) return;
  decision.objects = one_or_more(objects);
  if (decision.controls.size() > 1) {
    refuse(objects, "objects belong to one control", "write an entry for each control");
  }
  if (decision.status == DecisionStatus::planned || decision.status == DecisionStatus::attested) {
    refuse(objects, fmt::format("single objects cannot be {}", model::name(decision.status)),
           "one of risk_accepted, third_party, alternate_mitigation");
  }
}

void DecisionReader::read_selector(const Node& body, model::TenantSelector& tenant) {
  static constexpr std::array<std::string_view, 3> known = {"id", "name", "tag"};
  if (!reader_.keys(body, "'tenant'", known)) return;
  if (const Node id = body.find("id")) tenant.ids = one_or_more(id);
  if (const Node name = body.find("name")) tenant.names = one_or_more(name);
  if (const Node tag = body.find("tag")) tenant.tags = one_or_more(tag);
  if (body.pairs().empty()) {
    refuse(body, "'tenant' selects nothing", "by id, name or tag; without it, all tenants");
  }
}

}  // namespace

void read_decisions(const Node& root, model::Decisions& decisions, Reader& reader) {
  DecisionReader(decisions, reader).read(root);
}

}  // namespace stance::catalog
