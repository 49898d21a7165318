// SPDX-License-Identifier: Apache-2.0
// Cellar: the Excel API of Microsoft Graph, self-hosted.

import Glibc

/// Files of this machine.
enum LocalFile {
    /// What failed, in one sentence that names the file.
    struct Failure: Error {
        let reason: String
    }

    /// The whole content of a file.
    static func read(_ path: String) -> Result<[UInt8], Failure> {
        guard let file = fopen(path, "rbe") else { return .failure(failure("read", path)) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return ferror(file) == 0 ? .success(bytes) : .failure(failure("read", path))
    }

    /// Writes a file whole, making the folders above it; the old one stays until the new one is complete.
    static func write(_ bytes: [UInt8], to path: String) -> Failure? {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            if let reason = DataDirectory.make(String(path[..<slash])) { return Failure(reason: reason) }
        }
        let draft = path + ".part"
        guard let file = fopen(draft, "wbe") else { return failure("write", draft) }
        let written = fwrite(bytes, 1, bytes.count, file)
        let isClosed = fclose(file) == 0
        guard written == bytes.count, isClosed, rename(draft, path) == 0 else {
            let failure = failure("write", path)
            unlink(draft)
            return failure
        }
        return nil
    }

    /// Whether the path leads to a folder; nil when it leads nowhere.
    static func isFolder(_ path: String) -> Bool? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// The paths of all files below a folder, relative to it, sorted; links to folders are not followed.
    static func files(below folder: String) -> [String] {
        var found: [String] = []
        var pending = [""]
        while let relative = pending.popLast() {
            guard let directory = opendir(relative.isEmpty ? folder : folder + "/" + relative) else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                let path = relative.isEmpty ? name : relative + "/" + name
                var status = stat()
                guard lstat(folder + "/" + path, &status) == 0 else { continue }
                let isLink = status.st_mode & S_IFMT == S_IFLNK
                let isFolder = self.isFolder(folder + "/" + path) ?? false
                if isFolder { if !isLink { pending.append(path) } } else { found.append(path) }
            }
        }
        return found.sorted()
    }

    /// Those of them that are workbooks by their names, without the lock files that Excel puts beside open ones.
    static func workbooks(below folder: String) -> [String] {
        files(below: folder).filter { path in
            let name = path.split(separator: "/").last ?? ""
            return endings.contains { name.lowercased().hasSuffix($0) } && !name.hasPrefix("~$")
        }
    }

    private static let endings = [".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam"]

    /// The workbooks that words of the command line stand for; a word that leads nowhere stands for itself, so that it
    /// is reported. A folder without any is reported here.
    static func workbooks(for operands: [String]) -> [String] {
        operands.flatMap { operand in
            guard isFolder(operand) == true else { return [operand] }
            let found = workbooks(below: operand).map { operand + "/" + $0 }
            if found.isEmpty { Console.error("cellar: \(noWorkbook(in: operand))\n") }
            return found
        }
    }

    static func noWorkbook(in folder: String) -> String {
        "there is no workbook in \(folder); files that end in \(endings.joined(separator: ", ")) are looked for"
    }

    private static func failure(_ operation: String, _ path: String) -> Failure {
        Failure(reason: "cannot \(operation) \(path): \(DataDirectory.cause(errno))")
    }
}
