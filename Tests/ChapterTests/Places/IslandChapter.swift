import Chapter
import Feeds
import TestSupport

extension TestChapter {
    /// Adds a person with an address of this postcode.
    @discardableResult func islander(
        _ name: String, _ postcode: String, line: String = "1 Quay Street", city: String = "Port"
    ) async throws -> MemberID {
        let id = try await act(AddMember(name: name)).memberID
        try await act(
            SetAddresses(id, [PostalAddress(line1: line, city: city, postcode: postcode)]))
        return id
    }

    /// Adds the coast, the borders and the postcodes of the island.
    func addIsland() async throws {
        try await act(
            AddOutlines(.coastline, file: Array(Island.coastline.utf8), name: "Isla Cordera"))
        try await act(AddOutlines(.branch, file: Array(Island.branches.utf8)))
        try await act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
    }

    /// Reads where a contact is.
    func place(_ member: MemberID) async throws -> PersonPlace {
        try await chapter.read { db in
            try PersonPlace.read(of: member, in: db, for: .operator).get()
        }
    }

    /// Reads the map.
    func map(_ view: PlaceView? = nil) async throws -> PlaceMap {
        let own = chapter.feeds.chapter
        return try await chapter.read { db in
            try PlaceMap.read(view, in: db, of: own, for: .operator, at: .noon).get()
        }
    }

    /// Reads the report.
    func placeReport() async throws -> PlaceReport {
        try await chapter.read { db in try PlaceReport.read(in: db, for: .operator).get() }
    }
}
