// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <isa-l/igzip_lib.h>
#include <isa-l/crc.h>

// The importer does not evaluate this macro.
enum { cisal_level1_buffer_size = ISAL_DEF_LVL1_DEFAULT };
