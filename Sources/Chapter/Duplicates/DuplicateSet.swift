import GRDB

/// Three contacts or more, each of whom may be the same as another one of them.
public struct DuplicateSet: Hashable, Sendable {
    /// A contact of the set.
    public struct Contact: Hashable, Sendable {
        /// The contact.
        public let id: MemberID
        /// The contact's name.
        public let name: String
    }

    /// The contacts, those of the likeliest pairs first, as many as can be merged at once.
    public let contacts: [Contact]

    /// Whether a pair is of two of them.
    public func holds(_ pair: DuplicatePair) -> Bool {
        contacts.contains { pair.first.summary.memberID == $0.id.description }
            && contacts.contains { pair.second.summary.memberID == $0.id.description }
    }

    /// The sets that pairs make of their contacts.
    ///
    /// None of those of whom somebody said that two of them are not the same.
    static func among(_ pairs: [DuplicatePair], in db: Database) throws -> [DuplicateSet] {
        var sets: [[Contact]] = []
        for pair in pairs {
            let two = [pair.first.summary, pair.second.summary].compactMap { summary in
                MemberID(summary.memberID).map { Contact(id: $0, name: summary.name) }
            }
            let touched = sets.filter { set in two.contains { set.contains($0) } }
            sets.removeAll { touched.contains($0) }
            let known = touched.flatMap { $0 }
            sets.append(known + two.filter { !known.contains($0) })
        }
        return try sets.filter { $0.count > 2 }
            .map { DuplicateSet(contacts: Array($0.prefix(MergeTogether.largest))) }
            .filter { try !$0.isToldApart(in: db) }
    }

    private func isToldApart(in db: Database) throws -> Bool {
        let list = contacts.map(\.id.description).joined(separator: ",")
        let found = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM duplicate_pair WHERE state = 'not the same'
                  AND first_id IN (\(list)) AND second_id IN (\(list)))
                """)
        return found ?? false
    }
}
