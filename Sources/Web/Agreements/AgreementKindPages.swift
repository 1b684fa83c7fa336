import Chapter
import HTTPTypes
import Hummingbird

/// The kinds of agreements that the chapter has named.
struct AgreementKindPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("agreements/kinds", .seePeople) { _, context in try await list("", context) }
        pages.post("agreements/kinds", .changeSettings) { request, context in
            let form = try await request.form(context)
            do {
                _ = try await backend.perform(AddAgreementKind(form["name"]), context)
                return .seeOther(Notice.after("agreement_kind_saved", at: "/agreements/kinds"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                return try await list(form["name"], context, [Problem(refusal, context.words)])
            }
        }
        pages.get("agreements/kinds/:agreementKind", .changeSettings) { _, context in
            let kind = try await backend.agreementKind(context)
            return try await show(kind, (kind.name, kind.version, kind.isRetired), context)
        }
        pages.post("agreements/kinds/:agreementKind", .changeSettings) { request, context in
            let kind = try await backend.agreementKind(context)
            let form = try await request.form(context)
            let version = Int(form["version"]) ?? 0
            do {
                let act = ChangeAgreementKind(
                    kind.id, expectedVersion: version, name: form["name"],
                    isRetired: form.isOn("retired"))
                _ = try await backend.perform(act, context)
                return .seeOther(Notice.after("agreement_kind_saved", at: "/agreements/kinds"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                return try await show(
                    kind, (form["name"], kind.version, form.isOn("retired")), context,
                    [Problem(refusal, context.words)])
            }
        }
    }

    private func list(_ name: String, _ context: Context, _ problems: [Problem] = []) async throws
        -> Response
    {
        let words = context.words
        let title = words.say("agreements_kinds")
        let kinds = try await backend.agreementKinds(context)
        let page = AgreementKindsPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words),
            kinds: kinds.map { kind in
                AgreementKindsPage.Kind(
                    name: kind.name, leadsTo: "/agreements?part=all&kind=own-\(kind.id)",
                    change: context.viewer.may(.changeSettings)
                        ? "/agreements/kinds/\(kind.id)" : nil,
                    label: "\(words.say("people_change")): \(kind.name)",
                    count: words.count("agreements_kinds_count", kind.agreements),
                    isRetired: kind.isRetired)
            }, hasKinds: !kinds.isEmpty, mayChange: context.viewer.may(.changeSettings),
            name: Field(
                "name", label: words.say("agreements_kinds_name"), value: name,
                help: words.say("agreements_kinds_name_help"), isRequired: true,
                problems: problems))
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func show(
        _ kind: OwnAgreementKind, _ entered: (name: String, version: Int, isRetired: Bool),
        _ context: Context, _ problems: [Problem] = []
    ) async throws -> Response {
        let words = context.words
        let page = AgreementKindPage(
            frame: try await backend.frame(kind.name, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), title: kind.name,
            address: "/agreements/kinds/\(kind.id)", version: entered.version,
            name: Field(
                "name", label: words.say("agreements_kinds_name"), value: entered.name,
                isRequired: true, problems: problems), isRetired: entered.isRetired)
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// All kinds that the chapter has named.
struct AgreementKindsPage: Page {
    /// One of them.
    struct Kind: Sendable {
        let name: String
        let leadsTo: String
        let change: String?
        let label: String
        let count: String
        let isRetired: Bool
    }

    static let template = "agreements-kinds"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let kinds: [Kind]
    let hasKinds: Bool
    let mayChange: Bool
    let name: Field
}

/// The form of one kind.
struct AgreementKindPage: Page {
    static let template = "agreements-kind"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let address: String
    let version: Int
    let name: Field
    let isRetired: Bool
}

extension Backend {
    /// The kinds of agreements that the chapter has named.
    func agreementKinds(_ context: Context) async throws -> [OwnAgreementKind] {
        let viewer = context.viewer
        return try await chapter.read { db in
            try OwnAgreementKind.all(in: db, for: viewer)
        }.get()
    }

    /// The kind of agreements in the path.
    func agreementKind(_ context: Context) async throws -> OwnAgreementKind {
        let id = try context.id("agreementKind", "kind of agreements") { Int64($0) }
        guard let kind = try await agreementKinds(context).first(where: { $0.id == id }) else {
            throw Refusal.notFound("kind of agreements")
        }
        return kind
    }
}

/// A kind of agreements as a form or an address names it: `coalition`, or `own-3` for one of the
/// chapter's own.
struct ChosenAgreementKind: Sendable {
    let kind: AgreementKind?
    let own: Int64?

    init(_ text: String) {
        own = text.hasPrefix("own-") ? Int64(text.dropFirst(4)) : nil
        kind = own == nil ? AgreementKind(rawValue: text) : nil
    }

    /// What can be chosen: the kinds that every chapter has, and its own that are in use.
    static func options(
        _ own: [OwnAgreementKind], chosen: String, _ words: Wording, retiredToo: Bool = false
    ) -> [PeopleFilters.Option] {
        let builtIn = AgreementKind.allCases.map { ($0.rawValue, words.agreement($0)) }
        let named = own.filter { retiredToo || !$0.isRetired || "own-\($0.id)" == chosen }
            .map { ("own-\($0.id)", $0.name) }
        // Whatever is none of the others stands last.
        return (Array(builtIn.dropLast()) + named + Array(builtIn.suffix(1))).map {
            PeopleFilters.Option(value: $0.0, name: $0.1, isChosen: $0.0 == chosen)
        }
    }
}
