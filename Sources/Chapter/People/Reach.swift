/// Where an e-mail address, phone number or postal address belongs.
public enum ReachKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// At home.
    case home
    /// At work.
    case work
    /// In the pocket.
    case mobile
    /// Anywhere else.
    case other
}

/// Whether an e-mail address, phone number or postal address can be used.
public enum ReachState: String, CaseIterable, Hashable, Sendable, Codable {
    /// As far as we know.
    case ok
    /// Mail came back.
    case bounced
    /// The person does not want to be reached this way.
    case optedOut = "opted out"
    /// It belongs to somebody else.
    case wrongNumber = "wrong number"
}

/// An e-mail address of a person.
public struct Email: Hashable, Sendable, Codable {
    /// The address.
    public var address: String
    /// Where it belongs.
    public var kind: ReachKind
    /// Whether it can be used.
    public var state: ReachState
    /// Whether it is the first in line.
    public var isPrimary: Bool

    /// An address as it was entered; the act checks it.
    public init(
        _ address: String, _ kind: ReachKind = .home, state: ReachState = .ok,
        isPrimary: Bool = false
    ) {
        self.address = address
        self.kind = kind
        self.state = state
        self.isPrimary = isPrimary
    }
}

/// A phone number of a person.
public struct Phone: Hashable, Sendable, Codable {
    /// The number as it was entered.
    public var number: String
    /// Where it belongs.
    public var kind: ReachKind
    /// Whether it can be used.
    public var state: ReachState
    /// Whether it is the first in line.
    public var isPrimary: Bool

    /// A number as it was entered; the act checks it.
    public init(
        _ number: String, _ kind: ReachKind = .mobile, state: ReachState = .ok,
        isPrimary: Bool = false
    ) {
        self.number = number
        self.kind = kind
        self.state = state
        self.isPrimary = isPrimary
    }
}

/// A postal address of a person.
public struct PostalAddress: Hashable, Sendable, Codable {
    /// Street and number.
    public var line1: String
    /// What else stands above the place.
    public var line2: String
    /// The town.
    public var city: String
    /// The state, province or county.
    public var region: String
    /// The postcode.
    public var postcode: String
    /// The country.
    public var country: String
    /// Where it belongs.
    public var kind: ReachKind
    /// Whether it can be used.
    public var state: ReachState
    /// Whether it is the first in line.
    public var isPrimary: Bool

    /// An address as it was entered; the act checks it.
    public init(
        line1: String = "", line2: String = "", city: String = "", region: String = "",
        postcode: String = "", country: String = "", kind: ReachKind = .home,
        state: ReachState = .ok, isPrimary: Bool = false
    ) {
        self.line1 = line1
        self.line2 = line2
        self.city = city
        self.region = region
        self.postcode = postcode
        self.country = country
        self.kind = kind
        self.state = state
        self.isPrimary = isPrimary
    }
}

/// Whatever leads to a contact besides mail, phone and post.
public enum MessengerService: String, CaseIterable, Hashable, Sendable, Codable {
    /// A Signal number or user name.
    case signal = "Signal"
    /// A WhatsApp number.
    case whatsApp = "WhatsApp"
    /// A Telegram number or user name.
    case telegram = "Telegram"
    /// A Matrix id, as in @ana:example.org.
    case matrix = "Matrix"
    /// A page of the contact, beginning with http:// or https://.
    case webAddress = "web address"
    /// A fax number.
    case fax
    /// Anything else, with its name in front.
    case other
}

/// A messenger of a contact.
public struct Messenger: Hashable, Sendable, Codable {
    /// Which one.
    public var service: MessengerService
    /// The contact's number, name or address there.
    public var handle: String
    /// Whether it can be used.
    public var state: ReachState
    /// Whether it is the first in line.
    public var isPrimary: Bool

    /// A messenger as it was entered; the act checks it.
    public init(
        _ service: MessengerService, _ handle: String, state: ReachState = .ok,
        isPrimary: Bool = false
    ) {
        self.service = service
        self.handle = handle
        self.state = state
        self.isPrimary = isPrimary
    }
}

/// What another system calls a person.
public struct ExternalID: Hashable, Sendable, Codable {
    /// The other system, such as `AK_ID`.
    public var scheme: String
    /// The person's id there.
    public var value: String

    /// An id of a scheme.
    public init(scheme: String, value: String) {
        self.scheme = scheme
        self.value = value
    }
}
