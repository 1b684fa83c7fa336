import ArgumentParser
import Foundation
import Sodium
import Tally
import Testing

@testable import rhizome

/// Protocol/vectors/results.json and lots.json: what counts must give, byte for byte.
///
/// With RECORD=1 the tests write the files anew.
@Suite struct `Vectors of results` {
    @Test func `are what the program makes`() throws {
        let made = try ResultCases.all.map { try $0.vector() }
        try VectorStore.check(
            VectorStore.File(
                about: """
                    'papers' is a file of papers in the format of rhizome; 'lots' are all \
                    candidates in the order in which they were drawn. 'result' is the whole \
                    result, 'sha256' the hash of its bytes. RESULTS.md.
                    """,
                vectors: made), as: "results")
        #expect(Set(made.map(\.name)).count == made.count)
        #expect(Set(ResultCases.all.map(\.method)) == Set(TallyCommand.methods))
    }

    @Test func `of lots are what seeds give`() throws {
        let made = LotCases.all.map { $0.vector() }
        try VectorStore.check(
            VectorStore.File(
                about: """
                    'seed' and 'question' are hexadecimal, 'candidates' ids of candidates in \
                    hexadecimal. 'order' has their numbers from 0, drawn first first. RESULTS.md.
                    """,
                vectors: made), as: "lots")
    }

    @Test func `the command draws the same lots from a seed`() throws {
        let seed = String(repeating: "5a", count: 64)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a.csv").path
        try Data("Ada,Ben,Cleo,Zoë\n1,1,1,1\n".utf8).write(to: URL(filePath: path))
        for question in ["", "Chair"] {
            let options = ["tally", "--method", "approval", "--seats", "3", "--seed", seed]
            let parsed = try Rhizome.parseAsRoot(options + ["--question", question, path])
            let command = try #require(parsed as? TallyCommand)
            let answer = try command.count(PaperSource.read(path, format: nil, for: .borda))
            let lots = Lots(
                seed: Hex.bytes(seed) ?? [], question: Array(question.utf8),
                candidates: ["Ada", "Ben", "Cleo", "Zoë"].map { Array($0.utf8) },
                sha256: LotCase.sha256)
            let names = lots.order.map { ["Ada", "Ben", "Cleo", "Zoë"][$0] }
            #expect(answer.result.winners == Array(names.prefix(3)), "“\(question)”")
        }
    }
}

/// A count and what it is given.
struct ResultCase {
    let name: String
    let method: CountingMethod
    var seats = 1
    var unranked = Unranked.last
    let papers: String
    var lots: [String] = []

    /// The bytes of the result, as `rhizome tally --json` prints them; nil if it is refused.
    private func result(_ file: PaperFile, _ lots: Lots) throws -> String? {
        guard
            let log = try? method.count(
                file.profile, seats: seats, unranked: unranked, lots: lots)
        else { return nil }
        return try Output.jsonText(TallyAnswer(title: file.title, log: log).result)
    }

    func vector() throws -> VectorStore.Vector {
        var reader = PaperReader(.rhizome)
        try reader.read(Array(papers.utf8))
        let file = try reader.finish()
        let slate = try file.profile.slate ?? Slate(["yes", "no"])
        var order = lots
        if order.isEmpty { order = file.profile.slate?.names ?? [] }
        let drawn = try #require(
            file.profile.slate == nil
                ? Lots(inOrderOf: slate)
                : Lots(order.compactMap { slate.names.firstIndex(of: $0) }), "\(name)")
        let text = try result(file, drawn)
        return VectorStore.Vector(
            name: name,
            input: VectorStore.Input(
                method: method.rawValue, seats: seats, unranked: unranked.rawValue,
                papers: papers, lots: order),
            outcome: text == nil ? "refused" : "valid",
            expected: text.map {
                VectorStore.Expected(
                    result: $0, sha256: Hex.text(LotCase.sha256(Array($0.utf8))))
            })
    }
}

/// A seed and the ids that are drawn.
struct LotCase {
    let name: String
    let seed: [UInt8]
    let question: [UInt8]
    let candidates: [[UInt8]]

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    func vector() -> VectorStore.Vector {
        let lots = Lots(
            seed: seed, question: question, candidates: candidates, sha256: Self.sha256)
        return VectorStore.Vector(
            name: name,
            input: VectorStore.Input(
                seed: Hex.text(seed), question: Hex.text(question),
                candidates: candidates.map { Hex.text($0) }),
            outcome: "valid", expected: VectorStore.Expected(order: lots.order))
    }
}

/// Files of vectors as they lie in Protocol/vectors.
enum VectorStore {
    struct File: Codable, Equatable {
        var about: String
        var vectors: [Vector]
    }

    struct Vector: Codable, Equatable {
        var name: String
        var input: Input
        var outcome: String
        var expected: Expected?
    }

    struct Input: Codable, Equatable {
        var method: String?
        var seats: Int?
        var unranked: String?
        var papers: String?
        var lots: [String]?
        var seed: String?
        var question: String?
        var candidates: [String]?
    }

    struct Expected: Codable, Equatable {
        var result: String?
        var sha256: String?
        var order: [Int]?
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Protocol/vectors")

    /// Compares with what lies there, or writes it anew with RECORD=1.
    static func check(_ made: File, as name: String) throws {
        let path = folder.appending(path: name + ".json")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try (encoder.encode(made) + Data("\n".utf8)).write(to: path)
        }
        let recorded = try JSONDecoder().decode(File.self, from: Data(contentsOf: path))
        #expect(recorded.about == made.about)
        #expect(recorded.vectors.map(\.name) == made.vectors.map(\.name))
        for (old, new) in zip(recorded.vectors, made.vectors) {
            #expect(old == new, "\(new.name) is no longer what the file says")
        }
    }
}
