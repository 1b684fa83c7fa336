import Foundation
import Synchronization

/// A directory of a test's own, removed when the test lets it go.
///
/// All are in one directory of the run, which is removed when the process ends: so nothing stays
/// behind of a test that fails, or that writes again where its directory has been.
public final class TemporaryDirectory: Sendable {
    /// A directory of the whole run.
    ///
    /// Short, because the path of a control socket has at most 107 bytes.
    public static let ofRun: String = {
        var template = Array("/tmp/rz-XXXXXX".utf8CString)
        // Where this fails, whoever makes something in it says so.
        _ = mkdtemp(&template)
        atexit { try? FileManager.default.removeItem(atPath: TemporaryDirectory.ofRun) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    private static let made = Atomic(0)

    /// Where it is.
    public let path: String

    /// Makes one, for its owner alone.
    public init() throws {
        let number = Self.made.add(1, ordering: .relaxed).newValue
        path = "\(Self.ofRun)/\(number)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
