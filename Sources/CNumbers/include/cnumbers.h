// SPDX-License-Identifier: Apache-2.0
// Decimal text and binary64: correctly rounded, shortest, independent of the locale (std::from_chars, std::to_chars).
#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Writes the shortest text that reads back as `value`; `buffer` holds at least 32 bytes. Returns the length.
size_t cnumbers_print(double value, char *buffer);

/// Writes `value` with `digits` significant digits in scientific form (d.ddde+XX). `buffer` holds at least 48 bytes; digits <= 32.
size_t cnumbers_print_scientific(double value, int digits, char *buffer);

/// Writes `value` in fixed form with `decimals` digits after the point. `buffer` holds `capacity` bytes; returns 0 when it is too small.
size_t cnumbers_print_fixed(double value, int decimals, char *buffer, size_t capacity);

/// Reads a number from the front of the bytes. Returns how many bytes it took, 0 when there is none (or it overflows).
size_t cnumbers_parse(const char *bytes, size_t count, double *value);

#ifdef __cplusplus
}
#endif
