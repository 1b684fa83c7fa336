import GRDB

extension PersonChange {
    /// Makes, changes or removes a position; whoever holds it and the organization at which it is
    /// held get their line of history.
    ///
    /// `old` is what is there, nil for a new one; `new` is what it becomes, nil to remove it. What
    /// it becomes has been checked.
    mutating func hold(_ old: StoredPosition?, to new: StoredPosition?) throws {
        let db = context.db
        guard let position = new ?? old else { return }
        if let new {
            try new.save(in: db)
        } else {
            try db.execute(sql: "DELETE FROM position WHERE id = ?", arguments: [position.id])
        }
        func text(_ position: StoredPosition?, seenFrom member: MemberID) throws -> String? {
            guard let position, position.member == member || position.organization == member
            else { return nil }
            let isHolder = position.member == member
            let far = isHolder ? position.organization : position.member
            let end = try far.map { try ContactEnd.find($0, in: db) }
            return TieText(position, end, isForward: isHolder).text
        }
        let ends = [old, new].compactMap { $0 }.flatMap { [$0.member, $0.organization] }
        for end in Set(ends.compactMap { $0 }).sorted() where end != person.id {
            guard let stored = try StoredPerson.fetch(db, end) else { continue }
            var far = PersonChange(of: stored, by: act, why: why, importID: importID, in: context)
            try far.record(
                "position", old: try text(old, seenFrom: end), new: try text(new, seenFrom: end))
            try far.finish()
        }
        try record(
            "position", old: try text(old, seenFrom: person.id),
            new: try text(new, seenFrom: person.id))
    }

    /// Puts a position back to what it was before a line of history.
    ///
    /// Gives `false` where it is no longer what that line says.
    mutating func putBackPosition(from new: String?, to old: String?) throws -> Bool {
        var there: StoredPosition?
        if let new {
            guard let position = TieText(new)?.position(of: person.id),
                let row = try Row.fetchOne(
                    context.db,
                    sql: """
                        SELECT * FROM position WHERE member_id = ? AND title = ?
                        AND organization_id IS ? AND starts_on IS ? AND ends_on IS ? AND note IS ?
                        """,
                    arguments: [
                        position.member, position.title, position.organization, position.startsOn,
                        position.endsOn, position.note,
                    ])
            else { return false }
            there = StoredPosition(row)
        }
        var before: StoredPosition?
        if let old {
            guard var position = TieText(old)?.position(of: person.id) else { return false }
            position.id = there?.id
            try position.check(in: context)
            before = position
        }
        try hold(there, to: before)
        return true
    }

    /// Puts the point person back to who it was before a line of history.
    ///
    /// Gives `false` where somebody else looks after the contact by now.
    mutating func putBackPointPerson(from new: String?, to old: String?) throws -> Bool {
        let now = try PointPersonText.current(of: person.id, in: context.db)
        guard now?.member == new.flatMap(PointPersonText.init)?.member else { return false }
        let before = old.flatMap(PointPersonText.init)
        if let before { _ = try ContactEnd.find(before.member, in: context.db) }
        try context.db.execute(
            sql: "UPDATE member SET point_person = ? WHERE id = ?",
            arguments: [before?.member, person.id])
        try record(PointPersonText.field, old: now?.text, new: before?.text)
        return true
    }
}

extension TieText {
    /// The position of which this speaks, without its row.
    func position(of member: MemberID) -> StoredPosition? {
        guard isForward || other != nil else { return nil }
        return StoredPosition(
            member: isForward ? member : other ?? member, title: words,
            organization: isForward ? other : member, startsOn: startsOn.unlessEmpty,
            endsOn: endsOn.unlessEmpty, note: note.unlessEmpty)
    }
}
