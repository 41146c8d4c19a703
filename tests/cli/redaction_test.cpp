#include "fixture.hpp"

#include <catch2/catch.hpp>

using namespace stance;
using namespace stance::cli;

TEST_CASE("with a key in a file two runs give the same, without one they do not") {
  const Scratch scratch;
  scratch.write("key", std::string(32, 'k'));
  scratch.write("other", std::string(32, 'o'));
  const auto redacted = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"assess", "@full.json", "--catalog", "@catalog"});
    const Called called = call(words);
    CHECK(called.code == 0);
    CHECK(called.out.find("7d1c0a3e") == std::string::npos);
    return called.out;
  };
  const std::string once = redacted({"--redact-key", scratch.file("key")});
  CHECK(once == redacted({"--redact-key", scratch.file("key"), "--redact"}));
  CHECK(once != redacted({"--redact-key", scratch.file("other")}));
  CHECK(redacted({"--redact"}) != redacted({"--redact"}));
}

TEST_CASE("messages and errors are redacted, too") {
  const Scratch scratch;
  scratch.write("key", std::string(32, 'k'));
  const std::string key = scratch.file("key");
  const auto error_of = [&](const std::string& name) {
    return call({"assess", scratch.file(name), "--redact-key", key}).err;
  };
  scratch.write("contoso.json", "{\"a\": ");
  for (const std::string name : {"contoso.json", "missing-contoso.json"}) {
    const std::string err = error_of(name);
    CAPTURE(err);
    CHECK(err.find("contoso") == std::string::npos);
    CHECK(err.find("path-") != std::string::npos);
    CHECK(err.find("error: ") != std::string::npos);
  }
}

TEST_CASE("a key has to be one") {
  const Scratch scratch;
  scratch.write("short", "123456789012345");
  const Called called = call({"assess", "@full.json", "--redact-key", scratch.file("short")});
  CHECK(called.code == 2);
  CHECK(called.err == "stance: error: the key in '" + scratch.file("short") +
                          "' is too short\nhint: 16 bytes or more, such as: head -c 32 "
                          "/dev/urandom >FILE\n");
  CHECK(call({"assess", "@full.json", "--redact-key", scratch.file("none")}).code == 3);
}
