import Chapter

/// The e-mail addresses or phone numbers in the form, with a row for one more.
struct ReachList: Sendable {
    /// One of them.
    struct Row: Sendable {
        let id: String
        let index: Int
        let label: String
        let value: String
        let problem: String?
        let describedBy: String?
        let kinds: [PeopleFilters.Option]
        let states: [PeopleFilters.Option]
        let isFirst: Bool
    }

    let name: String
    let type: String
    let rows: [Row]
    /// Whether one has to say which comes first.
    let isMany: Bool
    let first: String
    let more: String

    init(phones: [Phone], blank: String, _ words: Wording, _ problems: [Problem]) {
        self.init(
            "phone", "tel", blank == "phone",
            phones.map { ($0.number, words.kinds($0.kind), $0.state, $0.isPrimary) },
            words.kinds(.mobile), words, problems)
    }

    init(emails: [Email], blank: String, _ words: Wording, _ problems: [Problem]) {
        self.init(
            "email", "email", blank == "email",
            emails.map { ($0.address, words.kinds($0.kind), $0.state, $0.isPrimary) },
            words.kinds(.home), words, problems)
    }

    init(messengers: [Messenger], blank: String, _ words: Wording, _ problems: [Problem]) {
        self.init(
            "messenger", "text", blank == "messenger",
            messengers.map { ($0.handle, words.services($0.service), $0.state, $0.isPrimary) },
            words.services(.signal), words, problems)
    }

    private init(
        _ name: String, _ type: String, _ hasBlank: Bool,
        _ values: [(String, [PeopleFilters.Option], ReachState, Bool)],
        _ usual: [PeopleFilters.Option], _ words: Wording, _ problems: [Problem]
    ) {
        self.name = name
        self.type = type
        let all = values + (hasBlank || values.isEmpty ? [("", usual, .ok, values.isEmpty)] : [])
        let problem = problems.first { $0.field == name }
        // The sentence quotes what is wrong; of several rows it belongs to that one.
        let wrong = problem.map { problem in
            all.firstIndex { row in
                !row.0.isEmpty
                    && ["“\(row.0)”", "«\(row.0)»"].contains { problem.sentence.contains($0) }
            } ?? 0
        }
        rows = all.enumerated().map { index, row in
            let id = index == 0 ? name : "\(name)-\(index + 1)"
            let isWrong = index == wrong
            return Row(
                id: isWrong ? name : id == name && wrong != nil ? "\(name)-1" : id, index: index,
                label: words.field(name), value: row.0,
                problem: isWrong ? problem?.sentence : nil,
                describedBy: isWrong ? "\(name)-problem" : nil,
                kinds: row.1, states: words.states(row.2), isFirst: row.3)
        }
        isMany = all.count > 1
        first = words.say("people_use_first")
        more = words.say("people_more_\(name)")
    }
}

/// The postal addresses in the form, with a place for one more.
struct AddressList: Sendable {
    /// One of them.
    struct Row: Sendable {
        let id: String
        let index: Int
        let address: PostalAddress
        let problem: String?
        let kinds: [PeopleFilters.Option]
        let states: [PeopleFilters.Option]
        let isFirst: Bool
        /// How it is read as it was saved last.
        let reading: String?
    }

    let rows: [Row]
    let isMany: Bool

    init(
        _ addresses: [PostalAddress], _ readings: [AddressReading], blank: String,
        _ words: Wording, _ problems: [Problem]
    ) {
        let isBlank = blank == "address" || addresses.isEmpty
        let all = addresses + (isBlank ? [PostalAddress(isPrimary: addresses.isEmpty)] : [])
        let fields = ["address", "second address line", "city", "region", "postcode", "country"]
        let problem = problems.first { fields.contains($0.field ?? "") }?.sentence
        rows = all.enumerated().map { index, address in
            Row(
                id: index == 0 ? "address" : "address-\(index + 1)", index: index,
                address: address, problem: index == 0 ? problem : nil,
                kinds: words.kinds(address.kind), states: words.states(address.state),
                isFirst: address.isPrimary,
                reading: readings.first { $0.place == index + 1 && $0.isOf(address) }
                    .map { words.reading($0) })
        }
        isMany = all.count > 1
    }
}

extension AddressReading {
    /// Whether it is how these lines are read.
    fileprivate func isOf(_ address: PostalAddress) -> Bool {
        lines.first == (address.line1.isEmpty ? address.line2 : address.line1)
            && address.kind == .home
    }
}

extension Wording {
    fileprivate func kinds(_ chosen: ReachKind) -> [PeopleFilters.Option] {
        ReachKind.allCases.map {
            PeopleFilters.Option(
                value: $0.rawValue, name: say("people_kind_\($0.rawValue)"), isChosen: $0 == chosen)
        }
    }

    fileprivate func services(_ chosen: MessengerService) -> [PeopleFilters.Option] {
        MessengerService.allCases.map {
            PeopleFilters.Option(
                value: $0.rawValue, name: serviceName($0.rawValue), isChosen: $0 == chosen)
        }
    }

    fileprivate func states(_ chosen: ReachState) -> [PeopleFilters.Option] {
        ReachState.allCases.map {
            PeopleFilters.Option(
                value: $0.rawValue, name: stateName($0.rawValue), isChosen: $0 == chosen)
        }
    }
}
