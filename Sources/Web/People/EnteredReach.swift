import Chapter

/// An e-mail address as it comes in: only the text, or an object that says more about it.
struct EnteredEmail: Decodable {
    let email: Email

    private enum Key: CodingKey { case address, kind, state, isPrimary }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            email = Email(text)
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        email = Email(
            try fields.decode(String.self, forKey: .address),
            try fields.decodeIfPresent(ReachKind.self, forKey: .kind) ?? .home,
            state: try fields.decodeIfPresent(ReachState.self, forKey: .state) ?? .ok,
            isPrimary: try fields.decodeIfPresent(Bool.self, forKey: .isPrimary) ?? false)
    }
}

/// A phone number as it comes in: only the text, or an object that says more about it.
struct EnteredPhone: Decodable {
    let phone: Phone

    private enum Key: CodingKey { case number, kind, state, isPrimary }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            phone = Phone(text)
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        phone = Phone(
            try fields.decode(String.self, forKey: .number),
            try fields.decodeIfPresent(ReachKind.self, forKey: .kind) ?? .mobile,
            state: try fields.decodeIfPresent(ReachState.self, forKey: .state) ?? .ok,
            isPrimary: try fields.decodeIfPresent(Bool.self, forKey: .isPrimary) ?? false)
    }
}

/// A postal address as it comes in; what is missing is empty.
struct EnteredAddress: Decodable {
    let address: PostalAddress

    private enum Key: CodingKey {
        case line1, line2, city, region, postcode, country, kind, state, isPrimary
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String {
            try fields.decodeIfPresent(String.self, forKey: key) ?? ""
        }
        address = PostalAddress(
            line1: try text(.line1), line2: try text(.line2), city: try text(.city),
            region: try text(.region), postcode: try text(.postcode), country: try text(.country),
            kind: try fields.decodeIfPresent(ReachKind.self, forKey: .kind) ?? .home,
            state: try fields.decodeIfPresent(ReachState.self, forKey: .state) ?? .ok,
            isPrimary: try fields.decodeIfPresent(Bool.self, forKey: .isPrimary) ?? false)
    }
}

/// A messenger as it comes in.
struct EnteredMessenger: Decodable {
    let messenger: Messenger

    private enum Key: CodingKey { case service, handle, state, isPrimary }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        messenger = Messenger(
            try fields.decode(MessengerService.self, forKey: .service),
            try fields.decode(String.self, forKey: .handle),
            state: try fields.decodeIfPresent(ReachState.self, forKey: .state) ?? .ok,
            isPrimary: try fields.decodeIfPresent(Bool.self, forKey: .isPrimary) ?? false)
    }
}

/// The values of one own field as they come in: a text, or a list of texts.
struct EnteredValues: Decodable {
    let values: [String]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            values = [text]
        } else {
            values = try container.decode([String].self)
        }
    }
}
