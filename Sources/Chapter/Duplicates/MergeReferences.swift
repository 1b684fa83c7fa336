import GRDB

/// A column that refers to contacts.
struct MergeReference: Hashable, Comparable {
    let table: String
    let column: String

    static func < (left: MergeReference, right: MergeReference) -> Bool {
        (left.table, left.column) < (right.table, right.column)
    }

    /// Every column of the database that refers to contacts, as its schema says.
    static func all(_ db: Database) throws -> [MergeReference] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT t.name, f."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
                WHERE t.type = 'table' AND f."table" = 'member'
                """
        ).map { MergeReference(table: $0[0], column: $0[1]) }.sorted()
    }
}

/// What a merge does with the rows that refer to the contact who goes.
enum MergeRule: Hashable {
    /// They speak of the kept contact from now on. Where the kept one has the same, the row of the
    /// other goes, after what `MergeCollisions` says for this table.
    case moves
    /// They are a list of which contacts have several: no row twice, one first in line.
    case isDetail
    /// They end, and do not come back: whoever it was signs in anew.
    case ends
    /// They end, and come back when the merge is undone.
    case endsForNow
    /// They follow from other rows and are made anew.
    case isDerived

    /// What was thought through.
    ///
    /// A table that is not here moves; a test asks for its line.
    static let known: [MergeReference: MergeRule] = {
        var rules: [MergeReference: MergeRule] = [:]
        func add(_ rule: MergeRule, _ names: String...) {
            for name in names {
                let parts = name.split(separator: ".").map(String.init)
                rules[MergeReference(table: parts[0], column: parts[1])] = rule
            }
        }
        for detail in Detail.allCases {
            rules[MergeReference(table: detail.table, column: "member_id")] = .isDetail
        }
        add(.ends, "sign_in_link.member_id", "member_token.member_id", "half_sign_in.member_id")
        add(.ends, "printed_code.member_id")
        add(.endsForNow, "member_passphrase.member_id", "second_step.member_id")
        add(.endsForNow, "recovery_code.member_id", "calendar_address.member_id")
        // What one record lets others see was not said of the other.
        add(.endsForNow, "directory_field.member_id")
        add(.isDerived, "address_part.member_id", "status_span.member_id")
        add(.moves, "duplicate_pair.first_id", "duplicate_pair.second_id")
        add(.moves, "member_role.member_id", "member.point_person")
        add(.moves, "group_handle.member_id", "group_founder.member_id")
        add(.moves, "rsvp.member_id", "attendance.member_id", "attendance.recorded_by")
        add(.moves, "meeting.changed_by", "agreement_party.member_id")
        add(.moves, "agreement.task_assignee")
        add(.moves, "membership_period.member_id", "standing_override.member_id")
        add(.moves, "relation.from_id", "relation.to_id")
        add(.moves, "position.member_id", "position.organization_id")
        add(.moves, "interaction.assignee", "interaction_party.member_id")
        add(.moves, "saved_search_person.member_id", "own_object_contact.member_id")
        return rules
    }()

    /// The rule of a column.
    static func of(_ reference: MergeReference) -> MergeRule { known[reference] ?? .moves }
}

extension Database {
    /// How many rows of each table speak of a contact, without what is derived and without
    /// sign-ins.
    func mergeCounts(of id: MemberID) throws -> [String: Int] {
        var columns: [String: [String]] = [:]
        for reference in try MergeReference.all(self) {
            switch MergeRule.of(reference) {
            case .moves, .isDetail: columns[reference.table, default: []].append(reference.column)
            case .ends, .endsForNow, .isDerived: continue
            }
        }
        columns["duplicate_pair"] = nil
        var counts: [String: Int] = [:]
        for (table, names) in columns {
            let condition = names.map { "\"\($0)\" = \(id)" }.joined(separator: " OR ")
            let count =
                try Int.fetchOne(
                    self, sql: "SELECT count(*) FROM \"\(table)\" WHERE \(condition)") ?? 0
            if count > 0 { counts[table] = count }
        }
        return counts
    }
}
