// SPDX-License-Identifier: Apache-2.0
// XPath over documents that a cell holds.
#pragma once
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/// `xmlFree` is a variable, which Swift does not let be read without care for threads.
static inline void cxml2_free(void *memory) { xmlFree(memory); }
