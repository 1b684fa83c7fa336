import Chapter
import Hummingbird

/// Every change of one person's record, and taking one back.
struct PersonHistoryPages {
    let backend: Backend

    /// So many changes are on a page.
    private static let entriesAtMost = 50

    func add(to pages: PageRoutes) {
        pages.get("people/:person/history", .takePart) { request, context in
            try backend.kit.show(
                try await page(context, before: request.query("before").flatMap { Int64($0) }))
        }
        pages.post("people/:person/history/:change/revert", .managePeople) { _, context in
            let member = try context.person()
            let change = try context.id("change", "change", { Int64($0) })
            do {
                let version = try await backend.perform(RevertChange(change), context)
                return .seeOther(
                    Notice.after(
                        "person_reverted", at: "/people/\(member)/history",
                        undo: "\(member)-\(version - 1)-\(version)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(
                    context, before: nil, problems: [Problem(nil, context.words.sentence(refusal))])
                return try backend.kit.show(page, status: .conflict)
            }
        }
    }

    private func page(_ context: Context, before: Int64?, problems: [Problem] = []) async throws
        -> PersonHistoryPage
    {
        let member = try context.person()
        let (words, viewer) = (context.words, context.viewer)
        let question = MemberHistory(member, before: before, limit: Self.entriesAtMost + 1)
        let (record, entries) = try await backend.chapter.read { db in
            (
                try MemberRecord.read(member, in: db, for: viewer).get(),
                try question.answer(in: db, for: viewer).get()
            )
        }
        let title = words.say("people_history_of", ["name": record.name])
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let address = "/people/\(member)"
        let shown = Array(entries.prefix(Self.entriesAtMost))
        let mayRevert = viewer.may(.managePeople)
        return PersonHistoryPage(
            frame: frame, t: words, problems: Problems(problems, words), address: address,
            name: record.name, title: title,
            entries: shown.map {
                PersonHistoryPage.Entry($0, record, words, mayRevert: mayRevert)
            },
            isEmpty: entries.isEmpty,
            older: entries.count > shown.count
                ? shown.last.map { "\(address)/history?before=\($0.id)" } : nil)
    }
}

/// Every change of one person.
struct PersonHistoryPage: Page {
    /// One change.
    struct Entry: Sendable {
        let who: String
        let face: Face
        let change: ChangeLine
        let when: String
        /// From where it came; nil for what nobody kept.
        let from: String?
        let revert: String?
        let button: String
        /// What puts the whole record back to how it was before.
        let before: String?
        let imported: String?
    }

    static let template = "people-history"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let address: String
    let name: String
    let title: String
    let entries: [Entry]
    let isEmpty: Bool
    let older: String?
}

extension PersonHistoryPage.Entry {
    init(_ entry: HistoryEntry, _ record: MemberRecord, _ words: Wording, mayRevert: Bool) {
        who = words.actor(entry)
        face = Face(who, number: Int64(entry.actor) ?? 0)
        change = ChangeLine(entry, words)
        when = words.moment(entry.at)
        from = entry.device.map { words.device($0) }
        var isCurrent = true
        if let field = PersonField(rawValue: entry.field) {
            // A field that has changed again since cannot be taken back over the newer change.
            isCurrent = record.values[field] == entry.new
        }
        // What was written of a contact who was merged into this one is theirs.
        let canRevert =
            mayRevert && isCurrent && entry.member == record.memberID
            && ChangeLine.canBeReverted(entry)
        revert = canRevert ? "/people/\(record.memberID)/history/\(entry.id)/revert" : nil
        button = words.say(entry.old == nil ? "people_revert_away" : "people_revert_back")
        // The latest change has a button of its own.
        before =
            mayRevert && entry.member == record.memberID && entry.changesRecord
            ? entry.version.flatMap { version in
                version > 1 && version < record.version
                    ? "/people/taken-back/\(record.memberID)-\(version - 1)-\(record.version)" : nil
            } : nil
        imported = mayRevert ? entry.importID.map { "/people/import/\($0)" } : nil
    }
}
