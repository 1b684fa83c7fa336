/// One thing that is asked of people, or that is asked not to be so.
///
/// Which of the values count depends on what it is about and on the test; the others are empty.
/// Taken with `isNot`, it fits exactly those whom it does not fit without.
public struct SearchCondition: Hashable, Sendable {
    /// What is looked at.
    public var about: SearchAbout
    /// Which one of it: a field, a kind of relation, a part of an address, a meeting.
    public var of: String?
    /// How it is looked at.
    public var test: SearchTest
    /// Whether it must not be so.
    public var isNot: Bool
    /// What is looked for: a text, a number, or a day as 2026-05-01.
    public var value: String?
    /// From this day on, or on this day; of ages, from so many years on.
    public var from: String?
    /// Until this day, which counts; of ages, up to so many years.
    public var until: String?
    /// In so many days.
    public var days: Int?
    /// So many times.
    public var times: Int?
    /// As what, in any spelling.
    public var capacity: String?
    /// Whether it counts whenever it was, and not only on the day.
    public var isEver: Bool

    /// Days are counted up to a century.
    public static let daysAtMost = 36_600
    /// Times are counted up to so many.
    public static let timesAtMost = 10_000

    /// A condition.
    public init(
        _ about: SearchAbout, of: String? = nil, _ test: SearchTest, _ value: String? = nil,
        isNot: Bool = false, from: String? = nil, until: String? = nil, days: Int? = nil,
        times: Int? = nil, capacity: String? = nil, isEver: Bool = false
    ) {
        self.about = about
        self.of = of
        self.test = test
        self.isNot = isNot
        self.value = value
        self.from = from
        self.until = until
        self.days = days
        self.times = times
        self.capacity = capacity
        self.isEver = isEver
    }
}

/// How something is looked at.
public enum SearchTest: String, CaseIterable, Hashable, Sendable, Codable {
    /// It is this, in any spelling.
    case `is`
    /// It has this in it.
    case contains
    /// It begins with this.
    case begins
    /// There is one at all.
    case known
    /// On a day before this one.
    case before
    /// On a day after this one.
    case after
    /// Between two days, which count.
    case between
    /// In the last days, today included.
    case last
    /// In the next days, today included.
    case next
    /// At least so often or so much.
    case least
    /// At most so often or so much.
    case most
}

extension SearchCondition: Codable {
    private enum Key: String, CodingKey {
        case about, of, test, value, from, until, days, times, capacity
        case isNot = "not"
        case isEver = "ever"
    }

    /// Reads what is there; what is missing is empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        about = try container.decode(SearchAbout.self, forKey: .about)
        test = try container.decode(SearchTest.self, forKey: .test)
        isNot = try container.decodeIfPresent(Bool.self, forKey: .isNot) ?? false
        of = try container.decodeIfPresent(String.self, forKey: .of)
        value = try container.decodeIfPresent(String.self, forKey: .value)
        from = try container.decodeIfPresent(String.self, forKey: .from)
        until = try container.decodeIfPresent(String.self, forKey: .until)
        days = try container.decodeIfPresent(Int.self, forKey: .days)
        times = try container.decodeIfPresent(Int.self, forKey: .times)
        capacity = try container.decodeIfPresent(String.self, forKey: .capacity)
        isEver = try container.decodeIfPresent(Bool.self, forKey: .isEver) ?? false
    }

    /// Writes what is there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(about, forKey: .about)
        try container.encode(test, forKey: .test)
        if isNot { try container.encode(true, forKey: .isNot) }
        try container.encodeIfPresent(of, forKey: .of)
        try container.encodeIfPresent(value, forKey: .value)
        try container.encodeIfPresent(from, forKey: .from)
        try container.encodeIfPresent(until, forKey: .until)
        try container.encodeIfPresent(days, forKey: .days)
        try container.encodeIfPresent(times, forKey: .times)
        try container.encodeIfPresent(capacity, forKey: .capacity)
        if isEver { try container.encode(true, forKey: .isEver) }
    }
}
