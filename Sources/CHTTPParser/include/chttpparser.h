// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.
//
// A plain C face for Boost.Beast's HTTP/1.1 request parser, so that the syntax of messages (RFC 9112) is judged by
// a parser that many have attacked, and Swift never sees C++.
//
// A request is read in three steps: `chttp_find_head` until the whole head is there, `chttp_parser_head` once, then
// `chttp_parser_body` until it answers CHTTP_DONE. Nothing is copied: every pointer handed back points into the bytes
// passed to the same call and lives as long as they do.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CHTTP_DONE = 0,        // the head, or the body, is complete
    CHTTP_PROGRESS = 1,    // something was consumed; call again with the rest
    CHTTP_MORE = 2,        // call again when more bytes have arrived
    CHTTP_BAD = 3,         // not HTTP: 400
    CHTTP_BODY_LIMIT = 4,  // the body is, or says it will be, longer than the limit: 413
    CHTTP_FIELD_LIMIT = 5, // more field lines than the limit: 431
    CHTTP_VERSION = 6,     // well formed, but neither HTTP/1.0 nor HTTP/1.1: 505
} chttp_result;

// Fields whose meaning the framing of messages depends on.
typedef enum {
    CHTTP_OTHER = 0,
    CHTTP_CONTENT_LENGTH = 1,
    CHTTP_EXPECT = 2,
    CHTTP_HOST = 3,
    CHTTP_TRANSFER_ENCODING = 4,
} chttp_field_kind;

typedef struct {
    const uint8_t *bytes;
    size_t count;
} chttp_slice;

typedef struct {
    chttp_slice name;
    chttp_slice value;
    chttp_field_kind kind;
} chttp_field;

typedef struct {
    chttp_slice method;
    chttp_slice target;
    const chttp_field *fields;
    size_t field_count;
    uint64_t content_length; // zero unless has_content_length
    bool has_content_length;
    bool is_http11;          // otherwise HTTP/1.0
    bool keep_alive;         // after version and Connection (RFC 9112 section 9.3)
    bool has_body;           // false when the message ends with its head
} chttp_head;

typedef struct chttp_parser chttp_parser;

// `body_limit` in bytes after the chunks are undone; `field_limit` in field lines of a head.
chttp_parser *chttp_parser_create(uint64_t body_limit, size_t field_limit);
void chttp_parser_destroy(chttp_parser *parser);

// Looks for the blank line that ends a head. `*scanned` starts at 0 and carries progress from call to call over the
// same, growing bytes. CHTTP_DONE sets `*length` to the length of the head, blank line included. CHTTP_BAD for a line
// that does not end in CR LF and for one that starts with white space (obs-fold, RFC 9112 section 5.2).
chttp_result chttp_find_head(const uint8_t *bytes, size_t count, size_t *scanned, size_t *length);

// Starts a new message and parses its complete head, as found by chttp_find_head.
chttp_result chttp_parser_head(chttp_parser *parser, const uint8_t *bytes, size_t count, chttp_head *head);

// Parses more of the body, one piece at a time. `*consumed` bytes are used up even when `piece` is empty.
chttp_result chttp_parser_body(chttp_parser *parser, const uint8_t *bytes, size_t count, size_t *consumed,
    chttp_slice *piece);

#ifdef __cplusplus
}
#endif
