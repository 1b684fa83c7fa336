import Federation
import Feeds
import GRDB

/// Why a contact has to stay: one sentence for each thing that others rely on.
struct RemovalObstacles {
    let person: StoredPerson
    let db: Database
    let viewer: Viewer
    let boxes: BallotBoxes

    /// So many names stand in one sentence.
    private static let namesAtMost = 5

    private var id: MemberID { person.id }
    private var name: String { person.name }
    private var kind: ContactKind {
        person.values[.kind].flatMap(ContactKind.init(rawValue:)) ?? .person
    }

    /// All of them; none where the contact can go.
    func all() throws -> [Refusal] {
        guard !viewer.owns(id) else {
            return [Refusal(.conflict, "This is your own record, and nobody removes their own.")]
        }
        let single: [Refusal?] = [
            try roles(), try ownDeeds(), try merges(), try members(), try links(), try others(),
        ]
        var found = single.compactMap(\.self)
        found += try rolls()
        found += try searches()
        found += try reports()
        return found
    }

    private func roles() throws -> Refusal? {
        let has = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM member_role WHERE member_id = ?)",
            arguments: [id])
        guard has == true else { return nil }
        return Refusal(
            .conflict,
            "\(name) holds or has held a role in this chapter. End the membership instead: the "
                + "record is kept.")
    }

    /// Whoever has signed in and done something is no mistake.
    private func ownDeeds() throws -> Refusal? {
        let has = try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM history WHERE member_id = ? AND actor = ?)",
            arguments: [id, id.description])
        guard has == true else { return nil }
        return Refusal(
            .conflict,
            "\(name) has signed in and changed something. End the membership instead: the record "
                + "is kept.")
    }

    private func merges() throws -> Refusal? {
        let gone = try String.fetchOne(
            db,
            sql: """
                SELECT gone_name FROM merge WHERE kept_id = ? AND undone_at IS NULL
                ORDER BY id DESC LIMIT 1
                """, arguments: [id])
        return gone.map {
            Refusal(.conflict, "\($0) was merged into \(name). Take that merge back first.")
        }
    }

    /// Who belongs to an organization, or holds a position there.
    private func members() throws -> Refusal? {
        let relations =
            kind == .organization
            ? """
            SELECT from_id AS other FROM relation WHERE to_id = :id
            UNION SELECT to_id FROM relation WHERE from_id = :id UNION
            """ : ""
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT m.name FROM member m JOIN (
                  \(relations) SELECT member_id AS other FROM position WHERE organization_id = :id
                ) ON other = m.id ORDER BY m.folded_name, m.id LIMIT :most
                """, arguments: ["id": id, "most": Self.namesAtMost])
        guard !names.isEmpty else { return nil }
        return Refusal(
            .conflict,
            "These have a relation to \(name) or a position there: "
                + "\(names.joined(separator: ", ")). Remove that first.")
    }

    /// Fields of the chapter's own that name the contact by number, which no foreign key tells.
    private func links() throws -> Refusal? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT f.name, owner FROM (
                  SELECT v.field_code, m.name AS owner FROM member_own_field v
                  JOIN member m ON m.id = v.member_id WHERE v.value = :id AND m.id <> :number
                  UNION ALL
                  SELECT v.field_code, o.name FROM own_object_value v
                  JOIN own_object o ON o.id = v.object_id WHERE v.value = :id
                ) JOIN own_field f ON f.code = field_code AND f.kind = 'contact' LIMIT 1
                """, arguments: ["id": id.description, "number": id])
        guard let row else { return nil }
        let (field, owner): (String, String) = (row[0], row[1])
        return Refusal(
            .conflict, "\(name) stands in the field “\(field)” of \(owner). Change that first.")
    }

    /// A roll is frozen, and a result says how many were on it.
    private func rolls() throws -> [Refusal] {
        guard kind == .person else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql:
                "SELECT id, question, state FROM ballot WHERE state IN ('open', 'closed') ORDER BY id"
        )
        return try rows.compactMap { row -> Refusal? in
            let isOpen = row["state"] == "open"
            do {
                guard try boxes.box(of: row["id"]).hasVoted(id) != nil else { return nil }
            } catch let missing as BallotBoxMissing {
                // Boxes are in no backup; a closed vote is settled without its box.
                if isOpen { throw missing }
                return nil
            }
            let question: String = row["question"]
            return Refusal(
                .conflict,
                "\(name) is on the roll of “\(question)”. Whoever could vote stays on record.")
        }
    }

    /// Reports that are shared and name the contact in a condition; one that somebody keeps for
    /// themselves stands in nobody's way.
    private func reports() throws -> [Refusal] {
        try naming("kept_report", where: "removed_at IS NULL AND is_shared = 1").map { row in
            let report: String = row["name"]
            return Refusal(
                .conflict, "The kept report “\(report)” asks for \(name). Remove it first.")
        }
    }

    /// Searches that are kept and name the contact in a condition; those that are somebody else's
    /// alone are not named, and told of once.
    private func searches() throws -> [Refusal] {
        let asking = try naming("saved_search", where: "1")
        var found = asking.filter { $0["is_seen"] as Bool }.map { row in
            let search: String = row["name"]
            return Refusal(
                .conflict,
                "The saved search “\(search)” asks for \(name). Change its conditions first.")
        }
        if found.count < asking.count {
            found.append(
                Refusal(
                    .conflict,
                    "A private search of somebody asks for \(name). Whoever keeps it has to change "
                        + "its conditions first."))
        }
        return found
    }

    /// What is kept in a table and names the contact in a condition of its query, and whether the
    /// viewer sees it.
    private func naming(_ table: String, where which: String) throws -> [Row] {
        let kinds = try SearchSQL.ownKinds(db)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT name, query, (is_shared = 1 OR owner = ?) AS is_seen FROM \(table)
                WHERE instr(query, ?) > 0 AND \(which)
                """, arguments: [viewer.actor, "\"\(id)\""]
        ).filter { row in
            guard let query = try? SearchQuery.reading(row["query"]).get() else { return false }
            return query.renaming(id, to: MemberID(0), ownKinds: kinds) != query
        }
    }

    /// Everything else that the database's schema knows of.
    private func others() throws -> Refusal? {
        var found: Set<String> = []
        for reference in try ContactUse.references(db)
        where !["relation", "position"].contains(reference.table) {
            let has = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM "\(reference.table)" WHERE "\(reference.column)" = ?)
                    """, arguments: [id])
            if has == true { found.insert(ContactUse.words(of: reference.table)) }
        }
        guard !found.isEmpty else { return nil }
        let words = found.sorted().joined(separator: ", ")
        return Refusal(
            .conflict,
            "\(name) stays, because other records rely on this one: \(words). Only a contact of whom "
                + "nothing else speaks can be removed.")
    }
}
