#pragma once

#include "control_reader.hpp"
#include "stance/cel/compile.hpp"
#include "stance/model/control.hpp"
#include "stance/rules/control.hpp"
#include "stance/rules/licence_table.hpp"
#include "stance/tenant/schema.hpp"

#include <concepts>
#include <type_traits>

// The members of what stands in an image. A new member does not compile until it is named here.

namespace stance::catalog {

template <class T, class Of>
concept Either = std::same_as<std::remove_const_t<T>, Of>;

template <class Archive, Either<model::ControlInfo> T>
void fields(Archive& archive, T& info) {
  auto& [id, revision, title, category, product, points, cost, user_impact, criticality, refs,
         datasets] = info;
  archive(id, revision, title, category, product, points, cost, user_impact, criticality, refs,
          datasets);
}
template <class Archive, Either<tenant::SourceRule> T>
void fields(Archive& archive, T& source) {
  auto& [exporter, at, key_field, parent, commands, contexts, types, paths, limit, request, scopes,
         session] = source;
  archive(exporter, at, key_field, parent, commands, contexts, types, paths, limit, request, scopes,
          session);
}
template <class Archive, Either<cel::Snippet::Origin> T>
void fields(Archive& archive, T& origin) {
  auto& [line, column, begin] = origin;
  archive(line, column, begin);
}
template <class Archive, Either<rules::Let> T>
void fields(Archive& archive, T& let) {
  auto& [local, program] = let;
  archive(local, program);
}
template <class Archive, Either<rules::Term> T>
void fields(Archive& archive, T& term) {
  auto& [weight, is, otherwise, must] = term;
  archive(weight, is, otherwise, must);
}
template <class Archive, Either<rules::Shown> T>
void fields(Archive& archive, T& shown) {
  auto& [name, value] = shown;
  archive(name, value);
}
template <class Archive, Either<rules::Population> T>
void fields(Archive& archive, T& population) {
  auto& [in, row_local, lets, where, key, label, show, source, none] = population;
  archive(in, row_local, lets, where, key, label, show, source, none);
}
template <class Archive, Either<rules::Pass> T>
void fields(Archive& archive, T& pass) {
  auto& [condition, otherwise] = pass;
  archive(condition, otherwise);
}
template <class Archive, Either<rules::Need> T>
void fields(Archive& archive, T& need) {
  auto& [terms] = need;
  archive(terms);
}
template <class Archive, Either<rules::Credit> T>
void fields(Archive& archive, T& credit) {
  auto& [share, otherwise] = credit;
  archive(share, otherwise);
}
template <class Archive, Either<rules::Assert> T>
void fields(Archive& archive, T& assertion) {
  auto& [condition, otherwise] = assertion;
  archive(condition, otherwise);
}
template <class Archive, Either<rules::Each> T>
void fields(Archive& archive, T& each) {
  auto& [population, row, weight, empty] = each;
  archive(population, row, weight, empty);
}
template <class Archive, Either<rules::Any> T>
void fields(Archive& archive, T& any) {
  auto& [population, row, empty] = any;
  archive(population, row, empty);
}
template <class Archive, Either<rules::Steps> T>
void fields(Archive& archive, T& steps) {
  auto& [value, bands, linear, evidence, source, otherwise] = steps;
  archive(value, bands, linear, evidence, source, otherwise);
}
template <class Archive, Either<rules::Parts> T>
void fields(Archive& archive, T& parts) {
  auto& [parts_] = parts;
  archive(parts_);
}
template <class Archive, Either<rules::Part> T>
void fields(Archive& archive, T& part) {
  auto& [weight, label, licence, applies, check] = part;
  archive(weight, label, licence, applies, check);
}
template <class Archive, Either<rules::Parameter> T>
void fields(Archive& archive, T& parameter) {
  auto& [name, value, description] = parameter;
  archive(name, value, description);
}
template <class Archive, Either<rules::Asked> T>
void fields(Archive& archive, T& asked) {
  auto& [reference, condition] = asked;
  archive(reference, condition);
}
template <class Archive, Either<rules::Exception> T>
void fields(Archive& archive, T& exception) {
  auto& [parameter, values] = exception;
  archive(parameter, values);
}
template <class Archive, Either<rules::Control> T>
void fields(Archive& archive, T& control) {
  auto& [id, licence, parameters, lets, applies, check, asks, exceptions, locals, datasets] =
      control;
  archive(id, licence, parameters, lets, applies, check, asks, exceptions, locals, datasets);
}
template <class Archive, Either<rules::BaselineRule> T>
void fields(Archive& archive, T& rule) {
  auto& [omitted, annotated] = rule;
  archive(omitted, annotated);
}
template <class Archive, Either<model::Requirement> T>
void fields(Archive& archive, T& requirement) {
  auto& [id, criticality, directive] = requirement;
  archive(id, criticality, directive);
}
template <class Archive, Either<model::RemovedRequirement> T>
void fields(Archive& archive, T& removed) {
  auto& [id, superseded_by] = removed;
  archive(id, superseded_by);
}
template <class Archive, Either<model::Baseline> T>
void fields(Archive& archive, T& baseline) {
  auto& [framework, title, edition, source, directive, requirements, removed] = baseline;
  archive(framework, title, edition, source, directive, requirements, removed);
}
template <class Archive, Either<rules::LicenceRule> T>
void fields(Archive& archive, T& rule) {
  auto& [plans, subscriptions, users, includes] = rule;
  archive(plans, subscriptions, users, includes);
}
template <class Archive, Either<rules::ServicePlan> T>
void fields(Archive& archive, T& plan) {
  auto& [name, id, title] = plan;
  archive(name, id, title);
}
template <class Archive, Either<rules::LicenceProduct> T>
void fields(Archive& archive, T& product) {
  auto& [name, id, title, size, government, plans] = product;
  archive(name, id, title, size, government, plans);
}
template <class Archive, Either<rules::LicenceTable> T>
void fields(Archive& archive, T& table) {
  auto& [source, date, plans, products] = table;
  archive(source, date, plans, products);
}
template <class Archive, Either<Vocabulary> T>
void fields(Archive& archive, T& vocabulary) {
  auto& [name, version, categories, frameworks, baselines] = vocabulary;
  archive(name, version, categories, frameworks, baselines);
}
// Records are told apart by their ids, which only the schema can resolve.
template <class Archive, Either<cel::FieldDecl> T>
void fields(Archive& archive, T& decl) {
  auto& [path, type, words, closed, dataset, named] = decl;
  archive(path, type, words, closed, dataset);
}
template <class Archive, Either<tenant::FieldRule> T>
void fields(Archive& archive, T& rule) {
  auto& [from_null, absent, split, numbers, fold, sensitive, pii, names, element] = rule;
  archive(from_null, absent, split, numbers, fold, sensitive, pii, names);
}
template <class Archive, Either<tenant::Dataset> T>
void fields(Archive& archive, T& dataset) {
  auto& [name, index, title, product, singleton, large, optional, key, collect, shows, tenant_id,
         tenant_name, row, sources] = dataset;
  archive(name, title, product, singleton, large, optional, key, collect, shows, tenant_id,
          tenant_name, sources);
}

}  // namespace stance::catalog
