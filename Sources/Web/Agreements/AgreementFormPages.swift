import Chapter
import Hummingbird

/// Adding and changing agreements.
///
/// “Find” sends the whole form and shows it again with the contacts that fit, so that nothing is
/// lost and no script is needed.
struct AgreementFormPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("agreements/add", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(TypedAgreement(form), nil, context))
        }
        pages.post("agreements/add", .managePeople) { request, context in
            let form = try await request.form(context)
            let typed = TypedAgreement(form)
            guard form["then"] != "find" else {
                return try backend.kit.show(try await page(typed, nil, context))
            }
            do {
                let id = try await backend.perform(AddAgreement(typed.entered), context)
                return .seeOther(Notice.after("agreement_added", at: "/agreements/\(id)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let problems = [Problem(refusal, context.words)]
                return try backend.kit.show(
                    try await page(typed, nil, context, problems), status: .unprocessableContent)
            }
        }
        pages.get("agreements/:agreement/edit", .managePeople) { _, context in
            let record = try await record(context)
            return try backend.kit.show(
                try await page(TypedAgreement(record), record.version, context))
        }
        pages.post("agreements/:agreement/edit", .managePeople) { request, context in
            let record = try await record(context)
            let form = try await request.form(context)
            let typed = TypedAgreement(form, now: TypedAgreement(record))
            let version = Int(form["version"]) ?? record.version
            guard form["then"] != "find" else {
                return try backend.kit.show(try await page(typed, version, context))
            }
            do {
                _ = try await backend.perform(
                    ChangeAgreement(record.id, expectedVersion: version, to: typed.entered),
                    context, because: typed.why)
                return .seeOther(
                    Notice.after("agreement_changed", at: "/agreements/\(record.id)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                if let late = try await late(typed, since: version, context) { return late }
                let problems = [Problem(refusal, context.words)]
                return try backend.kit.show(
                    try await page(typed, version, context, problems), status: .unprocessableContent
                )
            }
        }
    }

    /// The form with what others have done since it was opened; nil where nobody has done anything.
    private func late(_ typed: TypedAgreement, since version: Int, _ context: Context) async throws
        -> Response?
    {
        let id = try context.agreement()
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let found = try await backend.chapter.read { db -> (AgreementMeanwhile, AgreementNames)? in
            guard
                case .success(let meanwhile?) = try AgreementMeanwhile.read(
                    id, since: version, in: db, for: viewer)
            else { return nil }
            var names = AgreementNames()
            let entered = [meanwhile.then, meanwhile.now, typed.entered]
            let contacts =
                entered.flatMap(\.parties).map(\.member) + entered.compactMap(\.reminder?.assignee)
            for member in Set(contacts) {
                let name = try? ContactName.read(member, in: db, for: viewer).get()
                names.contacts["\(member)"] = name?.name
            }
            let kinds = try OwnAgreementKind.all(in: db, for: viewer).get()
            for option in ChosenAgreementKind.options(kinds, chosen: "", words, retiredToo: true) {
                names.kinds[option.value] = option.name
            }
            for file in try AgreementRecord.read(id, in: db, for: viewer, at: now).get().files {
                names.files[file.id] = file.name
            }
            return (meanwhile, names)
        }
        guard let (meanwhile, names) = found else { return nil }
        var merged = typed
        let conflict = merged.merge(meanwhile, names, words)
        return try backend.kit.show(
            try await page(merged, meanwhile.version, context, conflict: conflict),
            status: .conflict)
    }

    private func record(_ context: Context) async throws -> AgreementRecord {
        let id = try context.agreement()
        let (viewer, now) = (context.viewer, backend.clock())
        return try await backend.chapter.read { db in
            try AgreementRecord.read(id, in: db, for: viewer, at: now)
        }.get()
    }

    /// The form; `version` is what the editor saw, nil for a new agreement.
    private func page(
        _ typed: TypedAgreement, _ version: Int?, _ context: Context, _ problems: [Problem] = [],
        conflict: RecordConflict? = nil
    ) async throws -> AgreementFormPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let isNew = version == nil
        let id = isNew ? nil : try context.agreement()
        let around = try await backend.chapter.read { db in
            var around = AgreementFormPage.Around()
            for party in typed.parties.prefix(EnteredAgreement.mostParties) {
                around.names[party.member] =
                    try? ContactName.read(party.member, in: db, for: viewer).get()
            }
            around.found = try ContactSearch(typed.search).answer(in: db, for: viewer).get()
            around.holders = try TaskHolder.all(
                in: db, for: viewer, today: DueDays(at: now, in: db).today
            ).get()
            around.kinds = try OwnAgreementKind.all(in: db, for: viewer).get()
            if let id {
                around.files =
                    try AgreementRecord.read(id, in: db, for: viewer, at: now).get().files
            }
            return around
        }
        let title = words.say(isNew ? "agreements_add" : "agreements_change")
        let address = isNew ? "/agreements" : "/agreements/\(try context.agreement())"
        return AgreementFormPage(
            try await backend.frame(title, part: "people", context).narrow(), words, typed,
            problems, around, title: title,
            back: (address, isNew ? words.say("agreements_title") : typed.title),
            action: isNew ? "/agreements/add" : "\(address)/edit", version: version,
            conflict: conflict)
    }
}

extension Context {
    /// The agreement in the path.
    func agreement() throws -> Int64 { try id("agreement", "agreement", { Int64($0) }) }
}
