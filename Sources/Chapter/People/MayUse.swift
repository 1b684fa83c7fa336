/// Why a way to reach a contact may not be used.
///
/// What may be used for what is decided here and nowhere else: pages, lists, exports, vCards, the
/// directory and searches ask.
public enum ReachBar: Hashable, Sendable {
    /// It does not lead to the contact, or the contact does not want this one used.
    case state(ReachState)
    /// The contact does not want to be reached in this way at all; one of the three wishes.
    case wish(PersonField)

    /// In words, as exported lists write it and imports read it.
    public var words: String {
        switch self {
        case .state(let state): state.rawValue
        case .wish(let field): field.words
        }
    }
}

extension ReachState {
    /// Whether nothing speaks against using it.
    public var isUsable: Bool { self == .ok }

    /// The states from the one that forbids least: of two that are said of one thing, the later
    /// one counts.
    static let byWeight: [ReachState] = [.ok, .bounced, .wrongNumber, .optedOut]

    /// Its place among them.
    var weight: Int { Self.byWeight.firstIndex(of: self) ?? 0 }
}

extension ReachWay {
    /// The wish with which a contact forbids it; nil for post, which nobody forbids in a word.
    public var wish: PersonField? {
        switch self {
        case .mail: .doNotEmail
        case .call: .doNotCall
        case .text: .doNotText
        case .post: nil
        }
    }

    /// What it needs.
    var detail: Detail {
        switch self {
        case .mail: .email
        case .call, .text: .phone
        case .post: .address
        }
    }

    /// Why something in this state may not be used so, by the wishes of its contact; nil where it
    /// may.
    public func bar(_ state: ReachState, wishes values: [PersonField: String]) -> ReachBar? {
        if !state.isUsable { return .state(state) }
        if let wish, values[wish] == "yes" { return .wish(wish) }
        return nil
    }
}

extension MemberRecord {
    /// Why an e-mail address of the contact may not be written to; nil where it may.
    public func bar(_ email: Email) -> ReachBar? { ReachWay.mail.bar(email.state, wishes: values) }

    /// Why a number of the contact may not be called; nil where it may.
    public func bar(_ phone: Phone) -> ReachBar? { ReachWay.call.bar(phone.state, wishes: values) }
}

extension DetailRow {
    /// Whether it can be used; what has no state always can.
    var state: ReachState {
        guard detail.columns.last == "is_primary" else { return .ok }
        return ReachState(rawValue: cells[cells.count - 2]) ?? .ok
    }

    /// The same row in another state.
    func state(_ state: ReachState) -> DetailRow {
        guard detail.columns.last == "is_primary" else { return self }
        var cells = cells
        cells[cells.count - 2] = state.rawValue
        return DetailRow(detail, cells)
    }
}

extension StoredPerson {
    /// Why a row of what a way needs may not be used so; nil where it may.
    func bar(_ way: ReachWay, _ row: DetailRow) -> ReachBar? {
        way.bar(row.state, wishes: values)
    }

    /// The rows that may be used in one of these ways, the first in line first.
    func usable(_ ways: ReachWay...) -> [DetailRow] {
        guard let detail = ways.first?.detail else { return [] }
        return rows(detail).filter { row in ways.contains { bar($0, row) == nil } }
    }
}
