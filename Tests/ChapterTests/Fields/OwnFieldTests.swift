import Chapter
import GRDB
import TestSupport
import Testing

@Suite struct `Own fields` {
    private func value(_ plan: OwnFieldPlan, _ entered: String...) async throws -> [String] {
        let harbour = try TestChapter.make()
        let field = try await harbour.act(AddOwnField(plan))
        let bob = try await harbour.add(.bob)
        try await harbour.act(SetOwnFields(bob, [field.code: entered]))
        return try await harbour.record(bob).ownFields[field.code] ?? []
    }

    private func sentence(_ plan: OwnFieldPlan, _ entered: String...) async throws -> String? {
        let harbour = try TestChapter.make()
        let field = try await harbour.act(AddOwnField(plan))
        let bob = try await harbour.add(.bob)
        let refusal = try await harbour.refusal(of: SetOwnFields(bob, [field.code: entered]))
        #expect(try await harbour.record(bob).ownFields.isEmpty == (refusal != nil))
        return refusal?.sentence
    }

    @Test func `each kind of value is kept in one spelling`() async throws {
        #expect(try await value(OwnFieldPlan("Size", .line), "  L ") == ["L"])
        #expect(try await value(OwnFieldPlan("Notes", .text), "a\r\nb") == ["a\u{2028}b"])
        #expect(try await value(OwnFieldPlan("Height", .number), "007,50") == ["7.5"])
        #expect(try await value(OwnFieldPlan("Since", .day), "2024-02-29") == ["2024-02-29"])
        #expect(try await value(OwnFieldPlan("Car", .yesNo), "Ja") == ["yes"])
        let colors = ["Red", "Dark blue"]
        #expect(
            try await value(OwnFieldPlan("Color", .choice, choices: colors), "RED") == ["Red"])
        #expect(
            try await value(
                OwnFieldPlan("Colors", .choices, choices: colors), "dark blue", "red", "RED")
                == ["Dark blue", "Red"])
        #expect(
            try await value(OwnFieldPlan("Page", .webAddress), "https://a.example/x")
                == ["https://a.example/x"])
    }

    @Test func `what does not fit is refused in words`() async throws {
        #expect(
            try await sentence(OwnFieldPlan("Height", .number, least: "1"), "0.5")
                == "“Height” is 1 or more, and this is 0.5.")
        #expect(
            try await sentence(OwnFieldPlan("Height", .number), "1e9")
                == "“1e9” is no number. Write “Height” as 12 or 12.5.")
        #expect(
            try await sentence(OwnFieldPlan("Since", .day, most: "2026-01-01"), "2026-01-02")
                == "“Since” is not after 2026-01-01, and this is 2026-01-02.")
        #expect(
            try await sentence(OwnFieldPlan("Badge", .line, pattern: "##-*"), "1a-7")
                == "“1a-7” does not look like ##-*, as “Badge” must.")
        #expect(
            try await sentence(OwnFieldPlan("Size", .choice, choices: ["S", "L"]), "XL")
                == "“Size” cannot be “XL”. It is one of: S, L.")
        #expect(
            try await sentence(OwnFieldPlan("Size", .line), "S", "L")
                == "“Size” has one value, and these are 2.")
        #expect(
            try await sentence(OwnFieldPlan("Page", .webAddress), "javascript:alert(1)")?
                .contains("is no web address") == true)
        #expect(
            try await sentence(OwnFieldPlan("Friend", .contact), "999")
                == "There is no contact with the number 999 for “Friend”.")
    }

    @Test func `the chapter's own message is what people read`() async throws {
        let plan = OwnFieldPlan(
            "Badge", .line, least: "3", message: "The badge number is on the back of your card.")
        #expect(
            try await sentence(plan, "12") == "The badge number is on the back of your card.")
    }

    @Test(arguments: [
        ("12-34", "##-##", true), ("12-3", "##-##", false), ("", "*", true), ("abc", "a*c", true),
        ("aaaaaaaaab", "*a*a*a*a*c", false), ("ABC", "abc", true), ("é1", "?#", true),
    ]) func `a pattern`(text: String, pattern: String, fits: Bool) async throws {
        guard !text.isEmpty else { return }
        let said = try await sentence(OwnFieldPlan("Badge", .line, pattern: pattern), text)
        #expect((said == nil) == fits)
    }

    @Test func `a required field is asked of new contacts and of whoever touches it`() async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let size = try await harbour.act(
            AddOwnField(OwnFieldPlan("Size", .line, contactKind: "person", isRequired: true)))
        let refusal = try await harbour.refusal(of: AddMember(name: "Dan"))
        #expect(refusal?.sentence == "“Size” is needed.")
        #expect(refusal?.field == "size")
        // Other work on somebody who was there before goes on.
        try await harbour.act(EditMember(bob, changes: [.job: "docker"]))
        try await harbour.act(AddMember([.name: "Port Union", .kind: "organization"]))
        try await harbour.act(AddMember([.name: "Dan"], ownFields: [size.code: ["M"]]))
        let emptied = try await harbour.refusal(of: SetOwnFields(bob, [size.code: [""]]))
        #expect(emptied?.sentence == "“Size” is needed.")
    }

    @Test func `a household that is made of people needs nothing that only somebody can say`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        try await harbour.act(AddOwnField(OwnFieldPlan("Size", .line, isRequired: true)))
        let home = try await harbour.act(MakeHousehold([bob, carol], name: "The quay house"))
        #expect(try await harbour.record(home).ownFields.isEmpty)
        let alone = try await harbour.refusal(
            of: AddMember([.name: "The mill", .kind: "household"]))
        #expect(alone?.sentence == "“Size” is needed.")
    }

    @Test func `the days of somebody new follow each other too`() async throws {
        let harbour = try TestChapter.make()
        let signed = try await harbour.act(
            AddOwnField(OwnFieldPlan("Signed", .day, notBefore: "birth_date")))
        let early = try await harbour.refusal(
            of: AddMember(
                [.name: "Bo", .birthDate: "1990-01-01"], ownFields: [signed.code: ["1989-01-01"]]))
        #expect(early?.sentence == "“Signed” is 1989-01-01 and cannot be before 1990-01-01.")
    }

    @Test func `no two contacts share what is the only one`() async throws {
        let harbour = try TestChapter.make()
        let badge = try await harbour.act(
            AddOwnField(OwnFieldPlan("Badge", .line, isUnique: true)))
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        try await harbour.act(SetOwnFields(bob, [badge.code: ["7"]]))
        try await harbour.act(SetOwnFields(bob, [badge.code: ["7"]]))
        let refusal = try await harbour.refusal(of: SetOwnFields(carol, [badge.code: ["7"]]))
        #expect(refusal?.sentence.hasSuffix("already has 7 as “Badge”.") == true)
    }

    @Test func `a day does not come before the day it follows`() async throws {
        let harbour = try TestChapter.make()
        let signed = try await harbour.act(
            AddOwnField(OwnFieldPlan("Signed", .day, notBefore: "birth_date")))
        let ends = try await harbour.act(
            AddOwnField(OwnFieldPlan("Ends", .day, notBefore: signed.code)))
        let bob = try await harbour.act(AddMember([.name: "Bo", .birthDate: "1990-01-01"])).memberID
        let early = try await harbour.refusal(of: SetOwnFields(bob, [signed.code: ["1989-01-01"]]))
        #expect(early?.sentence == "“Signed” is 1989-01-01 and cannot be before 1990-01-01.")
        try await harbour.act(SetOwnFields(bob, [signed.code: ["2026-01-01"]]))
        let both = try await harbour.refusal(of: SetOwnFields(bob, [ends.code: ["2025-01-01"]]))
        #expect(both?.sentence == "“Ends” is 2025-01-01 and cannot be before 2026-01-01.")
    }

    @Test func `values are in the history under the field's name and can be taken back`()
        async throws
    {
        let harbour = try TestChapter.make()
        let size = try await harbour.act(AddOwnField(OwnFieldPlan("Size", .line)))
        let bob = try await harbour.add(.bob)
        try await harbour.act(SetOwnFields(bob, [size.code: ["M"]]))
        try await harbour.act(SetOwnFields(bob, [size.code: ["L"]]))
        let newest = try #require(try await harbour.history(bob).first)
        #expect(newest.sentence == "The operator changed the Size from “M” to “L”.")
        try await harbour.act(RevertChange(newest.id))
        #expect(try await harbour.record(bob).ownFields == [size.code: ["M"]])
    }

    @Test func `a retired field and a retired choice keep their values`() async throws {
        let harbour = try TestChapter.make()
        let plan = OwnFieldPlan("Size", .choice, choices: ["S", "M"])
        let size = try await harbour.act(AddOwnField(plan))
        let bob = try await harbour.add(.bob)
        try await harbour.act(SetOwnFields(bob, [size.code: ["S"]]))
        var fewer = plan
        fewer.choices = ["M"]
        let changed = try await harbour.act(
            ChangeOwnField(size.id, expectedVersion: size.version, fewer))
        #expect(changed.choices == ["M"])
        let refusal = try await harbour.refusal(of: SetOwnFields(bob, [size.code: ["S"]]))
        #expect(refusal?.sentence == "“Size” cannot be “S”. It is one of: M.")
        try await harbour.act(RetireOwnField(size.id))
        #expect(try await harbour.record(bob).ownFields == [size.code: ["S"]])
        let unknown = try await harbour.refusal(of: SetOwnFields(bob, [size.code: ["M"]]))
        #expect(unknown?.sentence.hasPrefix("There is no field") == true)
    }

    @Test func `plans that make no sense are refused`() async throws {
        let harbour = try TestChapter.make()
        let wrong: [(OwnFieldPlan, String)] = [
            (OwnFieldPlan(" ", .line), "needs a name"),
            (OwnFieldPlan("A", .choice), "There are 1 to 200 choices"),
            (OwnFieldPlan("A", .choice, choices: ["a;b"]), "contains a semicolon"),
            (OwnFieldPlan("A", .number, least: "5", most: "4"), "no value fits"),
            (OwnFieldPlan("A", .yesNo, least: "5"), "cannot be the least here"),
            (OwnFieldPlan("A", .number, pattern: "#"), "Only a field of one line"),
            (OwnFieldPlan("A", .day, notBefore: "shift"), "Only a day can come after"),
            (OwnFieldPlan("A", .line, contactKind: "animal"), "A contact is a person"),
        ]
        for (plan, words) in wrong {
            let refusal = try await harbour.refusal(of: AddOwnField(plan))
            #expect(refusal?.sentence.contains(words) == true, "\(words)")
        }
        try await harbour.act(AddOwnField(OwnFieldPlan("Size", .line)))
        let second = try await harbour.refusal(of: AddOwnField(OwnFieldPlan("SIZE", .line)))
        #expect(second?.sentence == "There is a field “Size” already.")
        let field = try await harbour.act(AddOwnField(OwnFieldPlan("Name", .line)))
        #expect(field.code == "own_name", "what every contact has keeps its word")
    }
}
