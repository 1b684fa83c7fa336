import Federation
import GRDB

/// Conditions about what somebody did, and what was done with them.
extension SearchSQL {
    func attended(_ condition: SearchCondition) throws -> Piece {
        if condition.test == .is {
            guard let id = condition.of.flatMap({ ObjectID($0) }) else {
                throw Refusal.notFound("meeting")
            }
            return Piece(
                among: """
                    SELECT member_id FROM attendance
                    WHERE meeting_id = ? AND member_id IS NOT NULL
                    """, [id])
        }
        let times = condition.times ?? 1
        let isMost = condition.test == .most
        // At most so often is not more often.
        let least = isMost ? times + 1 : times
        guard least > 0 else { return Piece(sql: "1", cost: .column) }
        let piece = came(least, condition)
        return isMost ? piece.negated : piece
    }

    private func came(_ times: Int, _ condition: SearchCondition) -> Piece {
        var span = ""
        var arguments: [(any DatabaseValueConvertible)?] = []
        let from = condition.days.map(ago) ?? condition.from.flatMap { beginning(of: $0) }
        if times == 1, condition.days != nil || condition.until == nil {
            return Piece(
                sql: "ifnull(member.last_visit >= ?, 0)", [from?.milliseconds ?? Int64.min],
                .column)
        }
        if let from {
            span += " AND starts_at >= ?"
            arguments.append(from.milliseconds)
        }
        if condition.days == nil, let end = condition.until.flatMap({ beginning(of: $0, plus: 1) })
        {
            span += " AND starts_at < ?"
            arguments.append(end.milliseconds)
        }
        let select = """
            SELECT member_id FROM meeting CROSS JOIN attendance ON meeting_id = meeting.id
            WHERE cancelled = 0 AND member_id IS NOT NULL\(span)
            """
        guard times > 1 else { return among(select, arguments) }
        return Piece(
            among: "\(select) GROUP BY member_id HAVING count(*) >= ?", arguments + [times])
    }

    /// What is to be done about them or by them; overdue is what was due before today.
    ///
    /// What is private is seen by whoever made it alone, so it finds nobody.
    func task(_ condition: SearchCondition) -> Piece {
        let isOpen = "kind = 'task' AND done_at IS NULL AND removed_at IS NULL AND is_private = 0"
        let isLate = condition.about == .overdueTask
        let late = isLate ? " AND coalesce(due_on, '9999') < ?" : ""
        let day: [(any DatabaseValueConvertible)?] = isLate ? [today(0)] : []
        guard condition.of != TaskTie.assigned.rawValue else {
            return among(
                """
                SELECT assignee AS member_id FROM interaction
                WHERE \(isOpen) AND assignee IS NOT NULL\(late)
                """, day)
        }
        return among(
            """
            SELECT member_id FROM \(doings)
            ON interaction_id = interaction.id WHERE \(isOpen)\(late)
            """, day)
    }

    /// What was done and with whom: from what was done, or from whoever is looked at.
    private var doings: String {
        isWalking
            ? "interaction_party CROSS JOIN interaction"
            : "interaction CROSS JOIN interaction_party"
    }

    /// What they answered to an invitation, of this chapter or of a linked one; days are those in
    /// which they answered.
    ///
    /// Who answered what is for those who plan meetings.
    func answered(_ condition: SearchCondition) throws -> Piece {
        guard viewer.may(.planMeetings) else { throw Refusal.notAllowed(.planMeetings) }
        var select = "SELECT member_id FROM rsvp WHERE answer IN "
        var arguments: [(any DatabaseValueConvertible)?] = []
        let isNone = condition.test == .is && condition.value == SearchCondition.noAnswer
        if condition.test == .known || isNone {
            select += "('yes', 'maybe', 'no')"
        } else {
            select += "(?)"
            arguments.append(condition.value)
        }
        if let of = condition.of {
            guard let meeting = ObjectID(of) else { throw Refusal.notFound("meeting") }
            select += " AND meeting_id = ?"
            arguments.append(meeting)
        }
        if let days = condition.days {
            select += " AND at BETWEEN ? AND ?"
            arguments += [ago(days).milliseconds, now.milliseconds]
        }
        let piece = among(select, arguments)
        return isNone ? piece.negated : piece
    }

    /// How a call, a visit or whatever else was done with them ended.
    ///
    /// What is private is seen by whoever made it alone, so it finds nobody.
    func outcome(_ condition: SearchCondition) -> Piece {
        var select = """
            SELECT member_id FROM \(doings)
            ON interaction_id = interaction.id
            WHERE outcome IS NOT NULL AND removed_at IS NULL AND is_private = 0 AND kind <> 'task'
            """
        var arguments: [(any DatabaseValueConvertible)?] = []
        if let kind = condition.of {
            select += " AND kind = ?"
            arguments.append(kind)
        }
        if let days = condition.days {
            select += " AND interaction.at BETWEEN ? AND ?"
            arguments += [ago(days).milliseconds, now.milliseconds]
        }
        if condition.test != .known {
            select += " AND \(text("outcome", condition).sql)"
            arguments.append(condition.value.map(folded))
        }
        return among(select, arguments)
    }

    /// Something that we told them or they told us.
    ///
    /// What is private is seen by whoever made it alone, so it finds nobody.
    func contacted(_ condition: SearchCondition) -> Piece {
        let select = """
            SELECT member_id FROM interaction_party JOIN interaction
            ON interaction.id = interaction_id
            WHERE removed_at IS NULL AND is_private = 0 AND kind <> 'task' AND side <> 'about'
            """
        guard condition.test == .last, let days = condition.days else {
            return among(select, [])
        }
        return among(
            "\(select) AND interaction.at BETWEEN ? AND ?",
            [ago(days).milliseconds, now.milliseconds])
    }

    /// Whom imports brought or changed, as far as that has not been taken back; whoever was merged
    /// into somebody since is that one.
    func imported(_ condition: SearchCondition) -> Piece {
        let how = condition.test == .is ? condition.value : nil
        let outcomes =
            switch how.map(ImportedHow.init(rawValue:)) {
            case .none: "'new', 'updated'"
            case .some(.new): "'new'"
            case .some(.changed): "'updated'"
            // An address can ask for anything; only what can be finds somebody.
            case .some(.none): "''"
            }
        let one = condition.of.flatMap { Int64($0) }
        return Piece(
            among: """
                WITH RECURSIVE came (id) AS (
                  SELECT r.member_id FROM import i CROSS JOIN import_row r ON r.import_id = i.id
                  WHERE i.state IN ('applied', 'undone')\(one == nil ? "" : " AND i.id = ?")
                    AND r.outcome IN (\(outcomes)) AND coalesce(r.undone, 'kept') = 'kept'
                  UNION
                  SELECT g.kept_id FROM merge g JOIN came ON g.gone_id = came.id
                  WHERE g.undone_at IS NULL)
                SELECT id FROM came
                """, one == nil ? [] : [one])
    }

    func changed(_ condition: SearchCondition) throws -> Piece {
        let since = ago(condition.days ?? 0)
        let first = try firstHistory(since: since)
        let select = "SELECT member_id FROM history WHERE id >= ? AND member_id IS NOT NULL"
        // Whoever only signed in, or was put on a list, has the record of before.
        guard condition.about == .added else {
            return among("\(select) AND \(BesideTheRecord.noneSQL)", [first])
        }
        // Whoever was added then has no older history.
        return Piece(
            sql: """
                member.id IN (\(select)) AND NOT EXISTS (SELECT 1 FROM history
                WHERE history.member_id = member.id AND history.id < ?)
                """, [first, first], .lookup)
    }
}
