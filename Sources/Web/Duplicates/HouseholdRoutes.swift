import Chapter
import Hummingbird

/// Homes that may be households, and households, in the API.
struct HouseholdRoutes {
    let backend: Backend

    private struct EnteredHome: Decodable {
        let home: String
        let decision: String
    }

    private struct EnteredHousehold: Decodable {
        let people: [String]
        let name: String?
        let into: String?
    }

    private struct Moving: Decodable {
        let people: [String]
        let address: EnteredAddress
    }

    /// Who has moved, and what takes it back.
    private struct MovedAnswer: Encodable, Sendable {
        let people: Int
        @Nullable var change: String?
    }

    private struct Leaving: Decodable {
        var on: String?
    }

    /// How many contacts have the address from before, and how many kept a newer one.
    private struct UndoneMoveAnswer: Encodable, Sendable {
        let restored: Int
        let kept: Int
    }

    /// A page of homes.
    private struct Homes: Encodable, Sendable {
        struct Home: Encodable, Sendable {
            let home: String
            let address: String
            let people: [MemberAnswer]
            let households: [String: String]
        }

        let homes: [Home]
        let counts: [String: Int]
        @Nullable var next: String?
    }

    func add(to api: RouterGroup<Context>) {
        api.get("households/suggestions") { request, context in
            let state = request.query("state") ?? DecideHome.Decision.open.rawValue
            let question = HouseholdQueue(
                try decision(state), after: request.query("after"),
                limit: try request.number("limit", or: 50, in: 1...HouseholdQueue.largestPage))
            let viewer = context.viewer
            let page = try await backend.chapter.read { db in
                try question.answer(in: db, for: viewer)
            }.get()
            return Answer(homes(page))
        }
        api.post("households/suggestions/decision") { request, context in
            let entered = try await request.json(EnteredHome.self, context)
            let before = try await backend.perform(
                DecideHome(entered.home, try decision(entered.decision)), context)
            return Answer(DecisionAnswer(decision: entered.decision, before: before.rawValue))
        }
        api.post("households") { request, context in
            let entered = try await request.json(EnteredHousehold.self, context)
            let household = try await backend.perform(
                MakeHousehold(
                    entered.people.compactMap { MemberID($0) }, name: entered.name ?? "",
                    into: entered.into.flatMap { MemberID($0) }), context)
            return Answer(MemberIDAnswer(household), status: .created)
        }
        api.post("members/:member/moving") { request, context in
            let household = try context.id("member", "household", MemberID.init(_:))
            let entered = try await request.json(Moving.self, context)
            let moved = try await backend.perform(
                MoveHousehold(
                    household, entered.people.compactMap { MemberID($0) },
                    to: entered.address.address), context)
            return Answer(MovedAnswer(people: moved.people, change: moved.id.map(String.init)))
        }
        api.post("households/moves/:bulk/reversal") { _, context in
            let change = try context.id("bulk", "move of a household", { Int64($0) })
            let undone = try await backend.perform(UndoMove(change), context)
            return Answer(UndoneMoveAnswer(restored: undone.restored, kept: undone.kept))
        }
        api.post("members/:member/moving-out") { request, context in
            let id = try context.id("member", "person", MemberID.init(_:))
            let body = try await request.json(or: Leaving(), context)
            let version = try await backend.perform(MoveOut(id, on: body.on), context)
            return Answer(MemberIDAnswer(id, version: version))
        }
    }

    private func homes(_ page: HouseholdQueue.Page) -> Homes {
        Homes(
            homes: page.homes.map { home in
                Homes.Home(
                    home: home.key, address: home.address,
                    people: home.people.map { MemberAnswer($0) },
                    households: Dictionary(
                        uniqueKeysWithValues: home.households.map {
                            ($0.id.description, $0.name)
                        }))
            },
            counts: Dictionary(
                uniqueKeysWithValues: page.counts.map { ($0.key.rawValue, $0.value) }),
            next: page.next)
    }

    private func decision(_ text: String) throws -> DecideHome.Decision {
        guard let decision = DecideHome.Decision(rawValue: text) else {
            throw Refusal.invalid("decision", "A decision is “open”, “later” or “no”.")
        }
        return decision
    }
}
