import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Removing a contact who was added by mistake` {
    private let harbour: TestChapter

    init() throws { harbour = try TestChapter.make() }

    /// Ana with something in every list.
    private func ana() async throws -> MemberID {
        let size = try await harbour.act(AddOwnField(OwnFieldPlan("Size", .line)))
        return try await harbour.act(
            AddMember(
                [.name: "Ana Ruiz", .status: "contact", .job: "docker", .birthDate: "1990-02-01"],
                emails: [Email("ana@example.org"), Email("ana@work.example")],
                phones: [Phone("555 0101")],
                addresses: [PostalAddress(line1: "12 Mill Street", city: "Port")],
                messengers: [Messenger(.signal, "ana.01")], ownFields: [size.code: ["L"]],
                tags: ["Docks"], interests: ["Housing"], skills: ["First aid"],
                externalIDs: [ExternalID(scheme: "AK_ID", value: "9")])
        ).memberID
    }

    @Test func `the record goes with all that it says, and comes back to the byte`() async throws {
        let ana = try await ana()
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            AddRelation(ana, 1, .forward, try await harbour.addContact("Sea View", .organization)))
        try await harbour.act(GivePosition(ana, "steward"))
        try await harbour.act(SetPointPerson(bob, for: .these([ana])))
        let before = try await harbour.everything()
        let removal = try await harbour.act(RemoveContact(ana, why: "a typing error"))
        let gone = try await harbour.everything()
        #expect(!gone.contains { $0.contains("Ana Ruiz") || $0.contains("ana@") })
        #expect(try await harbour.list(MemberList(search: "ana")).count == 0)
        let left = try await harbour.chapter.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM relation) + (SELECT count(*) FROM position)
                      + (SELECT count(*) FROM address_part) + (SELECT count(*) FROM status_span
                        WHERE member_id = ?)
                    """, arguments: [ana])
        }
        #expect(left == 0)
        let line = try #require(try await harbour.history(ana).first { $0.field == "name" })
        #expect(
            line.act == "RemoveContact" && line.why == "a typing error" && line.old == "Ana Ruiz")
        let back = try await harbour.act(BringBackContact(removal))
        #expect(back.memberID == ana && back.leftOut == 0)
        #expect(try await harbour.everything() == before)
        #expect(try await harbour.rows("relation").count == 1)
        #expect(try await harbour.rows("position").count == 1)
        #expect(try await harbour.list(MemberList(search: "ana")).count == 1)
        let again = try await harbour.refusal(of: BringBackContact(removal))
        #expect(again?.sentence == "This contact has been brought back already.")
    }

    @Test func `other ways of undoing leave a removal alone`() async throws {
        let ana = try await ana()
        let removal = try await harbour.act(RemoveContact(ana, why: "error"))
        for refusal in [
            try await harbour.refusal(of: UndoLabels(removal)),
            try await harbour.refusal(of: UndoPointPersons(removal)),
            try await harbour.refusal(of: UndoRenewals(removal)),
        ] { #expect(refusal?.code == .notFound) }
        let label = try await harbour.add(.bob)
        let tagged = try await harbour.act(LabelPeople(.tag, "Docks", .these([label])))
        let wrong = try await harbour.refusal(of: BringBackContact(try #require(tagged.id)))
        #expect(wrong?.code == .notFound)
        _ = try await harbour.act(BringBackContact(removal))
    }

    @Test func `whoever others rely on stays, and each refusal says why`() async throws {
        let ana = try await ana()
        let alice = try await harbour.add(.alice)
        func why(_ member: MemberID, as viewer: Viewer = .operator) async throws -> String {
            try await harbour.refusal(of: RemoveContact(member, why: "error"), as: viewer)?.sentence
                ?? "went"
        }
        let own = try await why(alice, as: .member(alice, [.coordinator]))
        #expect(own == "This is your own record, and nobody removes their own.")
        try await harbour.act(
            RecordInteraction(InteractionContent(.note, .about, "Kind", with: [ana])))
        try await harbour.act(SetPointPerson(ana, for: .these([alice])))
        #expect(
            try await why(ana)
                == "Ana Ruiz stays, because other records rely on this one: looks after somebody, "
                + "timeline. Only a contact of whom nothing else speaks can be removed.")
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(AddRelation(alice, 1, .forward, hotel))
        #expect(
            try await why(hotel)
                == "These have a relation to Harbour Hotel or a position there: Alice Moreno. "
                + "Remove that first.")
        let kept = try await harbour.contact("Kept")
        let gone = try await harbour.contact("Gone")
        try await harbour.act(MergeContacts(keep: kept, gone: gone))
        #expect(try await why(kept) == "Gone was merged into Kept. Take that merge back first.")
        let named = try await harbour.contact("Named")
        let mentor = try await harbour.act(AddOwnField(OwnFieldPlan("Mentor", .contact)))
        try await harbour.act(SetOwnFields(alice, [mentor.code: ["\(named)"]]))
        #expect(
            try await why(named)
                == "Named stands in the field “Mentor” of Alice Moreno. Change that first.")
    }

    @Test func `a role, a membership and a roll keep somebody`() async throws {
        let kind = try await harbour.act(
            AddMembershipType(MembershipTypePlan(name: "Life", term: .open)))
        let (ana, bob) = (try await ana(), try await harbour.add(.bob))
        try await harbour.act(BeginMembership(ana, kind))
        let period = try await harbour.refusal(of: RemoveContact(ana, why: "error"))
        #expect(period?.sentence.contains("rely on this one: membership.") == true)
        let ballot = try await harbour.act(DraftBallot(BallotPlan(motion: "Shall we?")))
        try await harbour.act(OpenBallot(ballot))
        let roll = try await harbour.refusal(of: RemoveContact(bob, why: "error"))
        #expect(
            roll?.sentence
                == "Bob O'Brien is on the roll of “Shall we?”. Whoever could vote stays on record.")
        let (carol, _) = try await harbour.member("Carol Nuñez", roles: [.coordinator])
        let role = try await harbour.refusal(of: RemoveContact(carol, why: "error"))
        #expect(role?.sentence.hasPrefix("Carol Nuñez holds or has held a role") == true)
    }

    @Test func `without a reason only what was just added goes`() async throws {
        let (ana, bob) = (try await ana(), try await harbour.contact())
        try await harbour.act(TagMember(ana, "Piers"))
        let refusal = try await harbour.refusal(of: RemoveContact(ana, why: nil))
        #expect(
            refusal?.sentence == "Ana Ruiz has been changed since. Say why the record goes.")
        _ = try await harbour.act(RemoveContact(bob, why: nil))
    }

    @Test func `a household that was just made goes, and its people stay`() async throws {
        let (ana, rui) = (try await harbour.contact("Ana"), try await harbour.contact("Rui"))
        let make = MakeHousehold([ana, rui], name: "Mill Street")
        let isNew = try await harbour.chapter.read { db in try make.isAllNew(in: db) }
        let household = try await harbour.act(make)
        let isStillNew = try await harbour.chapter.read { db in try make.isAllNew(in: db) }
        #expect(isNew && !isStillNew)
        let removal = try await harbour.act(RemoveContact(household, why: nil))
        #expect(try await harbour.rows("relation").isEmpty)
        #expect(try await harbour.history(ana).first?.act == "RemoveContact")
        let back = try await harbour.act(BringBackContact(removal))
        #expect(back.leftOut == 0)
        #expect(try await harbour.rows("relation").count == 2)
        // Whoever lives elsewhere by now does not live there again.
        let second = try await harbour.act(RemoveContact(household, why: "moved apart"))
        try await harbour.act(MakeHousehold([ana, rui], name: "Pier"))
        let late = try await harbour.act(BringBackContact(second))
        #expect(late.leftOut == 2)
    }

    @Test func `a member was one all along after coming back`() async throws {
        let ana = try await harbour.act(AddMember(name: "Ana Ruiz"), at: try at("2026-01-10"))
            .memberID
        func spans() async throws -> [String] {
            try await harbour.chapter.read { db in
                try Row.fetchAll(
                    db, sql: "SELECT from_day, until_day, status FROM status_span ORDER BY from_day"
                ).map { "\($0)" }
            }
        }
        let before = try await spans()
        let removal = try await harbour.act(
            RemoveContact(ana, why: "error"), at: try at("2026-02-10"))
        #expect(try await spans().isEmpty)
        try await harbour.act(BringBackContact(removal), at: try at("2026-03-10"))
        #expect(try await spans() == before)
    }
}
