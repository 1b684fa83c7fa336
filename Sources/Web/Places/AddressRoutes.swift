import Chapter
import Hummingbird

/// How addresses are read, for programs.
struct AddressRoutes {
    let backend: Backend

    private struct Others: Encodable, Sendable {
        let others: [ContactAnswer]
        let count: Int
    }

    private struct Changed: Encodable, Sendable {
        /// What takes it back; null where nothing has changed.
        @Nullable var change: String?
        let contacts: Int
    }

    /// New lines, and for whom else.
    private struct EnteredChange: Decodable {
        var address: EnteredAddress
        var others: [String]?
        var expectedVersion: Int?
    }

    private struct EnteredHolder: Decodable { var memberID: String }

    private struct Readings: Encodable, Sendable { let addresses: [AddressReadingAnswer] }

    /// The parts of one address; without `parts` it is given back.
    private struct Entered: Decodable {
        struct Parts: Decodable {
            var number: String?
            var street: String?
            var unit: String?
            var floor: String?
        }

        var place: Int
        var parts: Parts?
        var expectedVersion: Int?
    }

    func add(to api: RouterGroup<Context>) {
        api.get("members/:member/addresses") { _, context in
            let member = try context.id("member", "person", MemberID.init(_:))
            let viewer = context.viewer
            let readings = try await backend.chapter.read { db in
                try AddressReading.all(of: member, in: db, for: viewer)
            }.get()
            return Answer(Readings(addresses: readings.map(AddressReadingAnswer.init)))
        }
        api.get("members/:member/addresses/:place/others") { _, context in
            let (member, place) = (
                try context.id("member", "person", MemberID.init(_:)),
                try context.id("place", "address") { Int($0) }
            )
            let viewer = context.viewer
            let shared = try await backend.chapter.read { db in
                try SharedAddress.all(of: member, in: db, for: viewer)
            }.get().first { $0.place == place }
            guard let shared else { throw Refusal.notFound("address") }
            return Answer(
                Others(others: shared.others.map(ContactAnswer.init), count: shared.count))
        }
        api.post("members/:member/addresses/:place/change") { request, context in
            let member = try context.id("member", "person", MemberID.init(_:))
            let place = try context.id("place", "address") { Int($0) }
            let entered = try await request.json(EnteredChange.self, context)
            let changed = try await backend.perform(
                ChangeSharedAddress(
                    member, place, to: entered.address.address,
                    alsoFor: try (entered.others ?? []).map { text in
                        guard let id = MemberID(text) else { throw Refusal.notFound("contact") }
                        return id
                    }, expectedVersion: entered.expectedVersion), context)
            return Answer(
                Changed(change: changed.id.map(String.init), contacts: changed.contacts))
        }
        api.post("members/:member/addresses/taken") { request, context in
            let member = try context.id("member", "person", MemberID.init(_:))
            let entered = try await request.json(EnteredHolder.self, context)
            guard let holder = MemberID(entered.memberID) else {
                throw Refusal.notFound("contact")
            }
            let version = try await backend.perform(TakeAddressOf(member, holder), context)
            return Answer(IDAnswer(member.number, version: version))
        }
        api.put("members/:member/addresses") { request, context in
            let member = try context.id("member", "person", MemberID.init(_:))
            let entered = try await request.json(Entered.self, context)
            let parts = entered.parts.map {
                SetAddressParts.Parts(
                    number: $0.number ?? "", street: $0.street ?? "", unit: $0.unit ?? "",
                    floor: $0.floor ?? "")
            }
            let readings = try await backend.perform(
                SetAddressParts(
                    member, entered.place, parts, expectedVersion: entered.expectedVersion),
                context)
            return Answer(Readings(addresses: readings.map(AddressReadingAnswer.init)))
        }
    }
}

/// How one home address is read.
struct AddressReadingAnswer: Codable, Hashable, Sendable {
    /// Its place among the contact's addresses, from 1.
    var place: Int
    /// As it was typed.
    var lines: [String]
    @Nullable var number: String?
    @Nullable var street: String?
    @Nullable var unit: String?
    @Nullable var floor: String?
    /// Whether somebody has put it right by hand.
    var byHand: Bool

    init(_ reading: AddressReading) {
        place = reading.place
        lines = reading.lines
        number = reading.number
        street = reading.street
        unit = reading.unit
        floor = reading.floor
        byHand = reading.isByHand
    }
}
