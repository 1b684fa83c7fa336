/// What a contact is to the chapter.
enum ContactStatus: UInt8, Sendable {
    case contact, supporter, member, former

    /// Reads a status; nil for none.
    init?(_ text: String?) {
        switch text {
        case "contact": self = .contact
        case "supporter": self = .supporter
        case "member": self = .member
        case "former": self = .former
        default: return nil
        }
    }
}

/// What is written of one person's membership where nobody keeps its periods, and on which days
/// it makes them a member.
///
/// The rule, which `Docs/PEOPLE.md` has in words:
///
/// - A change of status that was taken back never was. Of several changes on a day the last counts.
/// - A stretch of days with the status “member” begins on the date of joining and ends on the date
///   of ending, as the record had them before the next stretch was written; where it had none, as it
///   had them first after that.
/// - A date that does not fit is left aside: one of joining before the end of the stretch before or
///   after its own end, one of ending before its beginning or after the next one was written. Then
///   the day counts on which it was written down.
/// - Who was written down as former, without ever having been a member here, was one from the
///   date of joining to the date of ending, if there are both.
/// - The first day on which somebody is no longer counted is the date of ending.
struct WrittenMembership {
    /// A status and the day on which it was written.
    struct Entry {
        var day: DayNumber
        var status: ContactStatus
        /// The row that wrote it.
        var id: Int64
    }

    /// A value that a row of history overwrote.
    private struct Overwritten {
        let id: Int64
        let old: DayNumber?
    }

    private var written: [Entry] = []
    private var joinedBefore: [Overwritten] = []
    private var endedBefore: [Overwritten] = []

    /// Acts that give a field the value it had before.
    private static let reversals: Set<String> = [
        "RevertChange", "TakeBack", "UndoImport", "UndoMerge", "UndoRenewals",
    ]

    /// Forgets everything, for the next person.
    mutating func clear() {
        written.removeAll(keepingCapacity: true)
        joinedBefore.removeAll(keepingCapacity: true)
        endedBefore.removeAll(keepingCapacity: true)
    }

    /// Takes in a row of history; rows come in the order in which they were written.
    mutating func take(
        id: Int64, day: DayNumber, act: String, field: String, old: String?, new: String?
    ) {
        switch field {
        case "status":
            guard let status = ContactStatus(new) else { return }
            // Whoever was removed and brought back was it all along.
            if act == "BringBackContact", written.last?.status == status { return }
            if written.count > 1, written[written.count - 2].status == status,
                Self.reversals.contains(act)
            {
                written.removeLast()
                return
            }
            // A clock that was put back does not turn the order around.
            let day = max(day, written.last?.day ?? .always)
            written.append(Entry(day: day, status: status, id: id))
        case "joined_on": joinedBefore.append(Overwritten(id: id, old: DayNumber(old)))
        case "ended_on": endedBefore.append(Overwritten(id: id, old: DayNumber(old)))
        default: return
        }
    }

    /// The status at the end of each day on which it changed.
    func entries(now status: ContactStatus) -> [Entry] {
        guard !written.isEmpty else { return [Entry(day: .always, status: status, id: 0)] }
        var days: [Entry] = []
        for entry in written {
            if let last = days.last, last.day == entry.day {
                days[days.count - 1].status = entry.status
            } else {
                days.append(entry)
            }
        }
        return days
    }

    /// The stretches of days on which the person was a member, each up to a day that is no longer
    /// in it; the earliest first, none touching the next.
    func stretches(
        _ entries: [Entry], joined: DayNumber?, ended: DayNumber?
    ) -> [Range<DayNumber>] {
        let runs = runs(entries)
        var stretches: [Range<DayNumber>] = []
        for (index, run) in runs.enumerated() {
            let next = index + 1 < runs.count ? runs[index + 1] : nil
            let joined = value(joined, joinedBefore, at: next?.id)
            let ended = value(ended, endedBefore, at: next?.id)
            let stretch = run.stretch(
                joined: joined, ended: ended, after: stretches.last?.upperBound, next: next?.from)
            guard let stretch else { continue }
            if let last = stretches.last, last.upperBound == stretch.lowerBound {
                stretches[stretches.count - 1] = last.lowerBound..<stretch.upperBound
            } else {
                stretches.append(stretch)
            }
        }
        return stretches
    }

    /// The value of a date when a row was written, or the first after it; now for no row.
    private func value(_ now: DayNumber?, _ before: [Overwritten], at id: Int64?) -> DayNumber? {
        guard let id else { return now }
        guard let later = before.first(where: { $0.id > id }) else { return now }
        return later.old
    }

    private func runs(_ entries: [Entry]) -> [Run] {
        var runs: [Run] = []
        var before: ContactStatus?
        for entry in entries {
            switch (before, entry.status) {
            case (.member, .member): break
            case (.member, _): runs[runs.count - 1].until = entry.day
            case (_, .member): runs.append(Run(id: entry.id, from: entry.day, until: .never))
            case (.former, .former): break
            case (_, .former):
                runs.append(
                    Run(id: entry.id, from: entry.day, until: entry.day, isOnlyKnownByDates: true))
            default: break
            }
            before = entry.status
        }
        return runs
    }
}

/// A stretch of being a member as it was written down.
private struct Run {
    /// The row that began it.
    let id: Int64
    /// The day on which it was written down.
    let from: DayNumber
    /// The day on which its end was written down.
    var until: DayNumber
    /// Whether nothing but two dates tells of it.
    var isOnlyKnownByDates = false

    /// The days that it comes to with the dates of the record; nil for none.
    func stretch(
        joined: DayNumber?, ended: DayNumber?, after last: DayNumber?, next: DayNumber?
    ) -> Range<DayNumber>? {
        let joined = joined.flatMap { $0 >= last ?? .always ? $0 : nil }
        let ended = ended.flatMap { $0 <= next ?? .never ? $0 : nil }
        if isOnlyKnownByDates {
            guard let joined, let ended, joined < ended else { return nil }
            return joined..<ended
        }
        let start = joined.flatMap { $0 < until ? $0 : nil } ?? from
        guard until != .never else { return start..<until }
        let end = ended.flatMap { $0 >= start ? $0 : nil } ?? until
        return start < end ? start..<end : nil
    }
}
