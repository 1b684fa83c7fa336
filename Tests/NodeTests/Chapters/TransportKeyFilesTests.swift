import Foundation
import Gossip
import Sodium
import TestSupport
import Testing
import Transport

@testable import Node

/// What a change of the transport key leaves in the data directory, wherever it is interrupted.
@Suite struct `The files of the transport keys` {
    private let parent: TemporaryDirectory
    private let directory: DataDirectory
    private var files: TransportKeyFiles { TransportKeyFiles(directory: directory) }

    init() throws {
        parent = try TemporaryDirectory()
        directory = DataDirectory(parent.path + "/harbour")
        try directory.create()
        try KeyFile.create(try TransportKey(), at: directory.transportKey)
    }

    private var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: directory.keys)
                .filter { $0.hasPrefix("transport") }.sorted()
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `say how far it has come`() throws {
        let old = try files.read()
        #expect(old.other == nil)
        let next = try files.makeNext()
        #expect(try names == ["transport-next.key", "transport.key"])
        #expect(try mode(directory.nextTransportKey) == 0o600)
        let announced = try files.read()
        #expect(announced.current.publicKey == old.current.publicKey)
        guard case .next(let kept) = announced.other else {
            Issue.record("no next key")
            return
        }
        #expect(kept.publicKey == next.publicKey)
        try files.promoteNext()
        #expect(try names == ["transport-previous.key", "transport.key"])
        let inForce = try files.read()
        #expect(inForce.current.publicKey == next.publicKey)
        guard case .previous(let before) = inForce.other else {
            Issue.record("no previous key")
            return
        }
        #expect(before.publicKey == old.current.publicKey)
        try files.removePrevious()
        #expect(try names == ["transport.key"])
        #expect(try mode(directory.transportKey) == 0o600)
        #expect(try files.read().current.publicKey == next.publicKey)
        // Where the power was cut after that and it is asked for again, nothing is wrong.
        try files.removePrevious()
    }

    @Test func `are brought to the end of a step that was cut in the middle`() throws {
        let old = try files.read().current.publicKey
        let next = try files.makeNext().publicKey
        // As a power cut leaves it between the two renamings.
        try KeyFile.move(directory.transportKey, to: directory.previousTransportKey)
        let keys = try files.read()
        #expect(keys.current.publicKey == next)
        guard case .previous(let before) = keys.other else {
            Issue.record("no previous key")
            return
        }
        #expect(before.publicKey == old)
        #expect(try names == ["transport-previous.key", "transport.key"])
    }

    @Test func `are never written over by a new key`() throws {
        let next = try files.makeNext().publicKey
        #expect(throws: KeyError.self) { try files.makeNext() }
        guard case .next(let kept) = try files.read().other else {
            Issue.record("no next key")
            return
        }
        #expect(kept.publicKey == next)
    }

    @Test func `are refused where others could read one`() throws {
        _ = try files.makeNext()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o640], ofItemAtPath: directory.nextTransportKey)
        #expect(throws: KeyError.self) { try files.read() }
    }
}
