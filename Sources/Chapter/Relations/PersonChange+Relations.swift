import GRDB

extension PersonChange {
    /// Makes, changes or removes a relation of this contact; both ends get their line of history.
    ///
    /// `old` is what is there, nil for a new one; `new` is what it becomes, nil to remove it. What
    /// it becomes has been checked.
    mutating func relate(_ old: StoredRelation?, to new: StoredRelation?) throws {
        let db = context.db
        guard let relation = new ?? old else { return }
        if let new {
            try new.save(in: db)
        } else {
            try db.execute(sql: "DELETE FROM relation WHERE id = ?", arguments: [relation.id])
        }
        let types = try [old, new].map { relation in
            try relation.map { try RelationType.find($0.typeID, in: db) }
        }
        func text(_ at: Int, seenFrom member: MemberID) throws -> String? {
            guard let relation = at == 0 ? old : new, let type = types[at] else { return nil }
            let far = try ContactEnd.find(relation.other(than: member), in: db)
            return TieText(relation, type, seenFrom: member, far).text
        }
        if types.contains(where: { $0?.code == RelationType.livesIn }) {
            let people = [old, new].compactMap { $0 }.flatMap { [$0.from, $0.to] }
            for key in try Household.homes(of: people, in: db) { try db.refreshHome(key) }
        }
        let ends = Set([old, new].compactMap { $0 }.flatMap { [$0.from, $0.to] })
        for end in ends.sorted() where end != person.id {
            guard let stored = try StoredPerson.fetch(db, end) else { continue }
            var far = PersonChange(of: stored, by: act, why: why, importID: importID, in: context)
            let before = old.map { $0.from == end || $0.to == end } ?? false
            let after = new.map { $0.from == end || $0.to == end } ?? false
            try far.record(
                "relation", old: before ? try text(0, seenFrom: end) : nil,
                new: after ? try text(1, seenFrom: end) : nil)
            try far.finish()
        }
        try record(
            "relation", old: try text(0, seenFrom: person.id),
            new: try text(1, seenFrom: person.id))
    }

    /// Puts a relation back to what it was before a line of history.
    ///
    /// Gives `false` where it is no longer what that line says.
    mutating func putBackRelation(from new: String?, to old: String?) throws -> Bool {
        let db = context.db
        var there: StoredRelation?
        if let new {
            guard let text = TieText(new), let relation = try text.relation(of: person.id, in: db),
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT * FROM relation WHERE type_id = ? AND from_id = ? AND to_id = ?
                        AND starts_on IS ? AND ends_on IS ? AND note IS ?
                        """,
                    arguments: [
                        relation.typeID, relation.from, relation.to, relation.startsOn,
                        relation.endsOn, relation.note,
                    ])
            else { return false }
            there = StoredRelation(row)
        }
        var before: StoredRelation?
        if let old {
            guard let text = TieText(old), var relation = try text.relation(of: person.id, in: db)
            else { return false }
            relation.id = there?.id
            let type = try RelationType.find(relation.typeID, in: db)
            try RelationRules(in: context).check(relation, type)
            before = relation
        }
        try relate(there, to: before)
        return true
    }
}

extension TieText {
    /// A relation as one of its ends sees it.
    init(
        _ relation: StoredRelation, _ type: RelationType, seenFrom member: MemberID,
        _ far: ContactEnd
    ) {
        let isForward = relation.from == member
        self.init(
            words: type.words(isForward ? .forward : .backward), otherName: far.name,
            other: far.id, key: type.key, isForward: isForward, startsOn: relation.startsOn,
            endsOn: relation.endsOn, note: relation.note)
    }

    /// The relation of a contact that this speaks of, without its row; nil where its kind or the
    /// other contact is gone.
    func relation(of member: MemberID, in db: Database) throws -> StoredRelation? {
        guard let other, let type = try RelationType.find(key: key, in: db),
            try Bool.fetchOne(db, sql: "SELECT 1 FROM member WHERE id = ?", arguments: [other])
                != nil
        else { return nil }
        return StoredRelation(
            typeID: type.id, from: isForward ? member : other, to: isForward ? other : member,
            startsOn: startsOn.unlessEmpty, endsOn: endsOn.unlessEmpty, note: note.unlessEmpty)
    }
}
