#include "run.hpp"
#include "terminal.hpp"

#include <exception>
#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  constexpr int internal_error = 70;
  try {
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    stance::cli::Io io = stance::cli::process_io();
    return stance::cli::run(words, io);
  } catch (const std::exception& error) {
    std::cerr << "stance: internal error: " << error.what() << '\n';
  } catch (...) {
    std::cerr << "stance: internal error\n";
  }
  return internal_error;
}
