public import Federation

/// What a chapter's key has signed of somebody's membership, for the chapter to which they move.
///
/// It is a text with a line for each thing, so that people can read what was signed, and it is read
/// as strictly as it is written. Specification: Protocol/README.md, "Seals".
public struct MembershipCertificate: Hashable, Sendable {
    /// So many periods fit, the latest ones; those before are in `memberSince`.
    public static let periodsAtMost = 60
    /// Why a text that a key has signed is no certificate, in a sentence.
    public static let unreadable =
        "The text is signed, and it does not say what a certificate of membership says."

    /// One period.
    public struct Period: Hashable, Sendable {
        /// The kind of membership, as the chapter calls it.
        public let kind: String
        /// The first day, as 2026-05-01.
        public let startsOn: String
        /// The last day on which it runs; nil without an end.
        public let lastDay: String?
    }

    /// The chapter whose key has signed it.
    public let chapter: ChapterID
    /// What the chapter called itself.
    public let chapterName: String
    /// The person's name, as the chapter had it.
    public let name: String
    /// The person's number in that chapter.
    public let number: Int64
    /// Since when they had been a member without a break.
    public let memberSince: String
    /// The last day on which the membership counts, as far as was known; nil without an end.
    public let until: String?
    /// By which other chapter's certificate days before the first period count; nil for none.
    public let vouchedBy: String?
    /// The periods, the earliest first.
    public let periods: [Period]
    /// The day on which it was made.
    public let madeOn: String

    /// The certificate in one line, as a period keeps it: “Harbour · 9f3c2d1a9f3c2d1a ·
    /// 2026-05-01”.
    var shortly: String {
        "\(chapterName) · \(chapter.description.prefix(16)) · \(madeOn)"
    }

    /// Whether it has this name, however it is spelled with capitals and accents.
    public func isMadeOut(to other: String) -> Bool { foldedName(name) == foldedName(other) }

    /// The text that is signed.
    var text: String {
        var lines = [
            ChapterSeal.Kind.membership.rawValue, "Chapter: \(chapterName)",
            "Key of the chapter: \(chapter)", "Name: \(name)", "Number: \(number)",
            "Member since: \(memberSince)", "Member until: \(until ?? Self.noEnd)",
        ]
        if let vouchedBy { lines.append("Years before by: \(vouchedBy)") }
        for period in periods {
            lines.append(
                "Period: \(period.startsOn) to \(period.lastDay ?? Self.noEnd), \(period.kind)")
        }
        lines.append("Made on: \(madeOn)")
        return lines.joined(separator: "\n") + "\n"
    }

    private static let noEnd = "no end"
}

extension MembershipCertificate {
    /// So many Unicode scalars fit into a name, which is foreign.
    private static let nameScalars = 400
    /// And into that of a chapter.
    static let chapterScalars = 200

    /// Reads what a key has signed; nil where it is no certificate.
    public init?(_ proven: ChapterSeal.Proven) {
        var lines = proven.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popLast() == "", lines.popFirst() == "rhizome-membership-1" else { return nil }
        func next(_ name: String, limit: Int = Self.nameScalars) -> String? {
            guard let line = lines.first, line.hasPrefix(name + ": ") else { return nil }
            lines.removeFirst()
            let text = String(line.dropFirst(name.count + 2))
            let clean = try? EnteredText.line(text, name, limit: limit).get()
            return clean.map { Array($0.utf8) } == Array(text.utf8) ? text : nil
        }
        guard let chapterName = next("Chapter", limit: Self.chapterScalars),
            next("Key of the chapter") == proven.chapter.description, let name = next("Name"),
            let number = next("Number").flatMap({ Int64($0) }), number > 0,
            let since = next("Member since").flatMap(Self.day),
            let until = next("Member until").flatMap(Self.end)
        else { return nil }
        let vouchedBy = next("Years before by", limit: MembershipLimits.nameScalars)
        var periods: [Period] = []
        while let text = next("Period") {
            let pattern = /(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d|no end), (.+)/
            guard let match = text.wholeMatch(of: pattern),
                let starts = Self.day(String(match.output.1)),
                let last = Self.end(String(match.output.2)), periods.count < Self.periodsAtMost
            else { return nil }
            periods.append(
                Period(
                    kind: String(match.output.3), startsOn: starts.description,
                    lastDay: last == .last ? nil : last.description))
        }
        guard let made = next("Made on").flatMap(Self.day), lines.isEmpty, since <= until,
            since <= made
        else { return nil }
        self.init(
            chapter: proven.chapter, chapterName: chapterName, name: name, number: number,
            memberSince: since.description, until: until == .last ? nil : until.description,
            vouchedBy: vouchedBy, periods: periods, madeOn: made.description)
        // What this program would not have written says something else to another one.
        guard Array(text.utf8) == Array(proven.text.utf8) else { return nil }
    }

    private static func day(_ text: String) -> CalendarDay? {
        guard let day = CalendarDay(text), day.description == text,
            day.year >= MembershipLimits.earliestYear
        else { return nil }
        return day
    }

    private static func end(_ text: String) -> CalendarDay? {
        text == noEnd ? .last : day(text)
    }
}
