#pragma once

#include "stance/base/arena.hpp"
#include "stance/cel/program.hpp"
#include "stance/cel/type.hpp"
#include "stance/cel/value.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stance::cel {

// An image is what was compiled once, as bytes: programs without parsing and checking them again.
// It is read by the build that wrote it and by no other.

// What all writers of one image share: its texts, and the fields by which its programs read rows.
class ImagePool {
 public:
  // Place of the text in texts().
  [[nodiscard]] std::size_t add(std::string_view text);
  // Adds a text that outlives the pool; from now on add() finds the pieces of it in it.
  void keep(std::string_view text);
  // Records are added in the order of their ids.
  void add(const RecordType& record);

  struct Field {
    std::uint32_t record = 0;  // id
    std::uint32_t index = 0;
  };
  [[nodiscard]] Field field(const FieldDecl& decl) const { return fields_.at(&decl); }
  [[nodiscard]] const std::string& texts() const { return texts_; }

 private:
  std::string texts_;
  std::map<std::string, std::size_t, std::less<>> places_;
  struct Kept {
    std::size_t size = 0;
    std::size_t place = 0;
  };
  std::map<const char*, Kept, std::less<>> kept_;
  std::map<const FieldDecl*, Field> fields_;
};

class ImageWriter {
 public:
  explicit ImageWriter(ImagePool& pool) : pool_(pool) {}

  void number(std::uint64_t number);
  void text(std::string_view text);
  // No record, and nothing unknown that says because of what.
  void value(const Value& value);
  void type(const Type& type);
  void program(const Program& program);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void op(const Op& op);

  ImagePool& pool_;
  std::string bytes_;
};

// What an image is read into. All of it must outlive what is read.
struct ImageSpace {
  std::string_view texts = {};                  // ImagePool::texts()
  std::vector<const RecordType*> records = {};  // by id
  Projections* projections = nullptr;           // grows by the fields that programs read
  base::Arena* arena = nullptr;                 // for lists and maps; texts stay where they are
};

// Reads what ImageWriter wrote, in the same order. At the end of the bytes it gives zeros and
// fails.
class ImageReader {
 public:
  ImageReader(std::string_view bytes, const ImageSpace& space) : rest_(bytes), space_(space) {}

  [[nodiscard]] std::uint64_t number() {
    const auto first = rest_.empty() ? 0x80U : static_cast<unsigned char>(rest_.front());
    if (first >= 0x80U) return long_number();
    rest_.remove_prefix(1);
    return first;
  }
  [[nodiscard]] std::string_view text();
  [[nodiscard]] Value value();
  [[nodiscard]] Type type();
  [[nodiscard]] Program program();
  // Of a list that follows: no more than there are bytes.
  [[nodiscard]] std::size_t count();

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  [[nodiscard]] std::uint64_t long_number();
  [[nodiscard]] std::uint32_t index() { return static_cast<std::uint32_t>(number()); }
  [[nodiscard]] const RecordType* record();
  [[nodiscard]] Op op();
  void read_field(Op& op);

  std::string_view rest_;
  const ImageSpace& space_;
  bool failed_ = false;
};

}  // namespace stance::cel
