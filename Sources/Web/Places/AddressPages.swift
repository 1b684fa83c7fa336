import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// How the home addresses of a contact are read, and putting that right by hand.
struct AddressPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        SharedAddressPages(backend: backend).add(to: pages)
        pages.get("people/:person/addresses", .managePeople) { _, context in
            try await show(context)
        }
        pages.post("people/:person/addresses", .managePeople) { request, context in
            let form = try await request.form(context)
            let member = try context.person()
            let isBack = form.isOn("back")
            let place = Int(form["place"]) ?? 0
            let parts = SetAddressParts.Parts(
                number: form["number-\(place)"], street: form["street-\(place)"],
                unit: form["unit-\(place)"], floor: form["floor-\(place)"])
            do {
                _ = try await backend.perform(
                    SetAddressParts(
                        member, place, isBack ? nil : parts,
                        expectedVersion: Int(form["version"])), context)
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let problem = Problem(
                    refusal.field.map { "\($0)-\(place)" }, context.words.sentence(refusal))
                return try await show(context, typed: (place, parts), problem)
            }
            return .seeOther(
                Notice.after(
                    isBack ? "places_read_back" : "places_read_set",
                    at: "/people/\(member)/addresses"))
        }
    }

    private func show(
        _ context: Context, typed: (place: Int, parts: SetAddressParts.Parts)? = nil,
        _ problem: Problem? = nil
    ) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let member = try context.person()
        let (record, readings, shared, holders) = try await backend.chapter.read { db in
            (
                try MemberRecord.read(member, in: db, for: viewer).get(),
                try AddressReading.all(of: member, in: db, for: viewer).get(),
                try SharedAddress.all(of: member, in: db, for: viewer).get(),
                try SharedAddress.holders(of: member, in: db, for: viewer).get()
            )
        }
        let title = words.say("places_addresses")
        let page = AddressesPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problem.map { [$0] } ?? [], words), address: "/people/\(member)",
            name: record.name, version: record.version,
            addresses: shared.map { address in
                let isTyped = typed?.place == address.place
                return AddressesPage.Address(
                    address, of: member,
                    readings.first { $0.place == address.place }.map { reading in
                        AddressesPage.Reading(
                            reading, isTyped ? typed?.parts : nil, words,
                            problem: isTyped ? problem : nil)
                    }, words)
            }, hasAddresses: !shared.isEmpty,
            holders: holders.map { holder in
                AddressesPage.Holder(
                    id: holder.contact.memberID.description,
                    lines: holder.address.shownLines,
                    button: words.say("places_shared_take", ["name": holder.contact.name]))
            }, hasHolders: !holders.isEmpty)
        return try backend.kit.show(page, status: problem == nil ? .ok : .unprocessableContent)
    }
}

/// The home addresses of a contact with their parts.
struct AddressesPage: Page {
    /// One of them.
    struct Address: Sendable {
        let place: Int
        let heading: String
        /// Who else has it; nil for nobody.
        let shared: String?
        /// Where it is changed for all of them.
        let change: String?
        /// How it is read; nil for one where nobody lives.
        let reading: Reading?

        init(
            _ shared: SharedAddress, of member: MemberID, _ reading: Reading?, _ words: Wording
        ) {
            place = shared.place
            heading = shared.address.shownLines
            self.reading = reading
            self.shared =
                shared.count == 0
                ? nil
                : words.count(
                    "places_shared", shared.count,
                    [
                        "names": words.names(
                            shared.others.prefix(3).map(\.name), of: shared.count)
                    ])
            change =
                shared.count == 0 ? nil : "/people/\(member)/addresses/\(shared.place)/change"
        }
    }

    /// A household or an organization whose address can be taken over.
    struct Holder: Sendable {
        let id: String
        let lines: String
        let button: String
    }

    /// How an address is read.
    struct Reading: Sendable {
        let place: Int
        let says: String
        let isByHand: Bool
        let number: Field
        let street: Field
        let unit: Field
        let floor: Field
    }

    static let template = "places-addresses"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let address: String
    let name: String
    let version: Int
    let addresses: [Address]
    let hasAddresses: Bool
    let holders: [Holder]
    let hasHolders: Bool
}

extension AddressesPage.Reading {
    /// An address as it is read, or as somebody has just said.
    init(
        _ reading: AddressReading, _ typed: SetAddressParts.Parts?, _ words: Wording,
        problem: Problem?
    ) {
        place = reading.place
        says = words.reading(reading)
        isByHand = reading.isByHand
        // Several addresses are on the page, each in a form of its own.
        func field(_ name: String, _ value: String, isRequired: Bool = false) -> Field {
            Field(
                "\(name)-\(reading.place)", label: words.say("places_read_field_\(name)"),
                value: value,
                isRequired: isRequired, problems: problem.map { [$0] } ?? [])
        }
        number = field("number", typed?.number ?? reading.number ?? "")
        street = field(
            "street", typed?.street ?? reading.street?.capitalized ?? "", isRequired: true)
        unit = field("unit", typed?.unit ?? reading.unit ?? "")
        floor = field("floor", typed?.floor ?? reading.floor ?? "")
    }
}

extension Wording {
    /// How an address is read, with its number, street, floor and door.
    func reading(_ reading: AddressReading) -> String {
        let parts = [
            reading.number.map { say("places_read_number", ["number": $0]) },
            reading.street?.capitalized ?? say("places_read_nothing"),
            reading.floor.map { say("places_read_floor", ["floor": $0]) },
            reading.unit.map { say("places_read_unit", ["unit": $0]) },
        ].compactMap(\.self).joined(separator: ", ")
        return say(reading.isByHand ? "places_read_by_hand" : "places_read_as", ["parts": parts])
    }
}
