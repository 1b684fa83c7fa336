import Chapter
import HTTPTypes
import Hummingbird

/// The questions of an import: take what the list says, or keep what is here.
struct ImportQuestionsPages {
    let backend: Backend

    /// How many people a page asks about.
    private static let peopleAtMost = 20

    func add(to pages: PageRoutes) {
        pages.get("people/import/:import/questions", .managePeople) { request, context in
            let after = request.query("after").flatMap { Int($0) } ?? 0
            return try await show(try id(context), after: after, context)
        }
        pages.post("people/import/:import/questions", .managePeople) { request, context in
            try await answer(try id(context), try await request.form(context), context)
        }
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("import", "import", { Int64($0) })
    }

    private func show(_ id: Int64, after: Int, _ context: Context) async throws -> Response {
        let words = context.words
        let viewer = context.viewer
        let (found, counts, entry) = try await backend.chapter.read { db in
            (
                try ImportQuestions(id, after: after, limit: Self.peopleAtMost)
                    .answer(in: db, for: viewer).get(),
                try ImportQuestions.counts(id, in: db, for: viewer),
                try ImportList(only: id).answer(in: db, for: viewer).get().first
            )
        }
        guard let entry else { throw Refusal.notFound("import") }
        guard entry.state == "staged" else { return .seeOther("/people/import/\(id)") }
        let address = "/people/import/\(id)"
        var people: [(row: Int, questions: [ImportQuestion])] = []
        for question in found.questions {
            if people.last?.row == question.subject.row {
                people[people.count - 1].questions.append(question)
            } else {
                people.append((question.subject.row, [question]))
            }
        }
        var place = 0
        let page = ImportQuestionsPage(
            frame: try await backend.frame(
                words.say("import_questions_title"), part: "people", context),
            t: words, steps: ImportSteps(at: 2, words), file: entry.file, address: address,
            summary: counts.open == 0
                ? words.count("import_questions_done", counts.all)
                : words.count("import_questions_open", counts.open),
            isOpen: counts.open > 0, after: found.hasMore ? String(people.last?.row ?? 0) : "",
            hasPeople: !people.isEmpty,
            people: people.map { row, questions in
                ImportQuestionsPage.Person(
                    name: questions[0].name, address: "/people/\(questions[0].memberID)",
                    row: words.say("import_row", ["row": words.number(row)]),
                    questions: questions.map { question in
                        place += 1
                        return ImportQuestionsPage.Question(question, place, words)
                    })
            },
            hasNext: found.hasMore)
        return try backend.kit.show(page)
    }

    private func answer(_ id: Int64, _ form: Form, _ context: Context) async throws -> Response {
        var answers: [ImportQuestion.Subject: ImportQuestion.Answer] = [:]
        var place = 1
        while let text = form.all("q\(place)-about").first {
            let parts = text.split(
                separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, let row = Int(parts[0]),
                let answer = ImportQuestion.Answer(rawValue: form["q\(place)"])
            {
                let subject = ImportQuestion.Subject(
                    row: row, field: String(parts[1]),
                    // A form sends line ends as CR LF.
                    key: String(parts[2]).replacing("\r\n", with: "\n"))
                answers[subject] = answer
            }
            place += 1
        }
        let then = form["then"]
        let rest =
            then == "rest-list" ? ImportQuestion.Answer.list : then == "rest-here" ? .here : nil
        _ = try await backend.perform(AnswerImport(id, answers, rest: rest), context)
        let address = "/people/import/\(id)"
        guard rest == nil, then != "back", let after = Int(form["after"]) else {
            return .seeOther(address)
        }
        return .seeOther("\(address)/questions?after=\(after)")
    }
}
