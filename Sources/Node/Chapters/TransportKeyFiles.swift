import Foundation
import Gossip
import Sodium
import Transport

/// The transport keys of a node in its data directory, one file each.
///
/// Which files are there says how far a change of the key has come.
struct TransportKeyFiles: TransportKeyStore {
    let directory: DataDirectory

    /// The keys as the transport takes them.
    ///
    /// A change that was interrupted in the middle of a step is brought to the end of it first.
    func read() throws -> TransportKeys {
        let current = directory.transportKey
        if !exists(current), exists(directory.nextTransportKey) {
            try KeyFile.move(directory.nextTransportKey, to: current)
        }
        let pair = try pair(at: current)
        if exists(directory.nextTransportKey) {
            return TransportKeys(
                current: pair, other: .next(try self.pair(at: directory.nextTransportKey)))
        }
        if exists(directory.previousTransportKey) {
            return TransportKeys(
                current: pair,
                other: .previous(try self.pair(at: directory.previousTransportKey)))
        }
        return TransportKeys(current: pair)
    }

    func makeNext() throws -> CurveKeyPair {
        let path = directory.nextTransportKey
        try KeyFile.create(try TransportKey(), at: path)
        return try pair(at: path)
    }

    func promoteNext() throws {
        try KeyFile.move(directory.transportKey, to: directory.previousTransportKey)
        try KeyFile.move(directory.nextTransportKey, to: directory.transportKey)
    }

    func removePrevious() throws { try KeyFile.remove(directory.previousTransportKey) }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private func pair(at path: String) throws -> CurveKeyPair {
        CurveKeyPair(try KeyFile.transportKey(at: path))
    }
}

extension DataDirectory {
    /// The key that links are encrypted with.
    var transportKey: String { keys + "/transport.key" }
    /// The one that is to follow it, while it is being changed.
    var nextTransportKey: String { keys + "/transport-next.key" }
    /// The one that it has followed, until everybody has heard.
    var previousTransportKey: String { keys + "/transport-previous.key" }
}
