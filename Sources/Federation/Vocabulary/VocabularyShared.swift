import FoundationEssentials

/// What a chapter calls things, as far as it shares that: kinds of membership and words.
///
/// Specification: Protocol/vocabulary.proto, kind 32.
public struct VocabularyShared: Hashable, Sendable {
    /// The most kinds of membership of one chapter.
    public static let mostKinds = 32
    /// The most interests, and the most skills.
    public static let mostWords = 100
    /// The longest name or word, in bytes of UTF-8.
    public static let wordBytes = 160
    /// The longest rolling period, in months.
    public static let mostMonths = 120
    /// The longest grace, in days.
    public static let mostGraceDays = 366

    /// A kind of membership with its rules; without months and a year it has no end.
    public struct MembershipKind: Hashable, Sendable {
        /// What it is called.
        public var name: String
        /// How many months a period lasts; 0 for none.
        public var months: Int
        /// The first day of the membership year, month times 100 and day; 0 for none.
        public var yearStarts: Int
        /// From which day on who joins is in for the next year too, in the same form; 0 for none.
        public var rollover: Int
        /// For how many days after its end a period counts.
        public var graceDays: Int

        /// A kind with its rules.
        public init(
            name: String, months: Int = 0, yearStarts: Int = 0, rollover: Int = 0,
            graceDays: Int = 0
        ) {
            self.name = name
            self.months = months
            self.yearStarts = yearStarts
            self.rollover = rollover
            self.graceDays = graceDays
        }
    }

    /// The kinds of membership.
    public var kinds: [MembershipKind]
    /// What people care about.
    public var interests: [String]
    /// What people can do.
    public var skills: [String]

    /// Collects what the linked chapters learn.
    public init(kinds: [MembershipKind] = [], interests: [String] = [], skills: [String] = []) {
        self.kinds = kinds
        self.interests = interests
        self.skills = skills
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireVocabularyShared.self, payload)
        guard wire.kinds.count <= Self.mostKinds else { throw .outOfBounds("kinds") }
        kinds = wire.kinds.map { kind in
            MembershipKind(
                name: kind.name, months: Int(kind.months), yearStarts: Int(kind.yearStarts),
                rollover: Int(kind.rollover), graceDays: Int(kind.graceDays))
        }
        interests = wire.interests
        skills = wire.skills
        try check()
    }

    /// Checks every limit, as the receiving nodes do.
    public func check() throws(PayloadError) {
        guard kinds.count <= Self.mostKinds else { throw .outOfBounds("kinds") }
        for kind in kinds { try kind.check() }
        guard Set(kinds.map { Array($0.name.utf8) }).count == kinds.count else {
            throw .outOfBounds("kinds")
        }
        for (words, field) in [(interests, "interests"), (skills, "skills")] {
            _ = try Bounds.lines(
                words, field, count: 0...Self.mostWords, bytes: 1...Self.wordBytes)
        }
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireVocabularyShared()
        wire.kinds = kinds.map { kind in
            var wire = WireSharedMembershipKind()
            wire.name = kind.name
            wire.months = UInt32(clamping: kind.months)
            wire.yearStarts = UInt32(clamping: kind.yearStarts)
            wire.rollover = UInt32(clamping: kind.rollover)
            wire.graceDays = UInt32(clamping: kind.graceDays)
            return wire
        }
        wire.interests = interests
        wire.skills = skills
        return Bounds.encode(wire)
    }
}

extension VocabularyShared.MembershipKind {
    fileprivate func check() throws(PayloadError) {
        _ = try Bounds.line(name, "name", 1...VocabularyShared.wordBytes)
        guard (0...VocabularyShared.mostMonths).contains(months) else {
            throw .outOfBounds("months")
        }
        guard yearStarts == 0 || months == 0 && Self.isDay(yearStarts) else {
            throw .outOfBounds("year_starts")
        }
        guard
            rollover == 0 || yearStarts != 0 && rollover != yearStarts && Self.isDay(rollover)
        else { throw .outOfBounds("rollover") }
        guard (0...VocabularyShared.mostGraceDays).contains(graceDays) else {
            throw .outOfBounds("grace_days")
        }
    }

    /// Whether every year has such a day: month times 100 and day.
    private static func isDay(_ number: Int) -> Bool {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let (month, day) = (number / 100, number % 100)
        return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
    }
}
