#pragma once

#include "stance/cel/image.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace stance::catalog {

// Packing and unpacking go over the same members: those that fields(archive, value) names for a
// type.

template <class T>
concept Number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class ImagePacker {
 public:
  explicit ImagePacker(cel::ImagePool& pool) : writer_(pool) {}

  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  [[nodiscard]] const std::string& bytes() const { return writer_.bytes(); }

 private:
  template <Number T>
  void put(const T& value) {
    writer_.number(static_cast<std::uint64_t>(value));
  }
  void put(const std::string& text) { writer_.text(text); }
  void put(const std::string_view& text) { writer_.text(text); }
  void put(const cel::Value& value) { writer_.value(value); }
  void put(const cel::Type& type) { writer_.type(type); }
  void put(const cel::Program& program) { writer_.program(program); }
  template <class T>
  void put(const std::vector<T>& values) {
    writer_.number(values.size());
    for (const T& value : values) put(value);
  }
  template <class Value, class... Order>
  void put(const std::map<std::string, Value, Order...>& values) {
    writer_.number(values.size());
    for (const auto& [key, value] : values) (*this)(key, value);
  }
  template <class A, class B>
  void put(const std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    writer_.number(value ? 1 : 0);
    if (value) put(*value);
  }
  template <class... T>
  void put(const std::variant<T...>& value) {
    writer_.number(value.index());
    std::visit([this](const auto& held) { this->put(held); }, value);
  }
  template <class T>
  void put(const std::unique_ptr<T>& value) {
    put(*value);
  }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value) { fields(*this, value); }

  cel::ImageWriter writer_;
};

class ImageUnpacker {
 public:
  ImageUnpacker(std::string_view bytes, const cel::ImageSpace& space) : reader_(bytes, space) {}

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool failed() const { return reader_.failed(); }

 private:
  template <Number T>
  void get(T& value) {
    value = static_cast<T>(reader_.number());
  }
  void get(std::string& text) { text = reader_.text(); }
  void get(std::string_view& text) { text = reader_.text(); }
  void get(cel::Value& value) { value = reader_.value(); }
  void get(cel::Type& type) { type = reader_.type(); }
  void get(cel::Program& program) { program = reader_.program(); }
  template <class T>
  void get(std::vector<T>& values) {
    values.resize(reader_.count());
    for (T& value : values) get(value);
  }
  template <class Value, class... Order>
  void get(std::map<std::string, Value, Order...>& values) {
    for (std::size_t rest = reader_.count(); rest > 0; --rest) {
      std::string key(reader_.text());
      get(values.emplace_hint(values.end(), std::move(key), Value())->second);
    }
  }
  template <class A, class B>
  void get(std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <class T>
  void get(std::optional<T>& value) {
    if (reader_.number() != 0) get(value.emplace());
  }
  template <class... T>
  void get(std::variant<T...>& value) {
    get_held(value, reader_.number(), std::index_sequence_for<T...>());
  }
  template <class Variant, std::size_t... I>
  void get_held(Variant& value, std::size_t held, std::index_sequence<I...> /*all*/) {
    ((held == I ? get(value.template emplace<I>()) : void()), ...);
  }
  template <class T>
  void get(std::unique_ptr<T>& value) {
    get(*(value = std::make_unique<T>()));
  }
  template <class T>
  requires std::is_class_v<T>
  void get(T& value) { fields(*this, value); }

  cel::ImageReader reader_;
};

}  // namespace stance::catalog
