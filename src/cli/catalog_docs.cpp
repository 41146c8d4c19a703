#include "commands.hpp"
#include "session.hpp"
#include "stance/base/file.hpp"
#include "stance/base/text.hpp"
#include "stance/report/handbook.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <ostream>
#include <system_error>
#include <utility>

namespace stance::cli {

namespace {

namespace fs = std::filesystem;

// How datasets are collected is what an inspection without exports tells.
base::Result<report::Handbook> gather(catalog::Catalog& catalog, base::Diagnostics& problems) {
  auto found = app::inspect({}, catalog, problems);
  if (!found) return tl::unexpected(std::move(found).error());
  report::Handbook book{.name = std::string(catalog.name()),
                        .version = std::string(catalog.version())};
  book.categories.assign(catalog.categories().begin(), catalog.categories().end());
  book.datasets = std::move(found->datasets);
  for (const model::ControlInfo& info : catalog.controls()) {
    report::HandbookControl control{.info = info, .texts = catalog.texts(info)};
    for (auto& test : catalog.tests(info, problems)) control.tests.push_back(std::move(test.name));
    book.controls.push_back(std::move(control));
  }
  return book;
}

base::Result<void> write_all(const std::vector<report::HandbookFile>& files,
                             const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) {
    return tl::unexpected(base::Error{.kind = base::ErrorKind::output,
                                      .message = fmt::format("cannot create the folder '{}': {}",
                                                             folder.string(), failure.message())});
  }
  for (const report::HandbookFile& file : files) {
    if (auto written = base::write_file(folder / file.name, file.text); !written) return written;
  }
  return {};
}

}  // namespace

base::Result<ExitCode> run_catalog_docs(const Arguments& arguments, Io& io) {
  const std::string folder(arguments.text("output"));
  if (folder.empty()) {
    return tl::unexpected(usage_error("'stance catalog docs' needs a folder to write to",
                                      "stance catalog docs --output DIR"));
  }
  catalog::Catalog* catalog = open_catalog(arguments, io);
  if (!catalog) return ExitCode::catalog;
  base::Diagnostics problems;
  const auto book = gather(*catalog, problems);
  print_problems(problems, arguments, io);
  if (!book) return tl::unexpected(book.error());
  const std::vector<report::HandbookFile> files = report::render_handbook(*book);
  if (auto written = write_all(files, folder); !written) {
    return tl::unexpected(std::move(written).error());
  }
  io.out << fmt::format("{} pages in {}\n", files.size(), base::printable(folder));
  return ExitCode::ok;
}

}  // namespace stance::cli
