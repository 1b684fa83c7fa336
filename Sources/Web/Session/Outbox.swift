import Federation
import Foundation
import Sodium

/// Where letters lie until the chapter has a mail server: one file each, which the operator hands
/// on.
///
/// Only the owner of the directory can read them. They are written beside their name and then
/// moved, so that whoever watches the folder never takes half a letter.
public struct Outbox: Sendable {
    /// So many letters are kept; the oldest go first.
    static let lettersAtMost = 500
    /// Letters are kept for a day: what is in them works for minutes.
    static let keptFor: Int64 = 24 * 3_600_000

    /// The directory.
    let path: String

    /// The letters in a directory, which is made when the first is written.
    public init(path: String) { self.path = path }

    /// Adds a letter and removes old ones.
    func put(_ letter: Letter, at now: Timestamp) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try removeOld(at: now)
        let id = Hex.text(randomBytes(8))
        let name = "\(now.milliseconds)-\(id)"
        let draft = "\(path)/.\(name)"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(letter.text(id: id, at: now).utf8))
            try file.close()
            try FileManager.default.moveItem(atPath: draft, toPath: "\(path)/\(name).eml")
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    /// Makes room for one more; drafts that a killed node has left go with the old letters.
    private func removeOld(at now: Timestamp) throws {
        var letters: [(at: Int64, name: String)] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            let stem = name.hasPrefix(".") ? name.dropFirst() : name[...]
            guard let at = stem.split(separator: "-").first.flatMap({ Int64($0) }) else { continue }
            letters.append((at, name))
        }
        letters.sort { $0.at < $1.at }
        for (index, letter) in letters.enumerated()
        where letters.count - index >= Self.lettersAtMost
            || now.milliseconds - letter.at > Self.keptFor
        {
            try? FileManager.default.removeItem(atPath: "\(path)/\(letter.name)")
        }
    }
}
