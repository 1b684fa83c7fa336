import GRDB

/// Who of the chapter's people a row of a list is.
enum PersonMatch: Sendable {
    /// Nobody yet.
    case nobody
    /// This person.
    case person(MemberID)
    /// It cannot be told, for this reason.
    case unclear(String)
}

/// Somebody who may be the person of a row.
private struct Candidate {
    let id: MemberID
    let name: String
    let foldedName: String
}

extension DraftPerson {
    /// Finds the person by a key of the row; one that has no such key is nobody yet.
    func match(by chosen: MatchKey, in db: Database) throws -> PersonMatch {
        let key = foldedName(name)
        var found: [Candidate] = []
        let what: String
        switch chosen {
        case .automatic: return try match(in: db)
        case .externalID:
            found = try byID(in: db)
            what = "set of ids"
        case .email:
            for row in rows(.email) {
                let all = try candidates(db, emailSQL, [row.key])
                let same = all.filter { $0.foldedName == key }
                found += all.count > 1 && !same.isEmpty ? same : all
            }
            what = "e-mail address"
        case .memberNumber:
            found = try number.map { try candidates(db, numberSQL, [$0]) } ?? []
            what = "number"
        case .nameAndBirthDate:
            found = try values[.birthDate].map { try candidates(db, birthSQL, [key, $0]) } ?? []
            what = "name and date of birth"
        case .nameAndPhone:
            for row in rows(.phone) { found += try candidates(db, phoneSQL, [row.key, key]) }
            what = "phone number and name"
        case .nameAndPostcode:
            for row in rows(.address) where !row.cells[4].isEmpty {
                found += try candidates(db, postcodeSQL, [key, row.cells[4]])
            }
            what = "name and postcode"
        }
        var seen: Set<MemberID> = []
        return try only(found.filter { seen.insert($0.id).inserted }, what, in: db) ?? .nobody
    }

    /// Finds the person by external id, else e-mail address, else phone number and name, else name
    /// and date of birth; a row with nothing but a name is found by that.
    private func match(in db: Database) throws -> PersonMatch {
        let key = foldedName(name)
        if let number, let one = try candidates(db, numberSQL, [number]).first,
            one.foldedName == key
        {
            return try checkOtherIDs(one, in: db)
        }
        let known = try byID(in: db)
        if let match = try only(known, "set of ids", in: db) { return match }
        return try matchByOthers(key, in: db)
    }

    private func byID(in db: Database) throws -> [Candidate] {
        var known: [Candidate] = []
        for row in rows(.externalID) {
            for one in try candidates(db, externalIDSQL, [row.key])
            where !known.contains(where: { $0.id == one.id }) {
                known.append(one)
            }
        }
        return known
    }

    private func matchByOthers(_ key: String, in db: Database) throws -> PersonMatch {
        for row in rows(.email) {
            let found = try candidates(db, emailSQL, [row.key])
            if !found.isEmpty, let match = try byEmail(found, key, row.cells[0], in: db) {
                return match
            }
        }
        for row in rows(.phone) {
            let found = try candidates(db, phoneSQL, [row.key, key])
            if let match = try only(found, "phone number and name", in: db) { return match }
        }
        if let birth = values[.birthDate] {
            let found = try candidates(db, birthSQL, [key, birth])
            if let match = try only(found, "name and date of birth", in: db) { return match }
        }
        let hasKey = values[.birthDate] != nil || !rows(.email).isEmpty || !rows(.phone).isEmpty
        if !hasKey, rows(.externalID).isEmpty {
            let found = try candidates(db, nameSQL, [key])
            if let match = try only(found, "name", in: db) { return match }
        }
        return .nobody
    }

    private func byEmail(_ found: [Candidate], _ key: String, _ address: String, in db: Database)
        throws -> PersonMatch?
    {
        let same = found.filter { $0.foldedName == key }
        if !same.isEmpty { return try only(same, "e-mail address and name", in: db) }
        let words = Set(key.split(separator: " "))
        let related = found.filter { !words.isDisjoint(with: $0.foldedName.split(separator: " ")) }
        // Two people of one list who share an address have two ids.
        let others = try found.filter { try conflictingID(of: $0, in: db) == nil }
        if others.isEmpty { return nil }
        if found.count == 1, let one = related.first { return try checkOtherIDs(one, in: db) }
        let names = found.prefix(3).map(\.name).joined(separator: ", ")
        return .unclear("The e-mail address \(address) belongs to \(names).")
    }

    private func only(_ found: [Candidate], _ what: String, in db: Database) throws
        -> PersonMatch?
    {
        guard let first = found.first else { return nil }
        guard found.count == 1 else {
            let numbers = found.prefix(5).map(\.id.description).joined(separator: ", ")
            return .unclear("Several people have this \(what): numbers \(numbers).")
        }
        return try checkOtherIDs(first, in: db)
    }

    private func checkOtherIDs(_ candidate: Candidate, in db: Database) throws -> PersonMatch {
        guard let other = try conflictingID(of: candidate, in: db) else {
            return .person(candidate.id)
        }
        return .unclear("\(candidate.name) has \(other) in this chapter.")
    }

    /// An id of the candidate in a scheme of the row, with another value.
    private func conflictingID(of candidate: Candidate, in db: Database) throws -> String? {
        for row in rows(.externalID) {
            let statement = try db.cachedStatement(sql: schemeSQL)
            let known = try String.fetchAll(statement, arguments: [candidate.id, row.cells[0]])
            if !known.isEmpty, !known.contains(row.cells[1]) {
                return "the \(row.cells[0]) \(known[0])"
            }
        }
        return nil
    }

    private func candidates(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws
        -> [Candidate]
    {
        let rows = try Row.fetchAll(try db.cachedStatement(sql: sql), arguments: arguments)
        return rows.map { Candidate(id: $0[0], name: $0[1], foldedName: $0[2]) }
    }
}

private let externalIDSQL = """
    SELECT m.id, m.name, m.folded_name FROM member_external_id e
    JOIN member m ON m.id = e.member_id WHERE e.key = ?
    """
private let emailSQL = """
    SELECT m.id, m.name, m.folded_name FROM member_email e
    JOIN member m ON m.id = e.member_id WHERE e.key = ? ORDER BY m.id LIMIT 10
    """
private let phoneSQL = """
    SELECT m.id, m.name, m.folded_name FROM member_phone p
    JOIN member m ON m.id = p.member_id WHERE p.key = ? AND m.folded_name = ? ORDER BY m.id
    """
private let birthSQL = """
    SELECT id, name, folded_name FROM member WHERE folded_name = ? AND birth_date = ? ORDER BY id
    """
private let numberSQL = "SELECT id, name, folded_name FROM member WHERE id = ?"
private let postcodeSQL = """
    SELECT m.id, m.name, m.folded_name FROM member m
    WHERE m.folded_name = ? AND EXISTS (SELECT 1 FROM member_address a
      WHERE a.member_id = m.id AND replace(upper(a.postcode), ' ', '') = replace(upper(?), ' ', ''))
    ORDER BY m.id
    """
private let nameSQL = "SELECT id, name, folded_name FROM member WHERE folded_name = ? ORDER BY id"
private let schemeSQL = "SELECT value FROM member_external_id WHERE member_id = ? AND scheme = ?"
