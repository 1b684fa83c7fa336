import Federation
import Foundation

@testable import Chapter

/// What a query means, said once more in plain Swift over plain values.
struct PlainSearch {
    let chapter: InventedChapter
    /// The queries of searches that are kept.
    var saved: [Int64: SearchQuery] = [:]

    func people(_ query: SearchQuery) -> Set<Int> {
        Set(chapter.people.filter { fits($0, query.root) }.map(\.id))
    }

    private func fits(_ one: InventedChapter.Someone, _ group: SearchGroup) -> Bool {
        let answers: [Bool] = group.parts.compactMap { part in
            switch part {
            case .condition(let condition): fits(one, condition) != condition.isNot
            case .group(let inner): inner.conditions.isEmpty ? nil : fits(one, inner)
            }
        }
        guard !answers.isEmpty else { return true }
        return switch group.joins {
        case .all: answers.allSatisfy { $0 }
        case .any: answers.contains(true)
        case .none: !answers.contains(true)
        }
    }

    private func fits(_ one: InventedChapter.Someone, _ c: SearchCondition) -> Bool {
        let value = c.value ?? ""
        switch c.about {
        case .words:
            let words = foldedWords(one.name)
            return foldedWords(value).allSatisfy { typed in
                words.contains { $0.hasPrefix(typed) }
            }
        case .kind: return one.kind == value
        case .status: return one.status == value
        case .tag: return label(one.tags, c)
        case .interest: return label(one.interests, c)
        case .skill: return label(one.skills, c)
        case .field: return field(one, c)
        case .email:
            return c.test == .known
                ? !one.emails.isEmpty : one.emails.contains { text($0.address, c) }
        case .phone:
            guard c.test != .known else { return !one.phones.isEmpty }
            let key = phoneKey(value)
            return one.phones.contains {
                c.test == .is ? phoneKey($0.number) == key : phoneKey($0.number).contains(key)
            }
        case .address:
            return one.addresses.contains { address in
                address.parts.contains { part, line in
                    !line.isEmpty && (c.of == "any" || c.of == nil || c.of == part.rawValue)
                        && (c.test == .known || text(line, c))
                }
            }
        case .reachable:
            switch c.of {
            case "mail":
                return one.fields[.doNotEmail] != "yes" && one.emails.contains(where: \.isOK)
            case "call":
                return one.fields[.doNotCall] != "yes" && one.phones.contains(where: \.isOK)
            case "text":
                return one.fields[.doNotText] != "yes" && one.phones.contains(where: \.isOK)
            default: return one.addresses.contains(where: \.isOK)
            }
        case .attended: return attended(one, c)
        case .relation: return relation(one, c)
        case .position:
            return one.positions.contains {
                isOpen($0.starts, $0.ends, c.from) && (c.test == .known || text($0.key, c))
            }
        case .pointPerson:
            guard let id = one.pointPerson else { return false }
            return c.test == .known || isContact(id, value)
        case .ownField: return own(one, c)
        case .membership: return membership(one, c)
        case .standing: return false
        case .openTask, .overdueTask: return task(one.id, c)
        case .thing: return thing(one.id, c)
        case .agreement: return agreement(one.id, c)
        case .answered: return answered(one.id, c)
        case .outcome: return outcome(one.id, c)
        case .role:
            return chapter.belongings.roles.contains {
                $0.person == one.id && $0.isHeld && (c.test == .known || $0.role == value)
            }
        case .age: return age(one.id, c)
        case .contacted:
            return chapter.interactions.contains {
                $0.kind != "task" && $0.side != "about" && !$0.isRemoved && !$0.isPrivate
                    && $0.parties.contains(one.id)
                    && (c.test == .known || ($0.at >= ago(c.days) && $0.at <= chapter.now))
            }
        case .changed: return one.history.contains { $0 >= ago(c.days) }
        case .added: return one.history.allSatisfy { $0 >= ago(c.days) }
        case .imported:
            return chapter.imports.enumerated().contains { number, list in
                list.state != "staged" && (c.of == nil || c.of == "\(number + 1)")
                    && list.rows.contains { row in
                        let isAsked =
                            c.test == .known
                            ? row.outcome != "unchanged"
                            : row.outcome == (c.value == "new" ? "new" : "updated")
                        return isAsked && row.undone ?? "kept" == "kept"
                            && isNow(row.member, one.id)
                    }
            }
        case .search:
            guard let query = c.of.flatMap({ Int64($0) }).flatMap({ saved[$0] }) else {
                return false
            }
            return fits(one, query.root)
        case .nobody, .dashboard: return false
        }
    }

    /// Whether somebody is one contact now, after all merges that hold.
    private func isNow(_ member: Int, _ id: Int) -> Bool {
        member == id
            || chapter.merges.contains { $0.gone == member && !$0.isUndone && isNow($0.kept, id) }
    }

    private func label(_ labels: Set<String>, _ c: SearchCondition) -> Bool {
        let key = foldedName(c.value ?? "")
        return switch c.test {
        case .known: !labels.isEmpty
        case .contains: labels.contains { $0.contains(key) }
        default: labels.contains(key)
        }
    }

    func text(_ text: String, _ c: SearchCondition) -> Bool {
        let (text, value) = (folded(text), folded(c.value ?? ""))
        return switch c.test {
        case .contains: text.contains(value)
        case .begins: text.hasPrefix(value)
        default: text == value
        }
    }

    private func field(_ one: InventedChapter.Someone, _ c: SearchCondition) -> Bool {
        guard let field = c.of.flatMap(PersonField.init(rawValue:)) else { return false }
        if field == .name {
            var named = c
            named.value = foldedName(c.value ?? "")
            return c.test == .known || text(foldedName(one.name), named)
        }
        guard let value = one.fields[field] else { return false }
        if field.shape == .day { return day(value, c) }
        return c.test == .known || text(value, c)
    }

    private func day(_ value: String, _ c: SearchCondition) -> Bool {
        switch c.test {
        case .known: true
        case .is: value == c.value
        case .before: value < (c.value ?? "")
        case .after: value > (c.value ?? "")
        case .last: value >= today(-(c.days ?? 0)) && value <= today(0)
        case .next: value >= today(0) && value <= today(c.days ?? 0)
        default: value >= (c.from ?? "") && value <= (c.until ?? "9")
        }
    }

    private func own(_ one: InventedChapter.Someone, _ c: SearchCondition) -> Bool {
        let kind = InventedChapter.ownFields.first { $0.0 == c.of }?.1
        return one.own.contains { own in
            guard own.code == c.of else { return false }
            if c.test == .known { return true }
            switch kind {
            case "number":
                guard let there = Double(own.value), let asked = Double(c.value ?? "") else {
                    return false
                }
                return c.test == .least
                    ? there >= asked
                    : c.test == .most ? there <= asked : there == asked
            case "day": return day(own.value, c)
            case "contact": return own.value == c.value
            default: return text(own.value, c)
            }
        }
    }

    private func attended(_ one: InventedChapter.Someone, _ c: SearchCondition) -> Bool {
        if c.test == .is {
            return chapter.meetings.contains {
                $0.id.description == c.of && $0.came.contains(one.id)
            }
        }
        let count = chapter.meetings.count { meeting in
            guard meeting.came.contains(one.id), !meeting.isCancelled else { return false }
            if c.days != nil { return meeting.start >= ago(c.days) }
            let on = dayHere(meeting.start)
            return on >= (c.from ?? "") && on <= (c.until ?? "9")
        }
        return c.test == .least ? count >= (c.times ?? 0) : count <= (c.times ?? 0)
    }

    private func relation(_ one: InventedChapter.Someone, _ c: SearchCondition) -> Bool {
        let end = c.of.flatMap(RelationEnd.init)
        return chapter.relations.contains { relation in
            guard isOpen(relation.starts, relation.ends, c.from) else { return false }
            if let end, Int(end.type) != relation.type { return false }
            let isEither = end == nil || relation.type == chapter.symmetric
            func fits(_ own: Int, _ other: Int) -> Bool {
                own == one.id && (c.test == .known || isContact(other, c.value ?? ""))
            }
            return (isEither || end?.isForward == true) && fits(relation.from, relation.to)
                || (isEither || end?.isForward == false) && fits(relation.to, relation.from)
        }
    }

    private func membership(_ one: InventedChapter.Someone, _ c: SearchCondition) -> Bool {
        let asked = one.periods.filter { c.of == nil || c.of == "\($0.type)" }
        // The day on which it ended early is the first on which it no longer counts.
        let lastDay = { (period: InventedChapter.Period) -> String in
            let before = period.ended.flatMap { Timestamp(day: $0) }.map {
                plainDay($0 + -86_400_000)
            }
            return [period.runs, before].compactMap { $0 }.min() ?? "9999-12-31"
        }
        switch c.test {
        case .known:
            return asked.contains { period in
                guard period.starts <= today(0) else { return false }
                if let ended = period.ended { return ended > today(0) }
                guard let runs = period.runs.flatMap({ Timestamp(day: $0) }) else { return true }
                return plainDay(runs + Int64(period.grace) * 86_400_000) >= today(0)
            }
        default:
            let (from, until) =
                c.test == .next
                ? (today(0), today(c.days ?? 0)) : (today(-(c.days ?? 0)), today(-1))
            return asked.contains { period in
                let last = lastDay(period)
                return last >= from && last <= until && last >= period.starts
            } && !one.periods.contains { lastDay($0) > until }
        }
    }

    private func isContact(_ id: Int, _ value: String) -> Bool {
        if let number = Int(value) { return number == id }
        return chapter.people.contains { $0.id == id && foldedName($0.name) == foldedName(value) }
    }

    func isOpen(_ starts: String?, _ ends: String?, _ on: String?) -> Bool {
        let day = on ?? today(0)
        return (starts ?? "") <= day && (ends ?? "9") > day
    }

    func ago(_ days: Int?) -> Timestamp {
        chapter.now + -Int64(days ?? 0) * 86_400_000
    }

    private func dayHere(_ moment: Timestamp) -> String {
        var style = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: chapter.zone) ?? .gmt)
        style = style.year().month().day()
        return Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000).formatted(style)
    }

    func today(_ days: Int) -> String {
        guard let here = Timestamp(day: dayHere(chapter.now)) else { return "" }
        return plainDay(here + Int64(days) * 86_400_000)
    }

    private func plainDay(_ moment: Timestamp) -> String {
        CalendarDay(moment)?.description ?? ""
    }
}

extension Timestamp {
    /// Noon of a day in UTC.
    fileprivate init?(day: String) {
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        let date = DateComponents(
            calendar: Calendar(identifier: .gregorian), timeZone: .gmt, year: parts[0],
            month: parts[1], day: parts[2], hour: 12
        ).date
        guard let date else { return nil }
        self.init(seconds: Int64(date.timeIntervalSince1970))
    }
}
