import Chapter
import HTTPTypes
import Hummingbird
import NIOCore

/// Taking the directory along, on paper or as vCards, with the reason.
struct DirectoryTakingPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("directory/take", .takePart) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("directory/take", .takePart) { request, context in
            let form = try await request.form(context)
            let query = DirectoryQuery(form)
            do {
                let taken = try await backend.perform(
                    TakeDirectory(query.list, why: form["why"]), context)
                guard form["make"] == "paper" else {
                    return .download(
                        ByteBuffer(string: taken.cards), .vCard, named: "directory.vcf")
                }
                let words = context.words
                return try backend.kit.show(
                    DirectoryPaperPage(
                        frame: try await backend.frame(
                            words.say("frame_directory"), part: DirectoryPages.part(context.viewer),
                            context), t: words,
                        back: query.address(),
                        count: words.count("directory_count", taken.entries.count),
                        cards: taken.entries.map { DirectoryCard($0, words) }))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> DirectoryTakingPage
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let query = DirectoryQuery(form)
        var list = query.list
        (list.after, list.limit) = (nil, 1)
        let asked = list
        let count = try await backend.chapter.read { db in
            try asked.answer(in: db, for: viewer, at: now).get().count
        }
        let title = words.count("directory_take", count)
        return DirectoryTakingPage(
            frame: try await backend.frame(title, part: DirectoryPages.part(viewer), context)
                .narrow(), t: words, problems: Problems(problems, words), title: title,
            back: query.address(),
            carried: query.pairs.map { HiddenField(name: $0.name, value: $0.value) },
            makes: Choice(
                "make", label: words.say("directory_make"),
                ["paper", "cards"].map { (value: $0, name: words.say("directory_make_\($0)")) },
                chosen: form["make"]),
            why: Field(
                "why", label: words.say("people_export_why"), value: form["why"],
                help: words.say("directory_why_help"), isRequired: true, problems: problems))
    }
}

/// What is taken along, and what for.
struct DirectoryTakingPage: Page {
    static let template = "directory-take"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let back: String
    let carried: [HiddenField]
    let makes: Choice
    let why: Field
}

/// The directory ready for paper.
struct DirectoryPaperPage: Page {
    static let template = "directory-paper"
    let frame: Frame
    let t: Wording
    let back: String
    let count: String
    let cards: [DirectoryCard]
}
