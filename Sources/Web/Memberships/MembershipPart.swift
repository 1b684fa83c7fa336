import Chapter

/// The membership of one person, on their page: the partial `memberships-person`.
struct MembershipPart: Sendable {
    /// One period.
    struct Period: Sendable {
        let days: String
        let kind: String
        let chip: Chip
        let note: String?
        /// Where it is corrected; nil for whoever may not.
        let correct: String?
        let correctLabel: String
    }

    /// One condition of good standing.
    struct Line: Sendable {
        let icon: String
        let text: String
        /// Said to whoever does not see the icon.
        let met: String
    }

    /// One thing to do.
    struct Action: Sendable {
        let leadsTo: String
        let name: String
    }

    /// One thing that is known.
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    let heading: String
    let chip: Chip?
    /// What a sentence says, such as that it still counts.
    let sentence: String?
    let facts: [Fact]
    let hasFacts: Bool
    let standing: Chip?
    let lines: [Line]
    let hasLines: Bool
    /// The standing, where the chapter asks for anything or somebody decided about it.
    var judged: Chip? { hasLines || exception != nil ? standing : nil }
    /// What is not fulfilled, in one line; nil for nothing.
    let lacking: String?
    let exception: String?
    let endException: String?
    let main: Action?
    let more: [Action]
    let hasMore: Bool
    let periods: [Period]
    let hasPeriods: Bool
    let periodsLabel: String

    /// The membership of somebody; nil where there is nothing to say or to do.
    ///
    /// `kinds` says whether the chapter has any that can be begun.
    init?(
        _ facts: MembershipFacts, of member: MemberID, hasKinds: Bool, viewer: Viewer,
        _ words: Wording
    ) {
        let isOwn = viewer.memberID == member && !viewer.may(.seePeople)
        let mayManage = viewer.may(.managePeople)
        guard facts.isPerson, facts.isMember || facts.state != nil || hasKinds && mayManage else {
            return nil
        }
        let address = "/people/\(member)"
        heading = words.say(isOwn ? "memberships_own" : "memberships_title")
        chip = facts.state.map { words.state($0) }
        sentence = Self.sentence(facts, isOwn: isOwn, words)
        self.facts = Self.facts(facts, words)
        hasFacts = !self.facts.isEmpty
        let judged = facts.isMember ? facts.standing : nil
        standing = judged.map {
            Chip(
                words.say($0.isGood ? "standing_chip_good" : "standing_chip_not"),
                $0.isGood ? "ok" : "warn")
        }
        lines = (judged?.lines ?? []).dropFirst().map { line in
            Line(
                icon: line.isMet ? "check" : "close", text: words.standing(line),
                met: words.say(line.isMet ? "standing_met" : "standing_unmet"))
        }
        hasLines = !lines.isEmpty
        let unmet = judged?.isGood == false ? lines.filter { $0.icon == "close" }.map(\.text) : []
        lacking = unmet.isEmpty ? nil : unmet.joined(separator: " · ")
        exception = judged?.override.map { override in
            words.say(
                override.until == nil ? "standing_exception" : "standing_exception_until",
                [
                    "name": override.by, "why": override.why,
                    "day": override.until.map { words.day($0) } ?? "",
                ])
        }
        endException = mayManage && exception != nil ? "\(address)/standing/end" : nil
        let actions = mayManage ? Self.actions(facts, address, hasKinds: hasKinds, words) : []
        main = actions.first
        more = Array(actions.dropFirst())
        hasMore = actions.count > 1
        periods = facts.periods.map {
            Period($0, correct: mayManage ? "\(address)/membership/periods/\($0.id)" : nil, words)
        }
        hasPeriods = !periods.isEmpty
        periodsLabel = words.count("memberships_periods", periods.count)
    }

    private static func sentence(_ facts: MembershipFacts, isOwn: Bool, _ words: Wording)
        -> String?
    {
        let who = isOwn ? "own" : "their"
        if facts.state == .grace, let last = facts.countsUntil {
            return words.say("memberships_grace_\(who)", ["day": words.day(last)])
        }
        if facts.state == .notYet, let first = facts.periods.last {
            return words.say("memberships_begins_\(who)", ["day": words.day(first.startsOn)])
        }
        if facts.isMember { return isOwn ? words.say("memberships_is_own") : nil }
        return words.say("memberships_none_\(who)")
    }

    private static func facts(_ facts: MembershipFacts, _ words: Wording) -> [Fact] {
        var known: [(String, String)] = []
        if let kind = facts.kind { known.append(("kind", kind)) }
        if facts.isMember, facts.kind != nil {
            known.append(
                (
                    facts.state == .grace ? "ran_until" : "until",
                    facts.runsUntil.map { words.day($0) } ?? words.say("memberships_no_end")
                ))
        }
        if let since = facts.since { known.append(("since", words.day(since))) }
        if let days = facts.days, days > 0 { known.append(("total", words.span(days: days))) }
        return known.map { Fact(name: words.say("memberships_fact_\($0.0)"), value: $0.1) }
    }

    private static func actions(
        _ facts: MembershipFacts, _ address: String, hasKinds: Bool, _ words: Wording
    ) -> [Action] {
        var names: [String] = []
        if facts.periods.isEmpty {
            if hasKinds { names.append("begin") }
        } else {
            if facts.renewsOn != nil { names.append("renew") }
            if facts.isMember { names += ["kind", "end"] } else { names.append("begin") }
        }
        if facts.isMember { names.append("standing") }
        // What has not begun, and what ended as it began, never counted.
        let hasCounted = facts.periods.contains {
            $0.state != .notYet && ($0.lastDay ?? $0.startsOn) >= $0.startsOn
        }
        if facts.isMember || hasCounted {
            names.append("certificate")
        }
        return names.map { name in
            Action(
                leadsTo: "\(address)/membership/\(name)",
                name: words.say("memberships_do_\(name)"))
        }
    }
}

extension MembershipPart.Period {
    fileprivate init(_ period: MembershipFacts.Period, correct: String?, _ words: Wording) {
        days = words.days(period.startsOn, period.lastDay)
        kind = period.kind
        chip = words.state(period.state)
        self.correct = correct
        correctLabel = words.say("memberships_correct")
        let notes = [
            period.memberSince.map {
                words.say("memberships_since_before", ["day": words.day($0)])
            },
            period.vouchedBy.map { words.say("memberships_vouched", ["certificate": $0]) },
            period.movedTo.map { words.say("memberships_moved", ["chapter": $0]) },
            period.whyEnded,
        ]
        .compactMap { $0 }
        note = notes.isEmpty ? nil : notes.joined(separator: " · ")
    }
}
