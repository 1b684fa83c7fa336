extension MembershipPeriod {
    /// The period as history writes it, a cell a line: what it takes to bring it back.
    var text: String {
        var cells: [String?] = [
            kind, startsOn.description, runsUntil?.description, String(graceDays),
            memberSince?.description, endedOn?.description, whyEnded, String(type),
        ]
        if movedTo != nil || vouchedBy != nil { cells += [movedTo, vouchedBy] }
        return cells.map { $0 ?? "" }.joined(separator: "\n")
    }

    /// Reads a period from history; nil when it was written otherwise.
    init?(text: String) {
        let cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 8 || cells.count == 10, let starts = CalendarDay(cells[1]),
            let grace = Int(cells[3]),
            let type = Int64(cells[7])
        else { return nil }
        self.init(
            type: type, kind: cells[0], startsOn: starts, runsUntil: CalendarDay(cells[2]),
            graceDays: grace, memberSince: CalendarDay(cells[4]), endedOn: CalendarDay(cells[5]),
            whyEnded: cells[6].isEmpty ? nil : cells[6])
        guard cells.count == 10 else { return }
        movedTo = cells[8].isEmpty ? nil : cells[8]
        vouchedBy = cells[9].isEmpty ? nil : cells[9]
    }

    /// Whether it is the same period, whatever its row and its kind are called.
    func isSame(as other: MembershipPeriod) -> Bool {
        var other = other
        (other.id, other.kind) = (id, kind)
        return self == other
    }
}

/// A period of membership as a line of history has it.
public struct PeriodInHistory: Hashable, Sendable {
    /// The field under which history writes periods.
    public static let field = "membership"

    /// Acts that begin, renew or end a period and leave it as it then stands; others correct one
    /// or take it back.
    static let actsOfPeriods: Set<String> = [
        "BeginMembership", "RenewMembership", "RenewMemberships", "ChangeMembershipKind",
        "EndMembership", "EndMembershipPeriod",
    ]

    /// The kind of membership, as it was called.
    public let kind: String
    /// The first day, as 2026-05-01.
    public let startsOn: String
    /// The last day on which it runs; nil without an end.
    public let lastDay: String?
    /// Whether it ended early.
    public let endedEarly: Bool
    /// To which other chapter the person moved then.
    public let movedTo: String?
    /// Which certificate of another chapter says since when they had been a member.
    public let vouchedBy: String?

    /// Reads the text of a line of history; nil for any other.
    public init?(_ text: String) {
        guard let period = MembershipPeriod(text: text) else { return nil }
        kind = period.kind
        startsOn = period.startsOn.description
        lastDay = period.lastDay == .last ? nil : period.lastDay.description
        endedEarly = period.endedOn != nil
        movedTo = period.movedTo
        vouchedBy = period.vouchedBy
    }

    /// “Standard, 2026-01-01 to 2026-12-31”.
    var words: String {
        let end = lastDay.map { " to \($0)" } ?? ", no end"
        let more = [
            endedEarly ? "ended early" : nil, movedTo.map { "moved to \($0)" },
            vouchedBy.map { "by the certificate \($0)" },
        ]
        return (["\(kind), \(startsOn)\(end)"] + more.compactMap { $0 })
            .joined(separator: ", ")
    }
}
