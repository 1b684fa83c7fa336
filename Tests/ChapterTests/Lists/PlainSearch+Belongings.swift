import Federation

@testable import Chapter

extension PlainSearch {
    func task(_ person: Int, _ c: SearchCondition) -> Bool {
        chapter.interactions.contains { task in
            guard task.kind == "task", !task.isDone, !task.isRemoved, !task.isPrivate else {
                return false
            }
            let isTheirs =
                c.of == "assigned" ? task.assignee == person : task.parties.contains(person)
            let isLate = task.due.map { $0 < today(0) } ?? false
            return isTheirs && (c.about == .openTask || isLate)
        }
    }

    func thing(_ person: Int, _ c: SearchCondition) -> Bool {
        chapter.belongings.things.enumerated().contains { index, thing in
            guard !thing.isRemoved, c.of == nil || c.of == "\(thing.type)" else { return false }
            if c.test == .is {
                let value = c.value ?? ""
                let isNamed = foldedName(thing.name) == foldedName(value)
                guard value.hasPrefix("#") ? value == "#\(index + 1)" : isNamed else {
                    return false
                }
            }
            return thing.ties.contains { tie in
                tie.person == person
                    && (c.capacity == nil || folded(tie.capacity) == folded(c.capacity ?? ""))
                    && (c.isEver || isOpen(tie.starts, tie.ends, c.from))
            }
        }
    }

    func agreement(_ person: Int, _ c: SearchCondition) -> Bool {
        chapter.belongings.agreements.contains { agreement in
            guard !agreement.isRemoved,
                let party = agreement.parties.first(where: { $0.person == person })
            else { return false }
            if let of = c.of {
                guard of == (agreement.own.map { "#\($0)" } ?? agreement.kind) else {
                    return false
                }
            }
            let ends = agreement.ends ?? "9999"
            switch c.test {
            case .known: return true
            case .next: return ends >= today(0) && ends <= today(c.days ?? 0)
            case .last: return ends < today(0) && ends >= today(-(c.days ?? 0))
            default: break
            }
            return switch c.value {
            case "in force": (agreement.starts ?? "") <= today(0) && ends >= today(0)
            case "over": ends < today(0)
            default: !party.isSigned && ends >= today(0)
            }
        }
    }

    func answered(_ person: Int, _ c: SearchCondition) -> Bool {
        let answers = chapter.belongings.answers.filter { answer in
            answer.person == person && (c.of == nil || answer.meeting.description == c.of)
                && (c.days == nil || (answer.at >= ago(c.days) && answer.at <= chapter.now))
        }
        if c.test == .known { return !answers.isEmpty }
        return c.value == "none" ? answers.isEmpty : answers.contains { $0.answer == c.value }
    }

    func outcome(_ person: Int, _ c: SearchCondition) -> Bool {
        chapter.interactions.contains { done in
            guard let outcome = done.outcome, !done.isRemoved, !done.isPrivate,
                done.parties.contains(person), c.of == nil || c.of == done.kind
            else { return false }
            let isLately = done.at >= ago(c.days) && done.at <= chapter.now
            return (c.days == nil || isLately) && (c.test == .known || text(outcome, c))
        }
    }

    func age(_ person: Int, _ c: SearchCondition) -> Bool {
        guard let born = chapter.belongings.born[person] else { return false }
        func parts(_ day: String) -> [Int] { day.split(separator: "-").compactMap { Int($0) } }
        let (then, now) = (parts(born), parts(today(0)))
        var age = now[0] - then[0]
        if now[1] * 100 + now[2] < then[1] * 100 + then[2] { age -= 1 }
        return switch c.test {
        case .known: true
        case .least: age >= Int(c.value ?? "") ?? 0
        case .most: age <= Int(c.value ?? "") ?? 0
        default: age >= c.from.flatMap { Int($0) } ?? 0 && age <= c.until.flatMap { Int($0) } ?? 999
        }
    }
}
