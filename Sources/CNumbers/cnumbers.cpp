// SPDX-License-Identifier: Apache-2.0
#include "cnumbers.h"
#include <charconv>

size_t cnumbers_print(double value, char *buffer) {
    auto result = std::to_chars(buffer, buffer + 32, value);
    return static_cast<size_t>(result.ptr - buffer);
}

size_t cnumbers_print_scientific(double value, int digits, char *buffer) {
    auto result = std::to_chars(buffer, buffer + 48, value, std::chars_format::scientific, digits - 1);
    return static_cast<size_t>(result.ptr - buffer);
}

size_t cnumbers_print_fixed(double value, int decimals, char *buffer, size_t capacity) {
    auto result = std::to_chars(buffer, buffer + capacity, value, std::chars_format::fixed, decimals);
    return result.ec == std::errc() ? static_cast<size_t>(result.ptr - buffer) : 0;
}

size_t cnumbers_parse(const char *bytes, size_t count, double *value) {
    auto result = std::from_chars(bytes, bytes + count, *value);
    return result.ec == std::errc() ? static_cast<size_t>(result.ptr - bytes) : 0;
}
