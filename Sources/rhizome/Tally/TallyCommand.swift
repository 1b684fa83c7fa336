import ArgumentParser
import Foundation
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

    @Option(help: "How many seats to fill; else as many as the file says, or one.")
    var seats: Int?

    @Option(
        help: "blt, preflib, csv or rhizome; else by the ending and the first line.",
        transform: Self.format)
    var format: PaperFormat?

    @Option(
        help: "What papers say of whom they leave out: last (below everybody) or ignored.",
        transform: Self.unranked)
    var unranked: Unranked = .last

    @Option(
        help: """
            Everybody's name in the order in which lots were drawn, with commas between. Drawn \
            earlier wins a tie. Without it the order is that of the file.
            """)
    var lots: String?

    @Argument(help: "The file, or - for standard input.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func validate() throws {
        if let seats, !(1...Slate.mostCandidates).contains(seats) {
            throw ValidationError("--seats has to be 1 to \(Slate.mostCandidates).")
        }
    }

    func run() async throws {
        let papers = try PaperSource.read(file, format: format, for: method)
        let answer = try count(papers)
        if globals.json {
            try Output.print(json: answer.contract)
        } else {
            Output.print(answer.words(in: Self.language(ProcessInfo.processInfo.environment)))
        }
    }

    /// Counts what was read.
    func count(_ papers: PaperFile) throws -> TallyAnswer {
        do {
            if method == .yesNo { return try motion(papers) }
            guard let slate = papers.profile.slate else { throw CountError.wrongPapers }
            let log = try method.count(
                papers.profile, seats: seats ?? papers.seats ?? 1, unranked: unranked,
                lots: try order(slate))
            return TallyAnswer(title: papers.title, log: log)
        } catch let error as CountError {
            throw Failure(Self.sentence(error, method, seats: seats ?? papers.seats ?? 1))
        }
    }

    private func motion(_ papers: PaperFile) throws -> TallyAnswer {
        let motion: MotionPapers
        switch papers.profile {
        case .motion(let papers): motion = papers
        case .ranked(let papers):
            guard let read = MotionPapers(papers) else {
                throw Failure(
                    "A motion needs candidates that are called yes, no and perhaps abstain.")
            }
            motion = read
        case .scored: throw CountError.wrongPapers
        }
        guard let rule = MotionRule([.majority(of: .yesAndNo)]) else {
            throw CountError.wrongPapers
        }
        return TallyAnswer(title: papers.title, motion: try rule.count(motion))
    }

    /// The lots as named, whoever has withdrawn last, or else the order of the file.
    private func order(_ slate: Slate) throws -> Lots {
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
        case .yesNo: "yes, no and abstain"
        case .score, .star, .dots: "points"
        case .approval: "marks, points or ranks"
        default: "ranks"
        }
    }
}
