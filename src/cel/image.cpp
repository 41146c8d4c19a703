#include "stance/cel/image.hpp"

#include "functions.hpp"
#include "op.hpp"

#include <algorithm>
#include <bit>

namespace stance::cel {

namespace {

constexpr unsigned digit_bits = 7;
constexpr std::uint64_t digit = 0x7f;
constexpr std::uint64_t more = 0x80;

bool has_value(Code code) {
  return code == Code::constant || code == Code::key || code == Code::has_key;
}

bool has_field(Code code) {
  return code == Code::local_slot || code == Code::slot || code == Code::has_slot ||
         code == Code::matching;
}

// The slot of a field depends on what else is compiled: it is given anew.
std::uint32_t& slot_of(Op& op) { return op.code == Code::matching ? op.c : op.b; }

}  // namespace

std::size_t ImagePool::add(std::string_view text) {
  const auto next = kept_.upper_bound(text.data());
  if (next != kept_.begin()) {
    const auto& [start, kept] = *std::prev(next);
    const auto offset = static_cast<std::size_t>(text.data() - start);
    if (offset + text.size() <= kept.size) return kept.place + offset;
  }
  const auto [found, fresh] = places_.try_emplace(std::string(text), texts_.size());
  if (fresh) texts_ += text;
  return found->second;
}

void ImagePool::keep(std::string_view text) {
  const std::size_t place = add(text);
  kept_.insert_or_assign(text.data(), Kept{text.size(), place});
}

void ImagePool::add(const RecordType& record) {
  for (std::uint32_t i = 0; i < record.fields().size(); ++i) {
    fields_.emplace(&record.fields()[i], Field{record.id(), i});
  }
}

void ImageWriter::number(std::uint64_t number) {
  for (; number > digit; number >>= digit_bits) {
    bytes_ += static_cast<char>((number & digit) | more);
  }
  bytes_ += static_cast<char>(number);
}

void ImageWriter::text(std::string_view text) {
  number(text.size());
  if (!text.empty()) number(pool_.add(text));
}

void ImageWriter::value(const Value& value) {
  number(static_cast<std::uint64_t>(value.kind));
  switch (value.kind) {
    case Kind::unknown: return number(static_cast<std::uint64_t>(value.why));
    case Kind::null:
    case Kind::record: return;
    case Kind::boolean: return number(value.boolean ? 1 : 0);
    case Kind::real: return number(std::bit_cast<std::uint64_t>(value.real));
    case Kind::text:
    case Kind::type: return text(value.text());
    case Kind::integer:
    case Kind::time:
    case Kind::span: number(value.size); return number(static_cast<std::uint64_t>(value.integer));
    case Kind::list:
      number(value.size);
      for (const Value& member : value.members()) this->value(member);
      return;
    case Kind::map:
      number(value.size);
      for (const Entry& entry : value.pairs()) {
        this->value(entry.key);
        this->value(entry.value);
      }
      return;
  }
}

void ImageWriter::type(const Type& type) {
  number(static_cast<std::uint64_t>(type.kind));
  number(type.nullable ? 1 : 0);
  number(type.record == nullptr ? 0 : type.record->id() + std::uint64_t{1});
  number(type.element == nullptr ? 0 : 1);
  if (type.element != nullptr) this->type(*type.element);
}

void ImageWriter::op(const Op& op) {
  number(static_cast<std::uint64_t>(op.code));
  Op out = op;
  if (has_field(op.code)) slot_of(out) = 0;
  number(out.a);
  number(out.b);
  number(out.c);
  // Mostly no_op.
  number(static_cast<std::uint32_t>(out.d + 1));
  number(static_cast<std::uint32_t>(out.e + 1));
  text(op.subject.expression);
  if (has_value(op.code)) value(op.value);
  if (has_field(op.code)) {
    const ImagePool::Field field = pool_.field(*op.field);
    number(field.record);
    number(field.index);
  }
  if (op.code == Code::call) {
    number(static_cast<std::uint64_t>(op.functions - signatures().data()));
  }
}

void ImageWriter::program(const Program& program) {
  pool_.keep(program.text_);
  text(program.text_);
  type(program.type_);
  number(program.root_);
  number(program.locals_);
  number(program.ops_.size());
  for (const Op& one : program.ops_) op(one);
  for (const auto* indexes : {&program.arguments_, &program.datasets_, &program.variables_}) {
    number(indexes->size());
    for (const std::uint32_t index : *indexes) number(index);
  }
}

std::uint64_t ImageReader::long_number() {
  std::uint64_t out = 0;
  for (unsigned shift = 0; !rest_.empty() && shift < 64; shift += digit_bits) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    out |= (byte & digit) << shift;
    if (byte < more) return out;
  }
  failed_ = true;
  return 0;
}

std::size_t ImageReader::count() {
  const std::uint64_t wanted = number();
  if (wanted <= rest_.size()) return wanted;
  failed_ = true;
  return 0;
}

std::string_view ImageReader::text() {
  const std::uint64_t size = number();
  // Never null: what compares texts may not be given that.
  if (size == 0) return "";
  const std::uint64_t place = number();
  if (place <= space_.texts.size() && size <= space_.texts.size() - place) {
    return space_.texts.substr(place, size);
  }
  failed_ = true;
  return {};
}

Value ImageReader::value() {
  const auto kind = static_cast<Kind>(number());
  switch (kind) {
    case Kind::unknown: return Value::unknown(static_cast<Why>(number()));
    case Kind::null:
    case Kind::record: return Value::null();
    case Kind::boolean: return Value::of(number() != 0);
    case Kind::real: return Value::of(std::bit_cast<double>(number()));
    case Kind::text: return Value::of(text());
    case Kind::type: return Value::type_named(text());
    case Kind::integer:
    case Kind::time:
    case Kind::span: {
      Value out = Value::time(0, index());
      out.kind = kind;
      out.integer = static_cast<std::int64_t>(number());
      return out;
    }
    case Kind::list: {
      const std::size_t size = count();
      Value* members = space_.arena->array<Value>(size);
      for (std::size_t i = 0; i < size; ++i) members[i] = value();
      return Value::list({members, size});
    }
    case Kind::map: {
      const std::size_t size = count();
      Entry* entries = space_.arena->array<Entry>(size);
      for (std::size_t i = 0; i < size; ++i) {
        entries[i].key = value();
        entries[i].value = value();
      }
      return Value::map({entries, size});
    }
  }
  failed_ = true;
  return {};
}

const RecordType* ImageReader::record() {
  const std::uint64_t id = number();
  if (id < space_.records.size()) return space_.records[id];
  failed_ = true;
  return nullptr;
}

Type ImageReader::type() {
  constexpr auto last = static_cast<std::uint64_t>(TypeKind::type);
  Type out = simple(static_cast<TypeKind>(std::min(number(), last)));
  out.nullable = number() != 0;
  const std::uint64_t record = number();
  if (record > 0 && record <= space_.records.size()) out.record = space_.records[record - 1];
  if (number() != 0 && !failed_) out.element = list_of(type()).element;
  return out;
}

void ImageReader::read_field(Op& op) {
  const RecordType* of = record();
  const std::uint32_t field = index();
  if (of == nullptr || field >= of->fields().size()) {
    failed_ = true;
    return;
  }
  Projection& projection = space_.projections->of(*of);
  op.field = &of->fields()[field];
  slot_of(op) = projection.slot(field);
  if (op.code == Code::matching) projection.look_up(op.c);
}

Op ImageReader::op() {
  Op out;
  out.code = static_cast<Code>(number());
  out.a = index();
  out.b = index();
  out.c = index();
  out.d = index() - 1;
  out.e = index() - 1;
  out.subject.expression = text();
  if (has_value(out.code)) out.value = value();
  if (has_field(out.code)) read_field(out);
  if (out.code == Code::call) {
    const std::span<const Signature> all = signatures();
    out.functions = &all[std::min<std::size_t>(number(), all.size() - 1)];
  }
  return out;
}

Program ImageReader::program() {
  Program out;
  out.text_ = text();
  out.type_ = type();
  out.root_ = index();
  out.locals_ = number();
  const std::size_t size = count();
  out.ops_.reserve(size);
  for (std::size_t i = 0; i < size; ++i) out.ops_.push_back(op());
  for (auto* indexes : {&out.arguments_, &out.datasets_, &out.variables_}) {
    indexes->resize(count());
    for (std::uint32_t& one : *indexes) one = index();
  }
  return out;
}

}  // namespace stance::cel
