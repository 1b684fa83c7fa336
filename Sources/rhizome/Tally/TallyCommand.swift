import ArgumentParser
import Foundation
import Sodium
import Tally

/// Counts a file of papers; it needs no chapter.
struct TallyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally",
        abstract: "Count a file of papers by any method and explain the result.",
        discussion: """
            It works without a chapter and without a network, and gives the same digits on every \
            machine. Files are BLT, PrefLib (soc, soi, toc, toi), CSV, or rhizome's own format. \
            The debian method takes the last candidate for the default option. A motion (yes-no) \
            passes with more papers for than against.

            The log is in Spanish where the terminal is (LC_ALL or LANG).
            """)

    @Option(
        help: ArgumentHelp("One of \(Self.methods.map(\.rawValue).joined(separator: ", "))."),
        transform: Self.method)
    var method: CountingMethod

    // So that a number below 0 is one, and no other option.
    @Option(
        parsing: .unconditional,
        help: "How many seats to fill; else as many as the file says, or one.")
    var seats: Int?

    @Option(
        help: "blt, preflib, csv or rhizome; else by the ending and the first line.",
        transform: Self.format)
    var format: PaperFormat?

    @Option(
        help: "What papers say of whom they leave out: last (below everybody) or ignored.",
        transform: Self.unranked)
    var unranked: Unranked = .last

    // A name may begin with a hyphen.
    @Option(
        parsing: .unconditional,
        help: """
            Everybody's name in the order in which lots were drawn, with commas between. Drawn \
            earlier wins a tie. Without it the order is that of the file.
            """)
    var lots: String?

    @Option(
        help: """
            Hexadecimal digits that nobody knew while papers could still change: lots follow from \
            them and from the names, as Protocol/RESULTS.md says.
            """,
        transform: Self.seed)
    var seed: [UInt8]?

    @Option(
        parsing: .unconditional,
        help: "With --seed: the title of the question, where several have the same seed.")
    var question: String?

    @Argument(help: "The file, or - for standard input.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func validate() throws {
        if let seats, !(1...Slate.mostCandidates).contains(seats) {
            throw ValidationError("--seats has to be 1 to \(Slate.mostCandidates).")
        }
        if lots != nil, seed != nil {
            throw ValidationError("--lots and --seed cannot stand together.")
        }
        if question != nil, seed == nil {
            throw ValidationError("--question says nothing without --seed.")
        }
    }

    func run() async throws {
        let papers = try PaperSource.read(file, format: format, for: method)
        let answer = try count(papers)
        if globals.json {
            try Output.print(json: answer.result)
        } else {
            Output.print(answer.words(in: Self.language(ProcessInfo.processInfo.environment)))
        }
    }

    /// Counts what was read.
    func count(_ papers: PaperFile) throws -> TallyAnswer {
        do {
            let log = try method.count(
                papers.profile, seats: seats ?? papers.seats ?? 1, unranked: unranked,
                lots: try order(papers.profile.slate))
            return TallyAnswer(title: papers.title, log: log)
        } catch let error as CountError {
            throw Failure(Self.sentence(error, method, seats: seats ?? papers.seats ?? 1))
        }
    }

    /// The lots as named, whoever has withdrawn last, or of the seed, or else the order of the file.
    private func order(_ slate: Slate?) throws -> Lots {
        let slate = try slate ?? Slate(["yes", "no"])
        if let seed {
            return Lots(
                seed: seed, question: Array((question ?? "").utf8),
                candidates: slate.names.map { Array($0.utf8) }, sha256: { sha256($0).bytes })
        }
        guard let lots else { return Lots(inOrderOf: slate) }
        do {
            return try Lots(naming: lots, of: slate)
        } catch {
            throw Failure("--lots cannot be taken. \(error)")
        }
    }
}

extension TallyCommand {
    /// The methods that files of papers are counted by.
    static let methods = CountingMethod.allCases.filter { $0 != .dots }

    /// The language of a terminal, English unless it is one that logs are written in.
    static func language(_ environment: [String: String]) -> LogLanguage {
        LogLanguage(rawValue: String(terminalLanguage(environment).prefix(2))) ?? .english
    }

    @Sendable
    private static func method(_ text: String) throws -> CountingMethod {
        guard let method = CountingMethod(rawValue: text), methods.contains(method) else {
            throw ValidationError(
                "“\(text)” is none of \(methods.map(\.rawValue).joined(separator: ", ")).")
        }
        return method
    }

    @Sendable
    private static func format(_ text: String) throws -> PaperFormat {
        guard let format = PaperFormat(rawValue: text) else {
            let known = PaperFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("“\(text)” is none of \(known).")
        }
        return format
    }

    /// The fewest bytes of a seed: fewer could be tried out.
    private static let fewestSeedBytes = 16

    @Sendable
    private static func seed(_ text: String) throws -> [UInt8] {
        guard let seed = Hex.bytes(text), seed.count >= fewestSeedBytes else {
            throw ValidationError(
                "--seed has to be \(fewestSeedBytes * 2) hexadecimal digits or more.")
        }
        return seed
    }

    @Sendable
    private static func unranked(_ text: String) throws -> Unranked {
        guard let unranked = Unranked(rawValue: text) else {
            throw ValidationError("“\(text)” is neither last nor ignored.")
        }
        return unranked
    }

    /// Why papers cannot be counted.
    static func sentence(_ error: CountError, _ method: CountingMethod, seats: Int) -> String {
        switch error {
        case .wrongSeats:
            "\(method.rawValue) cannot fill \(seats) seats. Say --seats 1, or take another method."
        case .wrongLots: "The lots do not name everybody once."
        case .wrongParameter(let name): "\(name) lies outside of its limits."
        case .wrongPapers where method == .yesNo:
            "A motion needs papers that say yes, no or abstain, or that rank what is called so."
        case .wrongPapers: "\(method.rawValue) needs papers with \(needs(method))."
        case .tooManyEqual(let count):
            "A paper puts \(count) candidates on one rank; so many cannot be split exactly."
        case .quotasCannotBeMet: "No choice of candidates keeps all quotas on seats."
        case .quotasTooTangled: "The quotas on seats overlap in too many ways."
        }
    }

    /// What papers must have for a method.
    private static func needs(_ method: CountingMethod) -> String {
        switch method {
        case .score, .star, .dots: "points"
        case .approval: "marks, points or ranks"
        default: "ranks"
        }
    }
}
