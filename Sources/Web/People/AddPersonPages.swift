import Chapter
import Federation
import Hummingbird

/// Adding one person, with a look at who they may already be.
struct AddPersonPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/add", .managePeople) { request, context in
            let query = Form(encoded: request.uri.query ?? "")
            let entered = NewPerson(searched: query["q"], kind: query["kind"])
            return try backend.kit.show(try await page(entered, context))
        }
        pages.post("people/add/known", .managePeople) { request, context in
            let entered = NewPerson(try await request.form(context), asking: [])
            let known = entered.isTooLong ? [] : try await known(entered, context)
            return try Answer(KnownHint(known, context.words))
                .response(from: request, context: context)
        }
        pages.post("people/add", .managePeople) { request, context in
            let form = try await request.form(context)
            let kind = NewPerson.kind(form["kind"])
            let fields = try await ownFields(of: kind)
            var entered = NewPerson(form, asking: fields)
            let links = try await backend.seekLinks(form, fields, into: &entered.own, context)
            if !form["find"].isEmpty || !links.problems.isEmpty {
                let page = try await page(entered, context, links.problems, links: links)
                return try backend.kit.show(
                    page, status: links.problems.isEmpty ? .ok : .unprocessableContent)
            }
            let known = form.isOn("anyway") ? [] : try await known(entered, context)
            guard known.isEmpty else {
                return try backend.kit.show(
                    try await page(entered, context, known: known), status: .unprocessableContent)
            }
            do {
                let added = try await backend.perform(entered.act, context)
                let isLast = form["then"] != "another"
                return .seeOther(
                    Notice.after(
                        entered.kind == .person ? "person_added" : "contact_added",
                        at: isLast ? "/people/\(added.memberID)" : entered.page,
                        undo: "\(added.memberID)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(entered, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func known(_ entered: NewPerson, _ context: Context) async throws
        -> [PossiblePeople.Known]
    {
        let viewer = context.viewer
        let question = PossiblePeople(
            name: entered.name, email: entered.email, phone: entered.phone)
        return try await backend.chapter.read { db in
            try question.answer(in: db, for: viewer)
        }.get()
    }

    private func ownFields(of kind: ContactKind) async throws -> [OwnField] {
        try await backend.chapter.read { db in try OwnField.all(of: kind, in: db) }
    }

    private func page(
        _ entered: NewPerson, _ context: Context, _ problems: [Problem] = [],
        known: [PossiblePeople.Known] = [], links: LinkFields = LinkFields()
    ) async throws -> AddPersonPage {
        let (words, viewer) = (context.words, context.viewer)
        let labels = try await backend.chapter.read { db in
            try LabelsInUse.read(in: db, for: viewer)
        }
        let title =
            entered.kind == .person
            ? words.say("people_add") : words.say("relations_add_\(entered.kind.rawValue)")
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let fields = try await ownFields(of: entered.kind)
        let rules = try await backend.chapter.read { db in try BuiltInRule.asking(in: db) }
        var links = links
        links.names = try await backend.linkedNames(entered.own, fields, context)
        return AddPersonPage(
            frame, words, entered, fields, problems, known, labels, links, rules)
    }
}

/// What was typed about somebody new.
struct NewPerson: Sendable {
    let kind: ContactKind

    /// Where another one of the kind is added.
    var page: String {
        kind == .person ? "/people/add" : "/people/add?kind=\(kind.rawValue)"
    }

    let name: String
    let phone: String
    let email: String
    let status: String
    let interests: String
    let tags: String
    /// Values of the chapter's own fields, by their codes.
    var own: [String: [String]]
    /// What else is asked because the chapter needs it.
    let values: [PersonField: String]
    let address: PostalAddress
    /// Whether a phone number that cannot be one in its country is kept as it is.
    let phonesAsTyped: Bool

    /// What a form has sent, with the own fields that it asked.
    init(_ form: Form, asking fields: [OwnField]) {
        kind = Self.kind(form["kind"])
        let line = form["line"].isBlank ? nil : OneLine(form["line"])
        name = line?.name ?? form["name"]
        phone = line?.phone ?? form["phone"]
        email = line?.email ?? form["email"]
        status = form["status"].isEmpty ? "contact" : form["status"]
        interests = form["interests"]
        tags = form["tags"]
        phonesAsTyped = form.isOn("phonesAsTyped")
        own = Dictionary(uniqueKeysWithValues: fields.map { ($0.code, form.all($0.formName)) })
        var values: [PersonField: String] = [:]
        for case .person(let field) in BuiltInField.all where !form[field.jsonKey].isBlank {
            values[field] = form[field.jsonKey]
        }
        self.values = values
        address = PostalAddress(
            line1: form["line1"], city: form["city"], postcode: form["postcode"])
    }

    /// What is added: a person unless it says otherwise.
    static func kind(_ text: String) -> ContactKind { ContactKind(rawValue: text) ?? .person }

    /// Somebody who was searched for: what was typed may be a name, an address or a number.
    init(searched: String, kind: String) {
        self.kind = Self.kind(kind)
        let isEmail = searched.contains("@")
        let isPhone = !isEmail && searched.allSatisfy { $0.isNumber || " +-()./".contains($0) }
        name = isEmail || isPhone ? "" : searched
        email = isEmail ? searched : ""
        phone = isPhone ? searched : ""
        (status, interests, tags, own) = ("contact", "", "", [:])
        phonesAsTyped = false
        (values, address) = ([:], PostalAddress())
    }

    /// Whether something in it is longer than anybody types, so that nobody is looked for.
    var isTooLong: Bool { [name, phone, email].contains { $0.utf8.count > 400 } }

    /// The act that adds them; who they may be has been shown before.
    var act: AddMember {
        AddMember(
            values.merging([.name: name, .status: status, .kind: kind.rawValue]) { $1 },
            emails: email.isEmpty ? [] : [Email(email)],
            phones: phone.isEmpty ? [] : [Phone(phone)],
            addresses: hasAddress ? [address] : [], ownFields: own, tags: Self.split(tags),
            interests: Self.split(interests), allowDuplicate: true, phonesAsTyped: phonesAsTyped)
    }

    private var hasAddress: Bool {
        ![address.line1, address.city, address.postcode].allSatisfy(\.isBlank)
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: ",").filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
    }
}
