import Chapter
import TestSupport
import Testing

@Suite struct `Placing contacts` {
    private let harbour: TestChapter

    init() async throws { harbour = try TestChapter.make() }

    @Test func `a postcode places everybody who has it, also who comes or moves later`()
        async throws
    {
        let ana = try await harbour.islander("Ana", "ic11aa")
        #expect(try await harbour.place(ana).point == nil)
        let added = try await harbour.act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
        #expect([added.added, added.changed, added.unchanged, added.placed] == [3, 0, 0, 1])
        let place = try await harbour.place(ana)
        #expect(place.point?.text == "40.25, -29.9")
        #expect(place.source == .postcode)
        #expect(place.confidence == 50)
        let bob = try await harbour.islander("Bob", "IC2 2BB")
        #expect(try await harbour.place(bob).point?.text == "40.05, -29.9")
        try await harbour.act(
            SetAddresses(bob, [PostalAddress(line1: "9 Hill", postcode: "IC3 3CC")]))
        #expect(try await harbour.place(bob).point?.text == "40.05, -29.7")
        try await harbour.act(SetAddresses(bob, []))
        #expect(try await harbour.place(bob).point == nil)
        let again = try await harbour.act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
        #expect([again.added, again.changed, again.unchanged] == [0, 0, 3])
        #expect(try await harbour.act(RemovePostcodes()) == 3)
        #expect(try await harbour.place(ana).point == nil)
    }

    @Test func `the address that is first in line counts`() async throws {
        try await harbour.act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
        let ana = try await harbour.islander("Ana", "IC1 1AA")
        try await harbour.act(
            SetAddresses(
                ana,
                [
                    PostalAddress(line1: "1 Quay Street", postcode: "IC1 1AA"),
                    PostalAddress(
                        line1: "Works", postcode: "IC2 2BB", kind: .work, isPrimary: true),
                ]))
        #expect(try await harbour.place(ana).point?.text == "40.05, -29.9")
    }

    @Test
    func
        `a point by hand is shared by the address, goes before the postcode and can be taken back`()
        async throws
    {
        try await harbour.act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
        let ana = try await harbour.islander("Ana", "IC1 1AA", line: "5 Åsgatan")
        let bob = try await harbour.islander("Bob", "IC1 1AA", line: "5  ASGATAN")
        let carol = try await harbour.islander("Carol", "IC1 1AA", line: "6 Åsgatan")
        let point = try #require(GeoPoint(typed: "40.2001, -29.9001"))
        let set = try await harbour.act(SetPlace(ana, point))
        #expect(set.source == .byHand)
        #expect(set.confidence == 100)
        #expect(try await harbour.place(bob).point == point)
        #expect(try await harbour.place(carol).source == .postcode)
        let line = try #require(try await harbour.history(ana).first)
        #expect(line.act == "SetPlace")
        #expect([line.old, line.new] == ["40.25, -29.9", "40.2001, -29.9001"])
        #expect(try await harbour.record(ana).version == 2, "nobody's editing fails because of it")
        let dan = try await harbour.islander("Dan", "IC1 1AA", line: "5 åsgatan")
        #expect(try await harbour.place(dan).point == point, "who comes to the address later, too")
        let back = try await harbour.act(SetPlace(ana, nil))
        #expect(back.source == .postcode)
        #expect(try await harbour.place(bob).source == .postcode)
    }

    @Test func `who has no address has no place, and it is said`() async throws {
        let bob = try await harbour.add(.bob)
        let point = try #require(GeoPoint(latitude: 1, longitude: 1))
        let refusal = try await harbour.refusal(of: SetPlace(bob, point))
        #expect(
            refusal?.sentence == "Bob O'Brien has no postal address that could be put on the map.")
        #expect(try await harbour.refusal(of: SetPlace(MemberID(99), point))?.code == .notFound)
    }

    @Test func `a list is read whatever its columns are called, and says what it left out`()
        async throws
    {
        let list = """
            lng;PLZ;lat
            -29,9;"IC1 1AA";40,25
            -29.7;IC1 1AA;40.05
            ;IC9;40
            -29,1;;40
            -29,1;IC8
            200;IC7;40
            """
        let added = try await harbour.act(AddPostcodes(.bytes(Array(list.utf8))))
        #expect(added.added == 1)
        #expect(added.leftOut == 4)
        #expect(
            added.reasons == [
                "Row 4: its latitude and longitude are no degrees.", "Row 5: it has no postcode.",
                "Row 6: it has too few columns.",
                "Row 7: its latitude and longitude are no degrees.",
            ])
        let ana = try await harbour.islander("Ana", "IC1-1AA")
        #expect(
            try await harbour.place(ana).point?.text == "40.15, -29.8", "the middle of both rows")
        let wrong = try await harbour.refusal(of: AddPostcodes(.bytes(Array("a,b\n1,2\n".utf8))))
        #expect(
            wrong?.sentence
                == "The list needs the columns postcode, latitude and longitude, and has these: a, b. Nothing was changed."
        )
        let empty = try await harbour.refusal(
            of: AddPostcodes(.bytes(Array("zip,lat,lon\n1,x,y\n".utf8))))
        #expect(
            empty?.sentence
                == "No row of the list has a postcode with a point. Nothing was changed.")
    }

    @Test func `the four digits after a ZIP code do not matter`() async throws {
        try await harbour.act(
            AddPostcodes(
                .bytes(Array("zip,lat,lon\n10001,40.75,-73.99\n10002-1234,40.7,-73.9\n".utf8))))
        let ana = try await harbour.islander("Ana", "10001-4321")
        let bob = try await harbour.islander("Bob", "10002")
        #expect(try await harbour.place(ana).point != nil)
        #expect(try await harbour.place(bob).point != nil)
    }

    @Test(arguments: [
        ("38.7223, -9.1393", "38.7223, -9.1393"), ("38.7223,-9.1393", "38.7223, -9.1393"),
        ("38,7223; -9,1393", "38.7223, -9.1393"), ("38,7223 −9,1393", "38.7223, -9.1393"),
        (" 38.7223°  -9.1393° ", "38.7223, -9.1393"), ("91, 0", ""), ("0, 181", ""), ("nan, 0", ""),
        ("1", ""), ("", ""), ("1,2,3", ""), ("a, b", ""), ("inf, inf", ""),
    ]) func `a point is read as people type it`(typed: String, expected: String) {
        #expect(GeoPoint(typed: typed)?.text ?? "" == expected)
    }

    @Test func `an import places people, and undoing it leaves nobody on the map`() async throws {
        try await harbour.act(AddPostcodes(.bytes(Array(Island.postcodes.utf8))))
        let stage = StageImport(
            .bytes(Array("name,address,postcode\nEve Adams,1 Quay,IC3 3CC\n".utf8)),
            fileName: "l.csv")
        let staged = try await stage.run(in: harbour.chapter, as: .operator, at: .noon).get()
        let id = try #require(Int64(staged.importID))
        try await harbour.act(ApplyImport(id))
        #expect(try await harbour.map().placed == 1)
        try await harbour.act(UndoImport(id))
        #expect(try await harbour.map().placed == 0)
    }
}
