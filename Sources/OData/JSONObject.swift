// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

/// The members of a JSON object in the order they were written; no two share a name.
///
/// Bodies of the Excel API have a handful of members, so a linear scan over an array beats any hash.
public struct JSONObject: Sendable, Equatable {
    /// One name and its value.
    public struct Member: Sendable, Equatable {
        public var name: String
        public var value: JSONValue

        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    public var members: [Member]

    public init(_ members: [Member] = []) {
        self.members = members
    }

    /// The member with exactly this name; setting replaces it in place or appends it, `nil` removes it.
    public subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let place = members.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The member with this name: exact spelling first, then without regard to ASCII case, as Graph reads bodies.
    public func member(_ name: String) -> JSONValue? {
        self[name] ?? members.first { $0.name.equalsIgnoringCase(name) }?.value
    }
}
