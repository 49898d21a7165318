// SPDX-License-Identifier: Apache-2.0
// Regular expressions over UTF-16, the units in which Excel counts.
#pragma once
#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>
