import Foundation

extension MembershipPeriod {
    /// So many Unicode scalars fit into why a period ended early.
    private static let whyScalars = 500

    /// The period in one cell of a list: “Standard 2026-01-01/2026-12-31 grace=30”.
    ///
    /// Two points stand for no end. What is not so is left out: days of grace, since when somebody
    /// had been a member, the day from which on it no longer counted, to which chapter they moved,
    /// which certificate vouches for the years before, and why it ended.
    var listed: String {
        var text = "\(kind) \(startsOn)/\(runsUntil?.description ?? "..")"
        if graceDays > 0 { text += " grace=\(graceDays)" }
        if let memberSince { text += " since=\(memberSince)" }
        if let endedOn { text += " ended=\(endedOn)" }
        if let movedTo { text += " moved=\(Self.wrapped(movedTo))" }
        if let vouchedBy { text += " by=\(Self.wrapped(vouchedBy))" }
        if let whyEnded { text += " why=\(whyEnded.replacing(";", with: "%3B"))" }
        return text
    }

    private static func wrapped(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing(" ", with: "%20").replacing(";", with: "%3B")
    }

    private static func unwrapped(_ text: String) throws -> String? {
        guard let plain = text.removingPercentEncoding else { return nil }
        return try EnteredText.line(plain, "chapter", limit: MembershipLimits.nameScalars).get()
    }

    /// Reads what `listed` writes, with the kinds of membership by their folded names.
    init?(listed text: String, kinds: [String: Int64]) {
        let pattern =
            /^(.+) (\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d|\.\.)((?: (?:grace|since|ended)=[0-9-]+| (?:moved|by)=[^ ;]+)*)(?: why=(.+))?$/
        guard let match = text.wholeMatch(of: pattern),
            let type = kinds[foldedName(String(match.output.1))],
            let starts = CalendarDay(String(match.output.2))
        else { return nil }
        var period = MembershipPeriod(
            type: type, kind: String(match.output.1), startsOn: starts,
            runsUntil: CalendarDay(String(match.output.3)))
        guard match.output.3 == ".." || period.runsUntil.map({ $0 >= starts }) == true else {
            return nil
        }
        for part in match.output.4.split(separator: " ") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { return nil }
            let day = CalendarDay(pair[1])
            switch pair[0] {
            case "moved", "by":
                guard let text = try? Self.unwrapped(pair[1]) else { return nil }
                if pair[0] == "by" { period.vouchedBy = text } else { period.movedTo = text }
            case "grace":
                guard let days = Int(pair[1]), (0...MembershipTypePlan.graceAtMost).contains(days)
                else {
                    return nil
                }
                period.graceDays = days
            case "since":
                guard let day else { return nil }
                period.memberSince = day
            default:
                guard let day else { return nil }
                period.endedOn = day
            }
        }
        period.whyEnded = match.output.5.map { String($0).replacing("%3B", with: ";") }
        guard period.memberSince.map({ $0 <= starts }) ?? true,
            period.endedOn.map({ $0 >= starts }) ?? true,
            period.movedTo == nil || period.endedOn != nil,
            period.vouchedBy == nil || period.memberSince != nil,
            (period.whyEnded?.unicodeScalars.count ?? 1) <= Self.whyScalars
        else { return nil }
        self = period
    }
}
