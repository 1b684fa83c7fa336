import GRDB

extension PersonChange {
    /// Brings a period back to what it was before a line of history; the status is settled later.
    ///
    /// It is refused where the period has changed again since, so that nothing newer is lost.
    mutating func restorePeriod(from new: String?, to old: String?, in context: ActContext) throws {
        let periods = try MembershipPeriod.fetch(context.db, of: person.id)
        let present = try new.map { text in
            guard let was = MembershipPeriod(text: text),
                let found = periods.first(where: { $0.isSame(as: was) })
            else { throw changedAgain() }
            return found
        }
        var restored = try old.map { text in
            guard let period = MembershipPeriod(text: text) else { throw changedAgain() }
            return period
        }
        restored?.id = present?.id ?? 0
        var change = MembershipChange(
            of: self, periods, on: try chapterDay(context.db, at: context.now), in: context)
        switch (present, restored) {
        case (.some, .some(let period)): try change.replace(period)
        case (.some(let period), nil): try change.remove(period)
        case (nil, .some(let period)):
            _ = try MembershipType.find(period.type, in: context.db)
            try change.add(period)
        case (nil, nil): break
        }
        self = change.change
    }

    private func changedAgain() -> Refusal {
        Refusal(
            .conflict,
            "The membership of \(person.name) has changed again since. Nothing was taken back.")
    }
}
