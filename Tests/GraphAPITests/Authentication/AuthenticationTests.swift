// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import GraphAPI
import HTTPMessages
import OData
import Testing

@Suite struct AuthenticationTests {
    private static let file = """
        # The people of the house
        reader-token-1   Files.Read
        writer-token-1\tFiles.Read, Files.ReadWrite.All  # the nightly job

        visitor.token~2= sites.read.all\r
        """

    @Test(
        arguments: [
            ("Bearer reader-token-1", Scope.read, Authentication.Admission.granted),
            ("bearer reader-token-1", .read, .granted),
            ("Bearer reader-token-1", .readWrite, .insufficient(needed: .readWrite)),
            ("Bearer writer-token-1", .readWrite, .granted),
            ("Bearer visitor.token~2=", .read, .granted),
            ("Bearer reader-token-", .read, .unauthenticated(hasToken: true)),
            ("Bearer reader-token-12", .read, .unauthenticated(hasToken: true)),
            ("Bearer #", .read, .unauthenticated(hasToken: true)),
            ("Basic reader-token-1", .read, .unauthenticated(hasToken: false)),
            ("Bearer", .read, .unauthenticated(hasToken: false)),
            ("", .read, .unauthenticated(hasToken: false)),
        ])
    func `a caller is let in by what the token allows`(
        field: String, needed: Scope, expected: Authentication.Admission
    ) throws {
        let authentication = Authentication(tokens: try AccessTokens(parsing: Self.file))
        let headers: HTTPHeaders = field.isEmpty ? [:] : ["Authorization": field]
        #expect(authentication.admit(headers, needed: needed) == expected)
    }

    @Test func `without tokens anyone is let in`() {
        #expect(Authentication().admit([:], needed: .readWrite) == .granted)
        #expect(Authentication().admit(["Authorization": "Bearer x"], needed: .readWrite) == .granted)
    }

    @Test func `new tokens replace the old ones`() throws {
        let authentication = Authentication(tokens: try AccessTokens(parsing: "old Files.Read"))
        authentication.replace(with: try AccessTokens(parsing: "new Files.Read"))
        #expect(authentication.admit(["Authorization": "Bearer new"], needed: .read) == .granted)
        #expect(authentication.admit(["Authorization": "Bearer old"], needed: .read) != .granted)
    }

    @Test(
        arguments: [
            ("one Files.Read\ntwo", TokenFileError.missingScope(line: 2)),
            ("one Files.Write", .unknownScope(line: 1, name: "Files.Write")),
            ("ö Files.Read", .malformedToken(line: 1)),
            ("a Files.Read\na Files.ReadWrite", .repeatedToken(line: 2)),
            ("# nothing\n\n", .noTokens),
        ])
    func `a token file that makes no sense is refused with the line`(text: String, error: TokenFileError) {
        #expect(throws: error) { _ = try AccessTokens(parsing: text) }
        #expect(!"\(error)".contains("one"))
    }

    @Test(
        arguments: [
            ("GET", "/me/drive/root", Scope.read),
            ("HEAD", "/me/drive/items/1/content", .read),
            ("PUT", "/me/drive/root:/a.xlsx:/content", .readWrite),
            ("PATCH", "/me/drive/items/1/workbook/worksheets/a/range(address='A1')", .readWrite),
            ("POST", "/me/drive/items/1/workbook/worksheets", .readWrite),
            ("POST", "/me/drive/items/1/workbook/createSession", .read),
            ("POST", "/me/drive/root:/a.xlsx:/workbook/closesession", .read),
            ("POST", "/me/drive/items/1/workbook/functions/sum", .read),
            ("POST", "/me/drive/items/createSession/children", .readWrite),
            ("POST", "/me/drive/items/1/workbook/worksheets/functions/add", .readWrite),
            ("DELETE", "/me/drive/items/1/workbook/functions/sum", .readWrite),
        ])
    func `changes need the scope for writing`(method: String, path: String, expected: Scope) throws {
        #expect(Scope.required(method: method, path: try ODataPath(path)) == expected)
    }

    @Test func `a batch needs nothing by itself`() throws {
        #expect(Scope.required(method: "POST", path: try ODataPath("/$batch")) == nil)
    }
}
