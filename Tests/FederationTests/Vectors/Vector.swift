import Federation
import Foundation
import Sodium
import Testing

/// One case of a file in Protocol/vectors.
struct Vector: Codable, Equatable, Sendable, CustomTestStringConvertible {
    /// What the case is about.
    var name: String
    /// What is given.
    var input: JSON
    /// `valid`, or the name of the verdict.
    var outcome: String
    /// What follows from the input where it is valid.
    var expected: JSON?
    /// Why it is not valid.
    var reason: String?

    static func valid(_ name: String, _ input: JSON, _ expected: JSON) -> Vector {
        Vector(name: name, input: input, outcome: "valid", expected: expected, reason: nil)
    }

    static func invalid(_ name: String, _ input: JSON, _ outcome: String, _ reason: String)
        -> Vector
    {
        Vector(name: name, input: input, outcome: outcome, expected: nil, reason: reason)
    }

    var testDescription: String { name }
}

/// One file in Protocol/vectors.
struct VectorFile: Codable, Equatable {
    /// What the cases are about and how their input is to be read.
    var about: String
    var vectors: [Vector]

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Protocol/vectors")

    static func read(_ name: String) throws -> VectorFile {
        let data = try Data(contentsOf: folder.appending(path: name + ".json"))
        return try JSONDecoder().decode(VectorFile.self, from: data)
    }

    /// The cases of a file, for a parameterised test; none where it cannot be read, which
    /// `checkRecorded` reports.
    static func cases(_ name: String) -> [Vector] { (try? read(name))?.vectors ?? [] }

    /// Compares the file with what the program makes now, or writes it anew with RECORD=1.
    func checkRecorded(as name: String) throws {
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try FileManager.default.createDirectory(
                at: Self.folder, withIntermediateDirectories: true)
            let text = try encoder.encode(self) + Data("\n".utf8)
            try text.write(to: Self.folder.appending(path: name + ".json"))
        }
        let recorded = try Self.read(name)
        #expect(recorded.about == about)
        #expect(recorded.vectors.map(\.name) == vectors.map(\.name))
        #expect(Set(vectors.map(\.name)).count == vectors.count, "two cases have one name")
        for (old, new) in zip(recorded.vectors, vectors) {
            #expect(old == new, "\(new.name) is no longer what the file says")
        }
    }
}

/// What judging the input of a case gave.
enum Verdict: Equatable {
    case valid(JSON)
    case refused(String)

    /// Compares with what the file says.
    func check(against vector: Vector) {
        switch self {
        case .valid(let found):
            #expect(vector.outcome == "valid", "\(vector.name): \(vector.reason ?? "")")
            #expect(found == vector.expected, "\(vector.name)")
        case .refused(let verdict):
            #expect(vector.outcome == verdict, "\(vector.name)")
            #expect(vector.reason?.isEmpty == false, "\(vector.name) names no reason")
        }
    }
}

extension JSON {
    /// Bytes as hexadecimal text.
    static func hex(_ bytes: some Collection<UInt8>) -> JSON { .string(Hex.text(bytes)) }
    static func hex(_ bytes: Bytes32) -> JSON { .string(bytes.hex) }
    static func hex(_ chapter: ChapterID) -> JSON { .string(chapter.description) }
    static func hex(_ id: EventID) -> JSON { .string(id.description) }
    /// A hybrid time as sixteen hexadecimal digits.
    static func hex(_ time: HybridTime) -> JSON {
        .string(Hex.text(time.bits.bigEndianBytes))
    }

    var bytes: [UInt8] { Hex.bytes(text) ?? [] }
    var bytes32: Bytes32 { Bytes32(hex: text) ?? .zero }
    var publicKey: PublicKey? { Bytes32(hex: text).flatMap { PublicKey($0) } }
    var time: HybridTime { HybridTime(bits: UInt64(bigEndian: bytes[...])) }
}
