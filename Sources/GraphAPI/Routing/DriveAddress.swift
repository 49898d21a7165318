// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Drives
import OData

/// Where a drive item is, as the path of a request says it; whether it is there only the drive knows.
struct DriveAddress: Sendable, Hashable {
    enum Owner: Sendable, Hashable {
        /// `/me/drive`, and `/drive`
        case me
        case user(String)
        case group(String)
        case site(String)
        case drive(String)
    }

    enum Place: Sendable, Hashable {
        case root
        case item(DriveItemID)
    }

    var owner = Owner.me
    var place = Place.root
    /// Decoded names below the place.
    var relativePath: [String] = []

    /// The beginning of contexts and `@odata.id`s: `users('u')/drive/items('i')`. Of an address below the root only
    /// `users('u')/drive/root` is kept, as live answers have it.
    func resourcePath(userID: String) -> String {
        let drive =
            switch owner {
            case .me: "users\(ODataURL.key(userID))/drive"
            case .user(let id): "users\(ODataURL.key(id))/drive"
            case .group(let id): "groups\(ODataURL.key(id))/drive"
            case .site(let id): "sites\(ODataURL.key(id))/drive"
            case .drive(let id): "drives\(ODataURL.key(id))"
            }
        switch place {
        case .root: return drive + "/root"
        case .item(let id): return drive + "/items" + ODataURL.key(id.rawValue)
        }
    }
}

extension Routes {
    /// From the service to a drive item, and from there to its workbook.
    static let driveNavigation: [NavigationRow] = [
        .init(.root, "v1.0", .service),
        .init(.service, "me", .user),
        .init(.service, "users", .users),
        .init(.users, "{user}", .user) { $0.owner = .user($1.key) },
        .init(.user, "drive", .drive),
        .init(.user, "drives", .drives),
        .init(.service, "groups", .groups),
        .init(.groups, "{group}", .group) { $0.owner = .group($1.key) },
        .init(.group, "drive", .drive),
        .init(.group, "drives", .drives),
        .init(.service, "sites", .sites),
        .init(.sites, "{site}", .site) { $0.owner = .site($1.key) },
        .init(.site, "drive", .drive),
        .init(.site, "drives", .drives),
        .init(.service, "drive", .drive),
        .init(.service, "drives", .drives),
        .init(.drives, "{drive}", .drive) { $0.owner = .drive($1.key) },
        .init(.drive, "root", .driveItem),
        .init(.drive, "items", .items),
        .init(.items, "{item}", .driveItem) { address, step in
            // The root answers to its name where an id is expected.
            address.place = step.key.lowercased() == "root" ? .root : .item(DriveItemID(rawValue: step.key))
        },
        .init(.driveItem, "children", .children),
        .init(.children, "{child}", .driveItem) { $0.relativePath.append($1.key) },
        .init(.driveItem, ":/{path}:", .driveItem) { $0.relativePath += $1.match.relativePath },
        .init(.driveItem, "workbook", .workbook),
        .init(.service, "download", .downloads),
        .init(.downloads, "{link}", .download),
        .init(.service, "monitor", .monitors),
        .init(.monitors, "{link}", .monitor),
        .init(.service, "upload", .uploads),
        .init(.uploads, "{link}", .upload),
    ]
}
