// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

// Beast asserts that a last chunk arrives in more than four bytes. A client may send it in single bytes, which the
// code behind the assertion handles, so an assertion would only give the client a way to stop the server.
#define BOOST_DISABLE_ASSERTS

#include "chttpparser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <cstring>
#include <limits>
#include <optional>
#include <vector>

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

namespace {

chttp_slice slice(string_view text) {
    return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

chttp_field_kind kind(http::field field) {
    switch (field) {
    case http::field::content_length: return CHTTP_CONTENT_LENGTH;
    case http::field::expect: return CHTTP_EXPECT;
    case http::field::host: return CHTTP_HOST;
    case http::field::transfer_encoding: return CHTTP_TRANSFER_ENCODING;
    default: return CHTTP_OTHER;
    }
}

// Collects what Beast finds. Fields of the trailer are checked by Beast and then dropped (RFC 9112 section 7.1.2).
class Message final : public http::basic_parser<true> {
public:
    Message(uint64_t bodyLimit, size_t fieldLimit, std::vector<chttp_field> &fields)
        : fields(fields), fieldLimit(fieldLimit) {
        body_limit(bodyLimit);
        // The length of a head is bounded before it gets here, that of a trailer by the connection's buffer.
        header_limit(std::numeric_limits<std::uint32_t>::max());
    }

    chttp_slice method{}, target{}, piece{};
    bool isHTTP11 = false;

private:
    std::vector<chttp_field> &fields;
    size_t fieldLimit;
    bool isHeadDone = false;

    void on_request_impl(http::verb, string_view name, string_view where, int version, error_code &) override {
        method = slice(name);
        target = slice(where);
        isHTTP11 = version == 11;
    }

    void on_response_impl(int, string_view, int, error_code &) override {}

    void on_field_impl(http::field field, string_view name, string_view value, error_code &error) override {
        if (isHeadDone) return;
        if (fields.size() >= fieldLimit) {
            error = http::error::header_limit;
            return;
        }
        fields.push_back({slice(name), slice(value), kind(field)});
    }

    void on_header_impl(error_code &) override { isHeadDone = true; }

    void on_body_init_impl(boost::optional<std::uint64_t> const &, error_code &) override {}

    std::size_t on_body_impl(string_view bytes, error_code &) override {
        piece = slice(bytes);
        return bytes.size();
    }

    // Beast lets a quoted extension hold anything, also a lone line feed, at which a laxer proxy before us may have
    // seen the end of the line.
    void on_chunk_header_impl(std::uint64_t, string_view extensions, error_code &error) override {
        for (char character : extensions) {
            auto byte = static_cast<unsigned char>(character);
            if ((byte < 0x20 && byte != '\t') || byte == 0x7F) error = http::error::bad_chunk_extension;
        }
    }

    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code &) override {
        piece = slice(bytes);
        return bytes.size();
    }

    void on_finish_impl(error_code &) override {}
};

// Whether the request line ends like one of another version, and is not just malformed.
bool namesOtherVersion(const uint8_t *bytes, size_t count) {
    auto end = static_cast<const uint8_t *>(std::memchr(bytes, '\r', count));
    if (end == nullptr || end - bytes < 9) return false;
    auto digit = [](uint8_t byte) { return byte >= '0' && byte <= '9'; };
    return std::memcmp(end - 9, " HTTP/", 6) == 0 && digit(end[-3]) && end[-2] == '.' && digit(end[-1]);
}

chttp_result refusal(error_code error) {
    if (error == http::error::body_limit) return CHTTP_BODY_LIMIT;
    if (error == http::error::header_limit) return CHTTP_FIELD_LIMIT;
    return CHTTP_BAD;
}

} // namespace

struct chttp_parser {
    uint64_t bodyLimit;
    size_t fieldLimit;
    std::vector<chttp_field> fields;
    std::optional<Message> message; // Beast's parser reads one message only
};

chttp_parser *chttp_parser_create(uint64_t body_limit, size_t field_limit) {
    return new chttp_parser{body_limit, field_limit, {}, std::nullopt};
}

void chttp_parser_destroy(chttp_parser *parser) {
    delete parser;
}

chttp_result chttp_find_head(const uint8_t *bytes, size_t count, size_t *scanned, size_t *length) {
    size_t line = *scanned;
    while (line < count) {
        auto feed = static_cast<const uint8_t *>(std::memchr(bytes + line, '\n', count - line));
        if (feed == nullptr) break;
        size_t end = static_cast<size_t>(feed - bytes);
        if (end == line || bytes[end - 1] != '\r') return CHTTP_BAD;
        if (bytes[line] == ' ' || bytes[line] == '\t') return CHTTP_BAD;
        bool isBlank = end == line + 1;
        line = end + 1;
        if (isBlank) {
            *length = line;
            return CHTTP_DONE;
        }
    }
    *scanned = line;
    return CHTTP_MORE;
}

chttp_result chttp_parser_head(chttp_parser *parser, const uint8_t *bytes, size_t count, chttp_head *head) {
    parser->fields.clear();
    auto &message = parser->message.emplace(parser->bodyLimit, parser->fieldLimit, parser->fields);
    error_code error;
    size_t consumed = message.put(boost::asio::const_buffer(bytes, count), error);
    if (error == http::error::bad_version && namesOtherVersion(bytes, count)) return CHTTP_VERSION;
    if (error) return refusal(error);
    if (consumed != count || !message.is_header_done()) return CHTTP_BAD;
    auto length = message.content_length();
    *head = {
        message.method,
        message.target,
        parser->fields.data(),
        parser->fields.size(),
        length.value_or(0),
        length.has_value(),
        message.isHTTP11,
        message.keep_alive(),
        !message.is_done(),
    };
    return CHTTP_DONE;
}

chttp_result chttp_parser_body(chttp_parser *parser, const uint8_t *bytes, size_t count, size_t *consumed,
    chttp_slice *piece) {
    *consumed = 0;
    *piece = {nullptr, 0};
    if (count == 0) return CHTTP_MORE;
    auto &message = *parser->message;
    message.piece = {nullptr, 0};
    error_code error;
    *consumed = message.put(boost::asio::const_buffer(bytes, count), error);
    *piece = message.piece;
    if (error == http::error::need_more) return CHTTP_MORE;
    if (error) return refusal(error);
    return message.is_done() ? CHTTP_DONE : CHTTP_PROGRESS;
}
