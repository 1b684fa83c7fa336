import GRDB

/// What so many contacts share says nothing of any two of them: a switchboard, an office's address.
let largestDuplicateBlock = 30

extension Database {
    /// Contacts who have something in common with this one, found by indexes alone.
    func duplicateCandidates(of facts: ContactFacts) throws -> Set<MemberID> {
        var found: Set<MemberID> = []
        func look(_ sql: String, _ key: String) throws {
            let ids = try MemberID.fetchAll(
                try cachedStatement(sql: sql + " LIMIT \(largestDuplicateBlock + 2)"),
                arguments: [key])
            if ids.count <= largestDuplicateBlock + 1 { found.formUnion(ids) }
        }
        for key in facts.emails {
            try look("SELECT member_id FROM member_email WHERE key = ?", key)
        }
        for key in facts.phones {
            try look("SELECT member_id FROM member_phone WHERE key = ?", key)
        }
        for key in facts.homes {
            try look("SELECT DISTINCT member_id FROM address_part WHERE home_key = ?", key)
        }
        for name in turns(of: facts.name) {
            try look("SELECT id FROM member WHERE folded_name = ?", name)
        }
        if let birthDate = facts.birthDate {
            let rows = try Row.fetchCursor(
                try cachedStatement(
                    sql: "SELECT id, folded_name FROM member WHERE birth_date = ?"),
                arguments: [birthDate])
            while let row = try rows.next() {
                let name: String = row[1]
                let words = name.split(separator: " ")
                if facts.name.contains(where: { words.contains(Substring($0)) }) {
                    found.insert(row[0])
                }
            }
        }
        found.remove(facts.id)
        return found
    }

    /// Writes anew who may be the same as this contact; what people decided stays.
    ///
    /// It takes a few look-ups in indexes, so it goes with the transaction that changed the contact.
    func refreshDuplicates(of id: MemberID) throws {
        try execute(
            sql: """
                DELETE FROM duplicate_pair
                WHERE +state = 'open' AND (first_id = :id OR second_id = :id)
                """, arguments: ["id": id])
        guard let facts = try ContactFacts.fetch(self, [id])[id] else { return }
        let others = try ContactFacts.fetch(self, try duplicateCandidates(of: facts))
        for other in others.values {
            guard let score = DuplicateScore.of(facts, other), score.isShown else { continue }
            try writeDuplicate(ContactPair(id, other.id), score)
        }
        for key in facts.homes { try refreshHome(key) }
    }

    /// Writes a pair that is worth showing; one that was decided on stays as it is.
    func writeDuplicate(_ pair: ContactPair, _ score: DuplicateScore) throws {
        let statement = try cachedStatement(
            sql: """
                INSERT INTO duplicate_pair (first_id, second_id, score, reasons, state)
                SELECT a.id, b.id, ?, ?, 'open' FROM member a, member b WHERE a.id = ? AND b.id = ?
                ON CONFLICT (first_id, second_id) DO UPDATE
                SET score = excluded.score, reasons = excluded.reasons
                WHERE state = 'open'
                  AND (score, reasons) IS NOT (excluded.score, excluded.reasons)
                """)
        try statement.execute(arguments: [
            score.points, score.reasons.map(\.rawValue).joined(separator: "\n"), pair.first,
            pair.second,
        ])
    }
}

/// Two contacts, the smaller number first.
struct ContactPair: Hashable, Comparable, Sendable {
    let first: MemberID
    let second: MemberID

    init(_ one: MemberID, _ other: MemberID) {
        first = min(one, other)
        second = max(one, other)
    }

    static func < (left: ContactPair, right: ContactPair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }
}

/// The name as it is, and with its last word first and its first word last, as lists have it.
private func turns(of words: [String]) -> [String] {
    guard words.count > 1 else { return words }
    let (first, last) = (words[0], words[words.count - 1])
    let turned = [
        words, [last] + words.dropLast(), Array(words.dropFirst()) + [first],
    ]
    return Array(Set(turned.map { $0.joined(separator: " ") }))
}

extension Detail {
    /// Whether contacts who share one may be the same.
    var isCompared: Bool { self == .email || self == .phone || self == .address }
}
