import Chapter
import TestSupport
import Testing

@Suite struct `Adding people` {
    @Test func `a person is there with everything that was said`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.add(.bob)
        let record = try await harbour.record(id)
        #expect(record.name == "Bob O'Brien")
        #expect(record.status == "member")
        #expect(record.emails == [Email("bob@example.org", isPrimary: true)])
        #expect(record.phones == [Phone("+1 555 010 0002", isPrimary: true)])
        #expect(record.interests == ["Housing", "Transit"])
        #expect(record.values[.joinedOn] == "2026-05-01")
        #expect(record.version == 1)
    }

    @Test func `every field has its history row`() async throws {
        let harbour = try TestChapter.make()
        var values: [PersonField: String] = [:]
        for field in PersonField.allCases {
            values[field] =
                switch field.shape {
                case .line, .text: "some \(field)"
                case .day: "2001-02-03"
                case .yesNo: "yes"
                // What nobody has to say, that one is a person, is not in the history.
                case .choice(let choices): field == .kind ? "organization" : choices[0]
                }
        }
        let id = try await harbour.act(
            AddMember(
                values, emails: [Email("a@example.org"), Email("b@example.org", .work)],
                phones: [Phone("555 0100")], addresses: [PostalAddress(line1: "1 Pier")],
                tags: ["Driver"], interests: ["Housing"],
                externalIDs: [ExternalID(scheme: "AK_ID", value: "7")])
        ).memberID
        let fields = try await harbour.history(id).map(\.field).sorted()
        let details = ["email", "email", "phone", "address", "tag", "interest", "external id"]
        #expect(fields == (PersonField.allCases.map(\.rawValue) + details).sorted())
    }

    @Test func `quotes, tags, marks and right-to-left text come back unchanged`() async throws {
        let canary =
            "Zoë \"<b>'&amp;\u{301}\u{200F}שלום\u{202E}; DROP TABLE member;-- \u{1F469}\u{200D}\u{1F3ED}"
        let harbour = try TestChapter.make()
        let id = try await harbour.act(
            AddMember(
                [.name: canary, .job: canary, .accommodations: canary], tags: [canary])
        ).memberID
        let record = try await harbour.record(id)
        #expect(Array(record.name.utf8) == Array(canary.utf8))
        #expect(Array(try #require(record.values[.job]).utf8) == Array(canary.utf8))
        #expect(Array(try #require(record.values[.accommodations]).utf8) == Array(canary.utf8))
        #expect(record.tags.map { Array($0.utf8) } == [Array(canary.utf8)])
    }

    @Test func `a decomposed letter is stored composed`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(AddMember(name: "Jose\u{301}")).memberID
        #expect(Array(try await harbour.record(id).name.utf8) == Array("José".utf8))
    }

    @Test(arguments: [
        (AddMember(name: String(repeating: "n", count: 10_000)), "10000 characters and 200 fit"),
        (AddMember(name: "  \t "), "needs a name"),
        (AddMember(name: "Nul\u{0}"), "control character"),
        (AddMember(name: "Ann", email: "ann at example"), "no e-mail address"),
        (AddMember(name: "Ann", email: "a@b@c"), "no e-mail address"),
        (AddMember(name: "Ann", phone: "call me"), "no phone number"),
        (AddMember([.name: "Ann", .birthDate: "2001-02-30"]), "is no day"),
        (AddMember([.name: "Ann", .status: "boss"]), "one of: contact, supporter"),
        (AddMember([.name: "Ann"], addresses: [PostalAddress(city: " ")]), "is empty"),
    ])
    func `what makes no sense is refused in words`(act: AddMember, words: String) async throws {
        let harbour = try TestChapter.make()
        let refusal = try #require(try await harbour.refusal(of: act))
        #expect(refusal.code == .invalid)
        #expect(refusal.sentence.contains(words))
        #expect(try await harbour.list(MemberList()).count == 0)
    }

    @Test func `the same e-mail address is refused until the caller says otherwise`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let twin = AddMember(name: "Rob O’Brien", email: "BOB@example.org")
        let refusal = try #require(try await harbour.refusal(of: twin))
        #expect(refusal.code == .conflict)
        #expect(refusal.sentence.hasPrefix("Bob O'Brien already has"))
        var allowed = twin
        allowed.allowDuplicate = true
        let added = try await harbour.act(allowed)
        #expect(added.possibleDuplicates.map(\.memberID) == [bob])
    }

    @Test func `the same phone number or name is only pointed out`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await harbour.add(.carol)
        let samePhone = try await harbour.act(AddMember(name: "Karl", phone: "030 55501003"))
        #expect(samePhone.possibleDuplicates.map(\.because) == [.phone])
        let sameName = try await harbour.act(AddMember(name: "carol NUNEZ"))
        #expect(sameName.possibleDuplicates.map(\.memberID) == [carol])
        #expect(sameName.possibleDuplicates.map(\.because) == [.name])
    }

    @Test func `an external id belongs to one person`() async throws {
        let harbour = try TestChapter.make()
        let ids = [ExternalID(scheme: "AK_ID", value: "7")]
        try await harbour.act(AddMember([.name: "Ann"], externalIDs: ids))
        let refusal = try await harbour.refusal(of: AddMember([.name: "Ben"], externalIDs: ids))
        #expect(refusal?.sentence == "Ann already has the AK_ID 7.")
    }
}
