/// What a file of papers says.
public struct PaperFile: Sendable {
    /// The title; empty where there is none.
    public var title: String
    /// How many seats are to be filled, where the format has a place for that.
    public var seats: Int?
    /// The papers.
    public var profile: Profile

    /// Papers with what is known about them.
    public init(title: String = "", seats: Int? = nil, profile: Profile) {
        self.title = title
        self.seats = seats
        self.profile = profile
    }
}

extension Profile {
    /// The candidates; nil for a motion.
    public var slate: Slate? {
        switch self {
        case .ranked(let papers): papers.slate
        case .scored(let papers): papers.slate
        case .motion: nil
        }
    }
}

/// What the cells of a CSV file mean; nothing in the file says so.
public enum CSVContent: Hashable, Sendable {
    /// Ranks, or names from the best on.
    case ranks
    /// Points, or names of all who are approved.
    case scores
    /// In favour, against, abstaining.
    case motion
}

extension CountingMethod {
    /// What the cells of a CSV file mean to this method.
    public var content: CSVContent {
        switch self {
        case .yesNo: .motion
        case .approval, .score, .star, .dots: .scores
        default: .ranks
        }
    }
}

/// A way to write papers down.
public enum PaperFormat: String, Hashable, Sendable, CaseIterable {
    /// The format of most programs for STV: numbers, then names.
    case blt
    /// The format of preflib.org: soc, soi, toc, toi.
    case preflib
    /// A table of ranks, points or names, one paper a row.
    case csv
    /// Our own; the only one that loses nothing.
    case rhizome

    /// The format of a file by the ending of its name, or else by its first line.
    public init(fileName: String, beginning: some Sequence<UInt8>) {
        let ending = fileName.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
        switch ending.lowercased() {
        case "blt": self = .blt
        case "soc", "soi", "toc", "toi": self = .preflib
        case "csv", "tsv": self = .csv
        case "papers": self = .rhizome
        default: self = Self.guess(Array(beginning.prefix(4_096)))
        }
    }

    private static func guess(_ bytes: [UInt8]) -> PaperFormat {
        var text = String(decoding: bytes, as: UTF8.self)[...]
        if text.first == "\u{FEFF}" { text = text.dropFirst() }
        let lines = text.split { $0.isNewline }
        guard let first = lines.first else { return .csv }
        if first.hasPrefix(OwnFormat.firstLine) { return .rhizome }
        if first.hasPrefix("#") {
            let key = first.dropFirst().split(separator: ":", omittingEmptySubsequences: false)[0]
            let isKey = key.allSatisfy { ("A"..."Z").contains($0) || $0.isNumber || $0 == " " }
            return isKey && first.contains(":") ? .preflib : .blt
        }
        let words = first.split { $0 == " " || $0 == "\t" }.prefix { !$0.hasPrefix("#") }
        return words.count == 2 && words.allSatisfy { Int($0) != nil } ? .blt : .csv
    }
}

extension PaperFormat {
    /// Papers as this format has them; reading them gives the same.
    ///
    /// PrefLib and CSV have no place for seats, CSV none for a title: these are left out. Whatever
    /// else has no place is refused.
    public func write(_ file: PaperFile) throws(FormatRefusal) -> [UInt8] {
        var out = PaperText()
        switch self {
        case .blt: try out.blt(file)
        case .preflib: try out.preflib(file)
        case .csv: try out.csv(file)
        case .rhizome: try out.own(file)
        }
        return out.bytes
    }
}

/// Text of a file while it is written.
struct PaperText {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func add(line: String) {
        add(line)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Refuses names that would not come back as they are.
    func check(_ slate: Slate) throws(FormatRefusal) {
        for name in slate.names {
            guard !name.isEmpty else { throw .name(name) }
            try check(name)
        }
    }

    /// Refuses a text that would not come back as it is.
    func check(_ text: String) throws(FormatRefusal) {
        let isPlain =
            text.unicodeScalars.allSatisfy { !(0...0x1F).contains($0.value) }
            && text.unicodeScalars.allSatisfy { !(0x7F...0x9F).contains($0.value) }
        let ends = [text.utf8.first, text.utf8.last]
        guard isPlain, text.utf8.count <= FormatLimits.mostNameBytes, !ends.contains(0x20) else {
            throw .name(text)
        }
    }

    /// The ranked papers of a file that can hold no others, and only readable ones.
    func ranked(_ file: PaperFile) throws(FormatRefusal) -> RankedPapers {
        switch file.profile {
        case .ranked(let papers):
            guard papers.invalid == 0 else { throw .invalidPapers }
            return papers
        case .scored: throw .scores
        case .motion: throw .motion
        }
    }
}
