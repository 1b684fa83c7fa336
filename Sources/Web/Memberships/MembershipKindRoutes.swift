import Chapter
import Hummingbird

/// Kinds of membership, the rule of good standing, and renewing many.
struct MembershipKindRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let kinds = api.group("membership-kinds")
        kinds.get { _, context in
            let (viewer, now) = (context.viewer, backend.clock())
            // Members know what they can be, and whoever keeps the list what there is.
            if !viewer.may(.seePeople) { try context.require(.takePart) }
            let types = try await backend.chapter.read { db in
                try MembershipType.all(in: db, for: viewer, at: now)
            }
            return Answer(types.map(MembershipKindAnswer.init))
        }
        kinds.post { request, context in
            let body = try await request.json(EnteredMembershipKind.self, context)
            let id = try await backend.perform(AddMembershipType(try body.plan()), context)
            return Answer(KindIDAnswer(id: String(id)), status: .created)
        }
        kinds.put(":kind") { request, context in
            let id = try kind(context)
            let body = try await request.json(EnteredMembershipKind.self, context)
            _ = try await backend.perform(
                ChangeMembershipType(
                    id, expectedVersion: body.expectedVersion, to: try body.plan()), context)
            return Answer(KindIDAnswer(id: String(id)))
        }
        kinds.put(":kind/retirement") { _, context in
            _ = try await backend.perform(RetireMembershipType(try kind(context)), context)
            return Answer(DoneAnswer())
        }
        kinds.delete(":kind/retirement") { _, context in
            let act = RetireMembershipType(try kind(context), isBack: true)
            _ = try await backend.perform(act, context)
            return Answer(DoneAnswer())
        }
        addRule(to: api)
        addRenewals(to: api)
        addBeginnings(to: api)
    }

    private func addRule(to api: RouterGroup<Context>) {
        api.get("standing") { _, context in
            try context.require(.seePeople)
            let (viewer, now) = (context.viewer, backend.clock())
            let (rule, count) = try await backend.chapter.read { db in
                (
                    try StandingRule.now(in: db, for: viewer, at: now),
                    try GoodStanding.count(in: db, for: viewer, at: now).get()
                )
            }
            return Answer(RuleAnswer(rule, count))
        }
        api.put("standing") { request, context in
            let body = try await request.json(Rule.self, context)
            _ = try await backend.perform(
                SetStandingRule(
                    joinedDays: body.joinedDays, meetings: body.meetings,
                    withinMonths: body.withinMonths, graceCounts: body.graceCounts ?? true),
                context)
            return Answer(DoneAnswer())
        }
    }

    private func addRenewals(to api: RouterGroup<Context>) {
        api.get("memberships/:due") { _, context in
            let part = try context.id("due", "list", DueMemberships.Part.init(rawValue:))
            let (viewer, now) = (context.viewer, backend.clock())
            let page = try await backend.chapter.read { db in
                try DueMemberships(part, limit: DueMemberships.largestPage)
                    .answer(in: db, for: viewer, at: now)
            }
            return Answer(try page.get().people.map(DueAnswer.init))
        }
        api.post("memberships/renewals") { request, context in
            let body = try await request.json(Renewals.self, context)
            let people: RenewMemberships.People
            if let due = body.due {
                guard let part = DueMemberships.Part(rawValue: due) else {
                    throw Refusal.invalid("due", "“due” is soon or lately.")
                }
                people = .due(part)
            } else {
                people = .init(
                    try await meant(body.members, isAll: body.all, request, context))
            }
            let done = try await backend.perform(
                RenewMemberships(people, why: body.why), context)
            return Answer(RenewalsAnswer(done), status: .created)
        }
        api.post("memberships/renewals/:bulk/reversal") { _, context in
            let id = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoRenewals(id), context)
            return Answer(UndoneRenewalsAnswer(restored: undone.restored, kept: undone.kept))
        }
    }

    private func addBeginnings(to api: RouterGroup<Context>) {
        api.post("memberships/beginnings") { request, context in
            let body = try await request.json(Beginnings.self, context)
            guard let type = Int64(body.kind) else { throw Refusal.notFound("kind of membership") }
            let isJoined = body.fromJoining == true
            guard !isJoined || body.startsOn == nil else {
                throw Refusal.invalid(
                    "startsOn", "Give either one first day for all, or “fromJoining”.")
            }
            let act = BeginMemberships(
                try await meant(body.members, isAll: body.all, request, context), type,
                isJoined ? .joined : .on(body.startsOn), why: body.why)
            guard body.preview != true else {
                let (viewer, now) = (context.viewer, backend.clock())
                let preview = try await backend.chapter.read { db in
                    try act.preview(in: db, for: viewer, at: now)
                }.get()
                return Answer(BeginningsAnswer(preview))
            }
            return Answer(
                BeginningsAnswer(try await backend.perform(act, context)), status: .created)
        }
    }

    /// Who is meant: these, or everybody whom the list in the address finds.
    private func meant(
        _ members: [String]?, isAll: Bool?, _ request: Request, _ context: Context
    ) async throws -> LabelPeople.People {
        guard isAll == true else {
            return .these((members ?? []).compactMap { MemberID($0) })
        }
        return .all(try await backend.memberList(request, context).0)
    }

    private func kind(_ context: Context) throws -> Int64 {
        try context.id("kind", "kind of membership", { Int64($0) })
    }
}

private struct Rule: Decodable {
    var joinedDays: Int?
    var meetings: Int?
    var withinMonths: Int?
    var graceCounts: Bool?
}

private struct Beginnings: Decodable {
    var members: [String]?
    var all: Bool?
    var kind: String
    var startsOn: String?
    var fromJoining: Bool?
    var preview: Bool?
    var why: String?
}

private struct Renewals: Decodable {
    var members: [String]?
    var all: Bool?
    var due: String?
    var why: String?
}

/// The id of a kind of membership.
public struct KindIDAnswer: Codable, Sendable {
    /// A decimal number as text.
    public var id: String
}

/// The rule of good standing, and how many members fulfil it.
struct RuleAnswer: Encodable {
    @Nullable var since: String?
    @Nullable var joinedDays: Int?
    @Nullable var meetings: Int?
    @Nullable var withinMonths: Int?
    var graceCounts: Bool
    var members: Int
    var inGoodStanding: Int

    init(_ rule: StandingRule, _ count: GoodStanding.Count) {
        (members, inGoodStanding) = (count.members, count.good)
        graceCounts = rule.graceCounts
        since = rule.since
        joinedDays = rule.joinedDays
        meetings = rule.meetings
        withinMonths = rule.withinMonths
    }
}

/// Somebody whose membership is due.
public struct DueAnswer: Codable, Sendable {
    /// A decimal number as text.
    public var memberID: String
    /// The name they go by.
    public var name: String
    /// The kind of membership.
    public var kind: String
    /// The last day of the last period.
    public var lastDay: String
    /// The last day on which it counts, grace included.
    public var countsUntil: String
    /// Whether they are a member today.
    public var isMember: Bool

    init(_ person: DueMemberships.Person) {
        memberID = person.memberID.description
        (name, kind, isMember) = (person.name, person.kind, person.isMember)
        (lastDay, countsUntil) = (person.lastDay, person.countsUntil)
    }
}

/// What renewing many did.
struct RenewalsAnswer: Encodable {
    @Nullable var id: String?
    var renewed: Int
    var passedOver: [String: Int]

    init(_ done: RenewMemberships.Renewed) {
        renewed = done.renewed
        passedOver = Dictionary(
            uniqueKeysWithValues: done.passedOver.map { ($0.key.rawValue, $0.value) })
        id = done.id.map { String($0) }
    }
}

/// What beginning many did, or would do.
struct BeginningsAnswer: Encodable {
    @Nullable var id: String?
    var begun: Int
    var passedOver: [String: Int]

    init(_ done: BeginMemberships.Begun) {
        begun = done.begun
        passedOver = Dictionary(
            uniqueKeysWithValues: done.passedOver.map { ($0.key.rawValue, $0.value) })
        id = done.id.map { String($0) }
    }

    init(_ preview: MembershipsPreview) {
        begun = preview.people
        passedOver = Dictionary(
            uniqueKeysWithValues: preview.leftOut.map { ($0.reason, $0.count) })
        id = nil
    }
}

/// What taking it back did.
struct UndoneRenewalsAnswer: Encodable {
    var restored: Int
    var kept: Int
}
