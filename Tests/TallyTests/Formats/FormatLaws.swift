import Testing

@testable import Tally

/// What holds for papers of any kind in any format.
@Suite struct `Any file of papers` {
    /// Characters that formats could stumble over.
    private static let alphabet: [Character] = Array("ab ,;:#\"\\'=>-0123[]{}()?|é日ñ.")

    private static func text(_ random: inout Seeded, _ lengths: ClosedRange<Int>) -> String {
        let length = Int.random(in: lengths, using: &random)
        let characters = (0..<length).compactMap { _ in alphabet.randomElement(using: &random) }
        return String(characters).split(separator: " ").joined(separator: " ")
    }

    /// Papers that a machine makes up; plain ones fit into every format.
    private static func invent(_ random: inout Seeded, isPlain: Bool) throws -> PaperFile {
        let count = Int.random(in: 1...7, using: &random)
        var names: Set<String> = []
        while names.count < count {
            let name = text(&random, 1...9)
            if !name.isEmpty { names.insert(name) }
        }
        let withdrawn =
            isPlain ? [] : (0..<count).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
        let slate = try Slate(names.sorted().shuffled(using: &random), withdrawn: withdrawn)
        var papers = RankedPapers(slate)
        for _ in 0..<Int.random(in: 0...15, using: &random) {
            var groups: [[Int]] = []
            let length = Int.random(in: 0...count, using: &random)
            for candidate in (0..<count).shuffled(using: &random).prefix(length) {
                if !groups.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
                    groups[groups.count - 1].append(candidate)
                } else {
                    groups.append([candidate])
                }
            }
            try papers.add(groups: groups, count: Int.random(in: 1...99, using: &random))
        }
        if !isPlain, Bool.random(using: &random) { try papers.addInvalid(count: 3) }
        return PaperFile(
            title: isPlain ? "" : text(&random, 0...12),
            seats: isPlain ? nil : Int.random(in: 1...5, using: &random),
            profile: .ranked(papers))
    }

    private static func inventScores(_ random: inout Seeded) throws -> PaperFile {
        let count = Int.random(in: 1...5, using: &random)
        var papers = try ScoredPapers(Slate((0..<count).map { "c\($0)" }), highest: 5)
        try papers.add(all: [5])
        for _ in 0..<Int.random(in: 0...9, using: &random) {
            let scores = (0..<count).map { _ in
                Bool.random(using: &random) ? Int.random(in: 0...5, using: &random) : nil
            }
            try papers.add(all: scores, count: Int.random(in: 1...9, using: &random))
        }
        return PaperFile(profile: .scored(papers))
    }

    /// Everything that a file says.
    private static func all(_ file: PaperFile) -> [String] {
        var invalid = 0
        if case .ranked(let papers) = file.profile { invalid = papers.invalid }
        if case .scored(let papers) = file.profile {
            invalid = papers.invalid * 100 + papers.highest
        }
        return [file.title, "\(file.seats ?? 0)", "\(invalid)"] + file.names + file.lines
    }

    @Test func `that is written and read again says the same`() throws {
        for seed in 0..<300 as Range<UInt64> {
            var random = Seeded(seed)
            let piece = Int.random(in: 1...200, using: &random)
            let rich = try Self.invent(&random, isPlain: false)
            let plain = try Self.invent(&random, isPlain: true)
            for format in PaperFormat.allCases {
                let file = format == .rhizome ? rich : plain
                let bytes = try format.write(file)
                let text = String(decoding: bytes, as: UTF8.self)
                var again = try format.read(bytes, piece: piece)
                if format == .blt { again.seats = nil }
                #expect(Self.all(again) == Self.all(file), "seed \(seed), \(format): \(text)")
                #expect(try format.write(again) == bytes, "seed \(seed), \(format): \(text)")
                #expect(
                    PaperFormat(fileName: "-", beginning: bytes) == format,
                    "seed \(seed): \(text)")
            }
        }
    }

    @Test func `of points that is written and read again says the same`() throws {
        for seed in 0..<100 as Range<UInt64> {
            var random = Seeded(seed)
            let invented = try Self.inventScores(&random)
            for format in [PaperFormat.csv, .rhizome] {
                // What was added twice is gathered when it is read, and then stays as it is.
                let file = try format.read(format.write(invented), as: .scores)
                let again = try format.read(format.write(file), as: .scores)
                #expect(Self.all(again) == Self.all(file), "seed \(seed), \(format)")
                guard case .scored(let before) = invented.profile,
                    case .scored(let after) = again.profile
                else {
                    Issue.record("seed \(seed): These papers score.")
                    continue
                }
                let lots = before.lots()
                #expect(
                    try Score().count(before, lots: lots).stages
                        == Score().count(after, lots: lots).stages, "seed \(seed), \(format)")
            }
        }
    }

    @Test func `that was changed anywhere is read or refused with its line, and never traps`()
        throws
    {
        let junk: [[UInt8]] = [
            [0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC2, 0x85], [10], [13], Array("-".utf8),
            Array("=".utf8), Array("0".utf8), Array("99999999999999999999".utf8), Array(" ".utf8),
            Array("\"".utf8), Array(",".utf8), Array("{".utf8), Array(":".utf8), Array("#".utf8),
        ]
        var refused = 0
        var read = 0
        for seed in 0..<400 as Range<UInt64> {
            var random = Seeded(seed)
            let isScored = seed % 5 == 4
            let file =
                try isScored
                ? Self.inventScores(&random) : Self.invent(&random, isPlain: seed % 2 == 0)
            for format in PaperFormat.allCases {
                guard var bytes = try? format.write(file) else { continue }
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let place = Int.random(in: 0...bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes.removeLast(bytes.count - place)
                    case 1 where place < bytes.count:
                        bytes[place] = UInt8.random(in: 0...255, using: &random)
                    case 2 where place < bytes.count: bytes.remove(at: place)
                    default:
                        bytes.insert(
                            contentsOf: junk.randomElement(using: &random) ?? [], at: place)
                    }
                }
                do {
                    let content: [CSVContent] = [.ranks, .scores, .motion]
                    _ = try format.read(
                        bytes, as: content.randomElement(using: &random) ?? .ranks, piece: 64)
                    read += 1
                } catch let error as FormatError {
                    let lines = bytes.count { $0 == 10 } + 1
                    #expect((1...lines).contains(error.line), "seed \(seed), \(format): \(error)")
                    #expect(
                        error.column >= 1 && "\(error)".hasSuffix("."), "seed \(seed): \(error)")
                    refused += 1
                }
            }
        }
        // Otherwise the changes would be too weak, or too strong, to find anything.
        #expect(refused > 300)
        #expect(read > 50)
    }

    @Test func `that can be read is counted by every method, or refused`() throws {
        let files: [(text: String, content: CSVContent)] = [
            ("2 1\n0\n\"A\"\n\"B\"\n", .ranks),
            ("2 1\n-1 -2\n5 1 2 0\n0\n\"A\"\n\"B\"\n", .ranks),
            ("1 3\n5 1 0\n2 0\n0\n\"A\"\n", .ranks),
            ("3 2\n9223372036854775806 1 2 0\n1 2=3 0\n0\n\"A\"\n\"B\"\n\"C\"\n", .ranks),
            ("3 1000\n9223372036854775807 1=2=3 0\n0\n\"A\"\n\"B\"\n\"C\"\n", .ranks),
            (
                "3 1\n4611686018427387903 1 0\n4611686018427387904 3 2 0\n0\n\"A\"\n\"B\"\n\"C\"",
                .ranks
            ),
            ("A,B\n", .scores), ("A,B,count\n,,9223372036854775807\n", .scores),
            ("A,B,count\n1000000,999999,9223372036854775807\n", .scores),
            ("yes,no\n9223372036854775807,0\n", .motion), ("yes,no\n", .motion),
        ]
        var refused = 0
        for (text, content) in files {
            let format: PaperFormat = text.first?.isNumber == true ? .blt : .csv
            let file = try format.read(text, as: content)
            if case .motion(let papers) = file.profile {
                let rule = try #require(MotionRule([.majority(of: .yesAndNo)]))
                #expect(try rule.count(papers).isPassed == (papers.yes > 0))
                continue
            }
            let slate = try #require(file.profile.slate)
            for method in CountingMethod.allCases {
                for seats in [1, 2, file.seats ?? 1] {
                    do {
                        let log = try method.count(
                            file.profile, seats: seats, lots: Lots(inOrderOf: slate))
                        let standing = Set(slate.standing)
                        #expect(Set(log.ranking.flatMap(\.self)) == standing, "\(method): \(text)")
                        #expect(standing.isSuperset(of: log.winners), "\(method): \(text)")
                        #expect(log.winners.count <= seats, "\(method): \(text)")
                        #expect(!log.sentences(in: .spanish).isEmpty)
                    } catch { refused += 1 }
                }
            }
        }
        #expect(refused > 0)
    }
}
