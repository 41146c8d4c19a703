#include "stance/base/sha256.hpp"

#include <catch2/catch.hpp>

using namespace stance::base;

TEST_CASE("SHA-256 gives the digests of FIPS 180-2") {
  struct Case {
    std::string text;
    std::string_view digest;
  };
  const Case cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Case& item : cases) {
    DYNAMIC_SECTION(item.digest) { CHECK(sha256_hex(item.text) == item.digest); }
  }
}

TEST_CASE("HMAC-SHA-256 gives the digests of RFC 4231") {
  CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac_sha256_hex(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST_CASE("random bytes are as many as asked for, and others each time") {
  const auto one = random_bytes(32);
  const auto other = random_bytes(32);
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->size() == 32);
  CHECK(*one != *other);
}

TEST_CASE("bytes that come in pieces have the hash of all of them") {
  Sha256 hash;
  for (const std::string_view piece : {"con", "", "toso"}) hash.add(piece);
  CHECK(hash.hex() == sha256_hex("contoso"));
  CHECK(hash.hex() == sha256_hex(""));
}
