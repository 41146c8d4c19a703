#include "image.hpp"

#include "baseline_reader.hpp"
#include "image_archive.hpp"
#include "image_fields.hpp"
#include "licence_reader.hpp"
#include "rule_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace stance::catalog {

namespace {

// Files of the built-in catalog are named as in the source tree.
constexpr std::string_view built_in_folder = "rules/";
// Followed by the size of what was packed, a line end, that, and the texts.
constexpr std::string_view magic = "stance catalog ";

struct Image {
  std::string_view packed;
  std::string_view texts;
};

// Empty when it is none.
Image split(std::string_view bytes) {
  if (!bytes.starts_with(magic)) return {};
  const char* const end = bytes.data() + bytes.size();
  std::size_t size = 0;
  const auto [next, error] = std::from_chars(bytes.data() + magic.size(), end, size);
  const auto rest = static_cast<std::size_t>(end - next);
  if (error != std::errc() || rest == 0 || *next != '\n' || rest - 1 < size) return {};
  const std::string_view body(next + 1, rest - 1);
  return {body.substr(0, size), body.substr(size)};
}

// Does as often as was packed, unless the image is damaged.
template <class Work>
void repeat(ImageUnpacker& archive, const Work& work) {
  std::size_t count = 0;
  archive(count);
  for (; count > 0 && !archive.failed(); --count) work();
}

struct Listing {
  CatalogFiles files;
  std::vector<model::ControlInfo> infos;
  std::vector<std::size_t> control_files;  // by the index of the info
};

void pack_listing(const Contents& contents, ImagePacker& archive) {
  archive(contents.files.size());
  for (const auto& file : contents.files) archive(file->path, file->sha256, file->json);
  archive(contents.infos);
  std::vector<std::size_t> places;
  for (const CatalogFile* file : contents.control_files) {
    const auto found = std::ranges::find(contents.files, file, &std::unique_ptr<CatalogFile>::get);
    places.push_back(static_cast<std::size_t>(found - contents.files.begin()));
  }
  archive(places);
}

Listing unpack_listing(ImageUnpacker& archive) {
  Listing out;
  repeat(archive, [&] {
    auto file = std::make_unique<CatalogFile>();
    archive(file->path, file->sha256, file->json);
    file->source.name = fmt::format("{}{}", built_in_folder, file->path);
    out.files.push_back(std::move(file));
  });
  archive(out.infos, out.control_files);
  return out;
}

void pack_schema(const tenant::Schema& schema, ImagePacker& archive) {
  const auto id_of = [](const tenant::RecordSchema* record) {
    return record == nullptr ? 0 : record->type.id() + std::uint64_t{1};
  };
  archive(schema.records().size());
  for (const tenant::RecordSchema& record : schema.records()) archive(record.type.name());
  for (const tenant::RecordSchema& record : schema.records()) {
    archive(record.rules.size());
    for (std::size_t i = 0; i < record.rules.size(); ++i) {
      archive(record.type.fields()[i], record.rules[i], id_of(record.rules[i].element));
    }
  }
  archive(schema.datasets().size());
  for (const tenant::Dataset& dataset : schema.datasets()) archive(dataset, id_of(dataset.row));
}

void unpack_schema(ImageUnpacker& archive, tenant::Schema& schema,
                   std::vector<const cel::RecordType*>& records) {
  repeat(archive, [&] {
    std::string name;
    archive(name);
    records.push_back(&schema.add_record(std::move(name)).type);
  });
  const auto record_of = [&](std::uint32_t id) {
    return id == 0 || id > records.size() ? nullptr : &schema.record(id - 1);
  };
  std::uint32_t id = 0;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    tenant::RecordSchema& record = schema.record(i);
    repeat(archive, [&] {
      cel::FieldDecl decl;
      archive(decl, record.rules.emplace_back(), id);
      record.type.add(std::move(decl));
      record.rules.back().element = record_of(id);
    });
    record.type.finish();
  }
  repeat(archive, [&] {
    tenant::Dataset dataset;
    archive(dataset, id);
    dataset.row = record_of(id);
    if (dataset.row != nullptr) schema.add(std::move(dataset));
  });
}

// Messages name the file of a function as one of the built-in catalog.
void pack_functions(const Contents& contents, ImagePacker& archive) {
  const auto file_of = [&](std::string_view name) {
    const auto found =
        std::ranges::find(contents.files, name, [](const auto& file) { return file->source.name; });
    return fmt::format("{}{}", built_in_folder, (*found)->path);
  };
  archive(contents.environment.functions.size());
  for (const auto& [name, function] : contents.environment.functions) {
    archive(name, function.parameters, function.body.text, file_of(function.body.file),
            function.body.origins);
  }
}

void unpack_functions(ImageUnpacker& archive, cel::Environment& environment) {
  repeat(archive, [&] {
    std::string name;
    cel::Function function;
    archive(name, function.parameters, function.body.text, function.body.file,
            function.body.origins);
    environment.functions.emplace_hint(environment.functions.end(), std::move(name),
                                       std::move(function));
  });
}

template <class T>
std::string packed(const T& value, cel::ImagePool& pool) {
  ImagePacker archive(pool);
  archive(value);
  return archive.bytes();
}

template <class T>
T unpacked(std::string_view bytes, const cel::ImageSpace& space) {
  T out;
  ImageUnpacker(bytes, space)(out);
  return out;
}

// Each control for itself: it is read when somebody asks for it.
void pack_rules(Contents& contents, cel::ImagePool& pool, ImagePacker& archive) {
  base::Diagnostics problems;
  Reader reader(problems);
  const auto expressions = [&] {
    return Expressions(contents.environment, contents.schema, reader);
  };
  for (CatalogFile* file : contents.control_files) {
    Expressions own = expressions();
    const auto rule = read_rule(file->root(), {}, own);
    archive(packed(rule.value(), pool));
  }
  Expressions own = expressions();
  rules::LicenceRule licences;
  if (contents.licences) licences = read_licences(contents.licences, own).value();
  archive(packed(licences, pool));
  rules::LicenceTable table;
  if (contents.licence_table) table = read_licence_table(contents.licence_table, reader).value();
  archive(packed(table, pool));
  for (const model::Baseline& baseline : contents.vocabulary.baselines) {
    Expressions declaring = expressions();
    archive(packed(read_baseline_rule(contents.baselines, baseline.framework, declaring), pool));
  }
}

void damaged(base::Diagnostics& problems) {
  problems.add({.message = "the built-in catalog is damaged"});
}

}  // namespace

std::string write_image(Contents& contents) {
  cel::ImagePool pool;
  for (const tenant::RecordSchema& record : contents.schema.records()) pool.add(record.type);
  for (const auto& [name, function] : contents.environment.functions) pool.keep(function.body.text);
  ImagePacker archive(pool);
  pack_listing(contents, archive);
  archive(contents.vocabulary);
  pack_schema(contents.schema, archive);
  pack_functions(contents, archive);
  pack_rules(contents, pool, archive);
  return fmt::format("{}{}\n{}{}", magic, archive.bytes().size(), archive.bytes(), pool.texts());
}

CatalogFiles read_image_files(std::string_view image, base::Diagnostics& problems) {
  const Image parts = split(image);
  const cel::ImageSpace space{.texts = parts.texts};
  ImageUnpacker archive(parts.packed, space);
  Listing listing = unpack_listing(archive);
  if (archive.failed()) {
    damaged(problems);
    return {};
  }
  for (std::size_t i = 0; i < listing.infos.size(); ++i) {
    listing.files.at(listing.control_files.at(i))->datasets = listing.infos[i].datasets;
  }
  return std::move(listing.files);
}

std::unique_ptr<Contents> read_image(std::string_view image, base::Diagnostics& problems) {
  const Image parts = split(image);
  auto contents = std::make_unique<Contents>();
  cel::Environment& environment = contents->environment;
  CompiledRules& compiled = contents->compiled.emplace();
  compiled.space = {.texts = parts.texts,
                    .projections = &environment.projections,
                    .arena = &environment.constants};
  ImageUnpacker archive(parts.packed, compiled.space);
  Listing listing = unpack_listing(archive);
  contents->files = std::move(listing.files);
  contents->infos = std::move(listing.infos);
  archive(contents->vocabulary);
  unpack_schema(archive, contents->schema, compiled.space.records);
  declare_datasets(*contents);
  unpack_functions(archive, environment);
  compiled.controls.resize(contents->infos.size());
  for (std::string_view& control : compiled.controls) archive(control);
  archive(compiled.licences, compiled.licence_table);
  compiled.baselines.resize(contents->vocabulary.baselines.size());
  for (std::string_view& baseline : compiled.baselines) archive(baseline);
  if (archive.failed()) {
    damaged(problems);
    return nullptr;
  }
  for (const std::size_t file : listing.control_files) {
    contents->control_files.push_back(contents->files.at(file).get());
  }
  return contents;
}

rules::Control compiled_control(const CompiledRules& rules, std::size_t index) {
  return unpacked<rules::Control>(rules.controls.at(index), rules.space);
}

rules::LicenceRule compiled_licences(const CompiledRules& rules) {
  return unpacked<rules::LicenceRule>(rules.licences, rules.space);
}

rules::LicenceTable compiled_licence_table(const CompiledRules& rules) {
  return unpacked<rules::LicenceTable>(rules.licence_table, rules.space);
}

rules::BaselineRule compiled_baseline(const CompiledRules& rules, std::size_t index) {
  return unpacked<rules::BaselineRule>(rules.baselines.at(index), rules.space);
}

}  // namespace stance::catalog
