import Foundation
import Sodium
import Testing

@Suite struct `Key files` {
    /// A directory of one test's own, gone with the test.
    private final class Directory {
        let path = NSTemporaryDirectory() + "rhizome-keys-" + Hex.text(randomBytes(8))
        init() throws {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func file(_ name: String) -> String { path + "/" + name }
    }

    private func reason(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing was refused"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a signing key comes back from its file`() throws {
        let directory = try Directory()
        let key = try SigningKey()
        try KeyFile.create(key, at: directory.file("feed.key"))
        let same = try KeyFile.signingKey(at: directory.file("feed.key"))
        #expect(same.publicKey == key.publicKey)
        #expect(same.signature(for: [1]) == key.signature(for: [1]))
    }

    @Test func `a transport key comes back from its file`() throws {
        let directory = try Directory()
        let key = try TransportKey()
        try KeyFile.create(key, at: directory.file("curve.key"))
        let same = try KeyFile.transportKey(at: directory.file("curve.key"))
        #expect(same.publicKey == key.publicKey)
        let mode = try FileManager.default.attributesOfItem(atPath: directory.file("curve.key"))
        #expect(mode[.posixPermissions] as? Int == 0o600)
        #expect(mode[.size] as? Int == 32)
    }

    @Test func `a key file is moved and removed as it is`() throws {
        let directory = try Directory()
        let (path, other) = (directory.file("next.key"), directory.file("transport.key"))
        let key = try TransportKey()
        try KeyFile.create(try TransportKey(), at: other)
        try KeyFile.create(key, at: path)
        try KeyFile.move(path, to: other)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try KeyFile.transportKey(at: other).publicKey == key.publicKey)
        #expect(throws: KeyError.self) { try KeyFile.move(path, to: other) }
        try KeyFile.remove(other)
        #expect(!FileManager.default.fileExists(atPath: other))
        try KeyFile.remove(other)
    }

    @Test func `an existing file is never overwritten`() throws {
        let directory = try Directory()
        let path = directory.file("feed.key")
        let first = try SigningKey()
        try KeyFile.create(first, at: path)
        let second = try SigningKey()
        #expect(throws: KeyError.self) { try KeyFile.create(second, at: path) }
        #expect(reason { try KeyFile.create(second, at: path) }.contains("never overwritten"))
        #expect(try KeyFile.signingKey(at: path).publicKey == first.publicKey)
    }

    @Test func `nothing is written through a symbolic link that leads nowhere`() throws {
        let directory = try Directory()
        let target = directory.file("target")
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("link"), withDestinationPath: target)
        let key = try SigningKey()
        #expect(throws: KeyError.self) { try KeyFile.create(key, at: directory.file("link")) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o610, 0o602, 0o660])
    func `a file that others may use is refused`(mode: Int) throws {
        let directory = try Directory()
        let path = directory.file("feed.key")
        try KeyFile.create(SigningKey(), at: path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(throws: KeyError.self) { _ = try KeyFile.signingKey(at: path) }
        #expect(throws: KeyError.self) { _ = try KeyFile.transportKey(at: path) }
        let words = reason { _ = try KeyFile.signingKey(at: path) }
        #expect(words.contains("chmod 600"))
        #expect(words.contains(path))
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a file of another length is refused`(count: Int) throws {
        let directory = try Directory()
        let path = directory.file("feed.key")
        let made = FileManager.default.createFile(
            atPath: path, contents: Data(repeating: 7, count: count),
            attributes: [.posixPermissions: 0o600])
        #expect(made)
        let words = reason { _ = try KeyFile.signingKey(at: path) }
        #expect(words.contains("\(count) bytes"))
    }

    @Test func `a symbolic link, a directory and a missing file are refused`() throws {
        let directory = try Directory()
        try KeyFile.create(SigningKey(), at: directory.file("real"))
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("link"), withDestinationPath: directory.file("real"))
        let link = reason { _ = try KeyFile.signingKey(at: directory.file("link")) }
        #expect(link.contains("symbolic link"))
        let folder = reason { _ = try KeyFile.signingKey(at: directory.path) }
        #expect(folder.contains("not a regular file"))
        let missing = reason { _ = try KeyFile.signingKey(at: directory.file("none")) }
        #expect(missing.contains("No such file"))
    }

    @Test func `a pipe in place of the file does not hold the node`() throws {
        let directory = try Directory()
        #expect(mkfifo(directory.file("pipe"), 0o600) == 0)
        let words = reason { _ = try KeyFile.signingKey(at: directory.file("pipe")) }
        #expect(words.contains("not a regular file"))
    }

    @Test func `a missing directory is refused in words`() throws {
        let directory = try Directory()
        let words = reason { try KeyFile.create(SigningKey(), at: directory.file("no/feed.key")) }
        #expect(words.contains("No such file"))
    }
}
