import Foundation
import Testing

@testable import Sodium

/// The published vectors of SLIP-0039: Tests/SLIP-0039.
@Suite struct `The vectors of SLIP-0039` {
    struct Vector: Decodable, Sendable, CustomStringConvertible {
        let description: String
        let sheets: [String]
        let secret: String

        init(from decoder: any Decoder) throws {
            var fields = try decoder.unkeyedContainer()
            description = try fields.decode(String.self)
            sheets = try fields.decode([String].self)
            secret = try fields.decode(String.self)
        }
    }

    private static let passphrase = Array("TREZOR".utf8)

    static let all: [Vector] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("SLIP-0039/vectors.json")
        let vectors = (try? Data(contentsOf: file)).flatMap {
            try? JSONDecoder().decode([Vector].self, from: $0)
        }
        return vectors ?? []
    }()

    private func join(_ vector: Vector) throws -> String {
        var shares = KeyShares()
        for sheet in vector.sheets {
            try shares.add(KeyShare(words: sheet.split(separator: " ").map(String.init)))
        }
        let secret = try SecretSharing.join(shares, passphrase: Self.passphrase)
        return secret.withBytes { Hex.text($0) }
    }

    @Test func `are all there`() { #expect(Self.all.count == 45) }

    @Test(arguments: all)
    func `are joined or refused as they say`(vector: Vector) throws {
        do {
            let secret = try join(vector)
            #expect(secret == vector.secret)
        } catch ShareError.inGroups {
            // Sheets in groups are for others: we make none, and say so of those we are given.
            #expect(vector.description.contains(/[gG]roup|detect some errors/))
        } catch let error as ShareError {
            #expect(vector.secret.isEmpty, "\(error)")
        }
    }

    @Test(arguments: [
        (2, ShareError.wrongChecksum(suspect: nil)), (3, .malformed), (5, .tooFew(missing: 1)),
        (6, .otherSet), (7, .otherSet), (11, .givenTwice(number: 3)), (12, .otherSet),
        (13, .noKey), (39, .wrongCount(19)), (40, .wrongCount(21)),
    ])
    func `are refused for their reason`(number: Int, reason: ShareError) throws {
        let error = try #require(throws: ShareError.self) { _ = try join(Self.all[number - 1]) }
        if case .wrongChecksum = error, case .wrongChecksum = reason { return }
        #expect(error == reason)
    }

    @Test func `are written again as they were read`() throws {
        var written = 0
        for sheet in Self.all.flatMap(\.sheets) {
            let words = sheet.split(separator: " ").map(String.init)
            guard let share = try? KeyShare(words: words) else { continue }
            #expect(share.words == words)
            written += 1
        }
        #expect(written > 20)
    }
}
