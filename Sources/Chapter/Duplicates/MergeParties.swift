import Federation
import Feeds
public import GRDB

/// The two contacts of a merge, once it is clear that they may become one.
struct MergeParties {
    let kept: StoredPerson
    let gone: StoredPerson

    /// Reads them, or refuses in words.
    static func read(
        keep: MemberID, gone: MemberID, in db: Database, for viewer: Viewer, boxes: BallotBoxes
    ) throws -> MergeParties {
        guard keep != gone else {
            throw Refusal.invalid("gone", "These are one contact already. Choose two.")
        }
        for id in [keep, gone] {
            guard let into = try db.keptContact(of: id) else { continue }
            let found = try String.fetchOne(
                db, sql: "SELECT name FROM member WHERE id = ?", arguments: [into])
            let name = found ?? strangerName(into.description)
            throw Refusal(.conflict, "This contact was merged into \(name) already.")
        }
        guard let kept = try StoredPerson.fetch(db, keep),
            let other = try StoredPerson.fetch(db, gone)
        else { throw Refusal.notFound("person") }
        let parties = MergeParties(kept: kept, gone: other)
        try parties.check(in: db, for: viewer, boxes: boxes)
        return parties
    }

    private func check(in db: Database, for viewer: Viewer, boxes: BallotBoxes) throws {
        let kinds = try String.fetchAll(
            db, sql: "SELECT DISTINCT kind FROM member WHERE id IN (?, ?)",
            arguments: [kept.id, gone.id])
        guard kinds.count == 1 else {
            throw Refusal(
                .conflict,
                "A person is merged with a person, and an organization with an organization.")
        }
        guard !viewer.owns(gone.id) else {
            throw Refusal(
                .conflict, "This is your own record. Keep it, and merge the other one into it.")
        }
        try checkRoles(in: db, for: viewer)
        try checkPeriods(in: db)
        try checkBallots(in: db, boxes: boxes)
        try checkGroups(in: db)
        try Self.checkLimits(of: [kept, gone])
    }

    /// What of two who both go into a third would stand in the way, as with two alone.
    func checkAmongOthers(in db: Database) throws {
        try checkPeriods(in: db)
        try checkGroups(in: db)
    }

    /// What all of them have several of must fit into one record.
    static func checkLimits(of people: [StoredPerson]) throws {
        for detail in Detail.allCases {
            let keys = Set(people.flatMap { $0.rows(detail) }.map(\.key))
            guard keys.count <= detail.limit else {
                throw Refusal(
                    .conflict,
                    "Together they have \(keys.count) \(detail.plural), and \(detail.limit) fit. "
                        + "Remove some first.")
            }
        }
    }

    /// A role never moves in a merge: whoever could sign in as one contact would get the rights of
    /// the other.
    private func checkRoles(in db: Database, for viewer: Viewer) throws {
        let roles = try heldRoles(db, gone.id)
        if let role = roles.first(where: { !viewer.mayGive($0) }) { throw mayNotGive(role) }
        let own = try heldRoles(db, kept.id)
        if let role = roles.subtracting(own).sorted(by: { $0.rawValue < $1.rawValue }).first {
            throw Refusal(
                .conflict,
                "\(gone.name) holds the role of \(role.rawValue). Keep \(gone.name) and merge the "
                    + "other contact into it, or take the role first.")
        }
    }

    /// The status of whoever has periods follows from them: a member without any would cease to be
    /// one with the periods of somebody who is none.
    private func checkPeriods(in db: Database) throws {
        let owners = try Set(
            MemberID.fetchAll(
                db,
                sql: "SELECT DISTINCT member_id FROM membership_period WHERE member_id IN (?, ?)",
                arguments: [kept.id, gone.id]))
        for (member, other) in [(kept, gone), (gone, kept)] {
            guard member.values[.status] == "member", other.values[.status] != "member",
                !owners.contains(member.id), owners.contains(other.id)
            else { continue }
            throw Refusal(
                .conflict,
                "\(member.name) is a member without a period, and the periods of "
                    + "\(other.name) are over. Begin a membership for \(member.name) first, "
                    + "then merge.")
        }
    }

    /// A roll is frozen when a vote opens.
    ///
    /// Whoever is on it twice could vote twice, and whoever is
    /// on it as the contact who goes could not vote at all.
    private func checkBallots(in db: Database, boxes: BallotBoxes) throws {
        let open = try Row.fetchAll(
            db, sql: "SELECT id, question FROM ballot WHERE state = 'open' ORDER BY id")
        for row in open {
            let box = try boxes.box(of: row["id"])
            guard try box.hasVoted(gone.id) != nil else { continue }
            let question: String = row["question"]
            guard try box.hasVoted(kept.id) != nil else {
                throw Refusal(
                    .conflict,
                    "\(gone.name) may vote on “\(question)”, which is open. Keep \(gone.name) and "
                        + "merge the other contact into it, or wait until the vote is closed.")
            }
            throw Refusal(
                .conflict,
                "Both may vote on “\(question)”, which is open. Wait until the vote is closed.")
        }
    }

    /// Two names of one group cannot become one: what was said under either is shared.
    private func checkGroups(in db: Database) throws {
        let name = try String.fetchOne(
            db,
            sql: """
                SELECT g.name FROM group_handle a
                JOIN group_handle b ON b.group_id = a.group_id
                JOIN shared_group g ON g.group_id = a.group_id
                WHERE a.member_id = ? AND b.member_id = ? LIMIT 1
                """, arguments: [kept.id, gone.id])
        guard let name else { return }
        throw Refusal(
            .conflict,
            "Both are in the group “\(name)” under two names. One of them leaves it first.")
    }
}

extension Database {
    /// Into whom a contact was merged, as things stand now; nil for one who was not.
    public func keptContact(of gone: MemberID) throws -> MemberID? {
        try MemberID.fetchOne(
            self,
            sql: """
                WITH RECURSIVE way(id) AS (
                  SELECT ? UNION
                  SELECT kept_id FROM merge JOIN way ON gone_id = way.id WHERE undone_at IS NULL)
                SELECT id FROM way WHERE id <> ?
                  AND NOT EXISTS (SELECT 1 FROM merge WHERE gone_id = way.id AND undone_at IS NULL)
                """, arguments: [gone, gone])
    }

    /// The contact and everybody who was merged into it.
    func everBeen(_ member: MemberID) throws -> [MemberID] {
        try MemberID.fetchAll(
            self,
            sql: """
                WITH RECURSIVE been(id) AS (
                  SELECT ? UNION
                  SELECT gone_id FROM merge JOIN been ON kept_id = been.id WHERE undone_at IS NULL)
                SELECT id FROM been
                """, arguments: [member])
    }
}
