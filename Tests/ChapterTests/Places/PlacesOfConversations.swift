import Chapter
import Feeds
import TestSupport
import Testing

@Suite struct `Places of conversations` {
    private let harbour: TestChapter
    private let bob: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        bob = try await harbour.add(.bob)
    }

    private func talk(
        _ summary: String, at place: String, isPrivate: Bool = false, as viewer: Viewer = .operator
    ) async throws {
        try await harbour.act(
            RecordInteraction(
                InteractionContent(
                    .visit, .them, summary, place: place, isPrivate: isPrivate, with: [bob])),
            as: viewer)
    }

    private func read(_ name: String, as viewer: Viewer = .operator) async throws -> Result<
        NamedPlace, Refusal
    > {
        try await harbour.chapter.read { db in try NamedPlace.read(name, in: db, for: viewer) }
    }

    @Test func `a place has a name, a point and its conversations, however it is written`()
        async throws
    {
        try await talk("Shifts", at: "Café Cordera")
        try await talk("Wages", at: "CAFE CORDERA")
        try await talk("Rent", at: "Quay 4")
        let cafe = try await read("café cordera").get()
        #expect(cafe.point == nil)
        #expect(cafe.count == 2)
        #expect(Set(cafe.interactions.map(\.summary)) == ["Shifts", "Wages"])
        let point = try #require(GeoPoint(latitude: 40.2, longitude: -29.9))
        try await harbour.act(SetMeetingPlace("Cafe Cordera", point))
        #expect(try await read("Café Cordera").get().point == point)
        let map = try await harbour.map()
        #expect(map.talks.map(\.count) == [2])
        #expect(map.talks.first?.point == point)
        let own = harbour.chapter.feeds.chapter
        let places = try await harbour.chapter.read { db in
            try MeetingPlace.all(in: db, of: own, for: .operator).get()
        }
        #expect(places.map(\.interactions).sorted() == [1, 2])
        #expect(places.allSatisfy { $0.meetings == 0 })
        guard case .failure(let refusal) = try await read("Nowhere") else {
            Issue.record("a place that nothing is at is not there")
            return
        }
        #expect(refusal.sentence == "There is no place with this id.")
    }

    @Test func `what is private or removed is at no place for others`() async throws {
        let alice = Viewer.member(bob, [.coordinator])
        try await talk("Secret", at: "Back room", isPrivate: true, as: alice)
        #expect(try await read("Back room", as: alice).get().count == 1)
        guard case .failure = try await read("Back room") else {
            Issue.record("a private entry names its place to nobody else")
            return
        }
        let names = try await harbour.chapter.read { db in
            try NamedPlace.lately(in: db, for: .operator)
        }
        #expect(names.isEmpty)
        let entry = try await harbour.act(
            RecordInteraction(
                InteractionContent(.call, .us, "Gone", place: "Quay 4", with: [bob])))
        try await harbour.act(RemoveInteraction(entry.id))
        guard case .failure = try await read("Quay 4") else {
            Issue.record("a removed entry is on no list")
            return
        }
    }
}
