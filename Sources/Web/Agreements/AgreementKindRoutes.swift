import Chapter
import Hummingbird

/// The chapter's own kinds of agreements, for programs.
struct AgreementKindRoutes {
    let backend: Backend

    private struct Kinds: Encodable, Sendable { let kinds: [OwnAgreementKindAnswer] }

    /// A kind as it comes in.
    private struct Entered: Decodable {
        let name: String
        let isRetired: Bool?
        let expectedVersion: Int?
    }

    func add(to api: RouterGroup<Context>) {
        let kinds = api.group("agreement-kinds")
        kinds.get { _, context in
            Answer(
                Kinds(
                    kinds: try await backend.agreementKinds(context)
                        .map(OwnAgreementKindAnswer.init)))
        }
        kinds.post { request, context in
            let entered = try await request.json(Entered.self, context)
            let kind = try await backend.perform(AddAgreementKind(entered.name), context)
            return Answer(OwnAgreementKindAnswer(kind), status: .created)
        }
        kinds.put(":agreementKind") { request, context in
            let id = try context.id("agreementKind", "kind of agreements") { Int64($0) }
            let entered = try await request.json(Entered.self, context)
            let act = ChangeAgreementKind(
                id, expectedVersion: entered.expectedVersion ?? 0, name: entered.name,
                isRetired: entered.isRetired ?? false)
            return Answer(OwnAgreementKindAnswer(try await backend.perform(act, context)))
        }
    }
}

/// A kind of agreements of the chapter's own.
struct OwnAgreementKindAnswer: Codable, Hashable, Sendable {
    /// Its number and name, as agreements have it.
    struct Brief: Codable, Hashable, Sendable {
        var id: String
        var name: String

        init?(_ kind: AgreementRecord.OwnKind?) {
            guard let kind else { return nil }
            id = String(kind.id)
            name = kind.name
        }
    }

    var id: String
    var version: Int
    var name: String
    /// Whether no new agreement is of this kind.
    var retired: Bool
    /// How many agreements are.
    var agreements: Int

    init(_ kind: OwnAgreementKind) {
        id = String(kind.id)
        version = kind.version
        name = kind.name
        retired = kind.isRetired
        agreements = kind.agreements
    }
}
