import Federation
import GRDB

extension Viewer {
    /// Whether this is the person's own record.
    func owns(_ member: MemberID) -> Bool { memberID == member }

    /// Whether the viewer may see everything about a person.
    func maySee(_ member: MemberID) -> Bool { owns(member) || may(.seePeople) }

    /// Whether the viewer may change a person's record.
    func mayChange(_ member: MemberID) -> Bool { owns(member) || may(.managePeople) }
}

extension ActContext {
    /// The person, if the viewer may change their record.
    ///
    /// `expected` is the version that the viewer saw: when somebody else saved in between, the
    /// act is refused with who changed what, and nothing is lost.
    func personToChange(_ member: MemberID, expected: Int?) throws -> Result<StoredPerson, Refusal>
    {
        guard viewer.mayChange(member) else { return .failure(.notAllowed(.managePeople)) }
        guard let person = try StoredPerson.fetch(db, member) else {
            return .failure(.notFound("person"))
        }
        guard let expected, expected != person.version else { return .success(person) }
        return .failure(try changedMeanwhile(person, since: expected))
    }

    private func changedMeanwhile(_ person: StoredPerson, since version: Int) throws -> Refusal {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT actor, group_concat(DISTINCT field) AS fields FROM history
                WHERE member_id = ? AND version > ? AND \(BesideTheRecord.noneSQL)
                GROUP BY actor ORDER BY max(id)
                """, arguments: [person.id, version])
        let changes = try rows.map { row in
            let fields: String = row["fields"]
            let words = fields.split(separator: ",").map { fieldWords(String($0)) }
            return "\(try actorName(db, row["actor"])) changed \(words.joined(separator: ", "))"
        }
        let what = changes.isEmpty ? "somebody changed it" : changes.joined(separator: "; ")
        return Refusal(
            .conflict,
            "While you were editing \(person.name), \(what). Nothing of yours was saved: "
                + "look at the record as it is now and make your change again.")
    }
}

extension Refusal {
    /// A change is not taken back over a newer one of the same field.
    static func changedSince(_ field: String, of name: String) -> Refusal {
        Refusal(
            .conflict, "The \(field) of \(name) has changed again since. Nothing was taken back.")
    }
}

/// The field of a history row in words.
func fieldWords(_ field: String) -> String {
    PersonField(rawValue: field)?.words ?? field
}

/// The name of whoever acted: the operator, or a person of the chapter.
func actorName(_ db: Database, _ actor: String) throws -> String {
    guard let id = MemberID(actor) else { return strangerName(actor) }
    let name = try String.fetchOne(
        db, sql: "SELECT name FROM member WHERE id = ?", arguments: [id])
    return name ?? strangerName(actor)
}

/// SQL for whether a person's number is that of whoever acted; an index finds it.
func isActor(_ id: String, _ actor: String) -> String {
    "\(id) = CAST(\(actor) AS INTEGER) AND CAST(\(id) AS TEXT) = \(actor)"
}

/// What to call whoever acted and is no person of the chapter now.
func strangerName(_ actor: String) -> String {
    MemberID(actor) == nil ? "the \(actor)" : "person \(actor), who is gone,"
}
