import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Phone numbers by country` {
    private func fault(_ number: String, in code: String) throws -> String? {
        let home = try #require(PhoneCountry.of(code))
        return PhoneNumbering(home: home).fault(number)?.sentence
    }

    @Test(arguments: [
        ("ES", "612 345 678"), ("ES", "+34 612 345 678"), ("ES", "0034 612345678"),
        ("ES", "34 612 345 678"), ("ES", "112"), ("ES", "91 234 56 78 ext. 12"),
        ("ES", "+49 (0)30 123456"), ("ES", "+1 212 555 0100"), ("ES", "+351 21 123 4567"),
        ("ES", "+999 1"), ("FR", "01 23 45 67 89"), ("FR", "+33 1 23 45 67 89"),
        ("US", "(212) 555-0100 x7"), ("US", "1-212-555-0100"), ("US", "011 34 612 345 678"),
        ("DE", "030 1234567"), ("GB", "020 7946 0018"), ("IT", "06 1234 5678"),
        ("MX", "01 55 1234 5678"), ("MX", "+52 1 55 1234 5678"), ("HU", "06 1 234 5678"),
        ("BR", "(11) 91234-5678"), ("AR", "+54 9 11 1234-5678"), ("DO", "809 555 0100"),
    ])
    func `a number that can be one`(country: String, number: String) throws {
        #expect(try fault(number, in: country) == nil)
    }

    @Test(arguments: [
        ("ES", "612 345 67", "A number in Spain has 9 digits; “612 345 67” has 8."),
        (
            "ES", "+34 612 345 67",
            "A number in Spain has 9 digits after +34; “+34 612 345 67” has 8."
        ),
        (
            "ES", "212 345 678",
            "A number in Spain begins with 5, 6, 7, 8, 9; “212 345 678” begins with 2."
        ),
        ("FR", "01 23 45 67 8", "A number in France has 10 digits; “01 23 45 67 8” has 9."),
        (
            "FR", "+33 1 23 45 67 8",
            "A number in France has 9 digits after +33; “+33 1 23 45 67 8” has 8."
        ),
        ("US", "555-0100", "A number in the United States has 10 digits; “555-0100” has 7."),
        (
            "ES", "+1 555 0100",
            "A number in the United States has 10 digits after +1; “+1 555 0100” has 7."
        ),
        (
            "ES", "612 345 678 / 699 123 456",
            "A number in Spain has 9 digits; “612 345 678 / 699 123 456” has 18."
        ),
    ])
    func `a number that cannot be one`(country: String, number: String, said: String) throws {
        #expect(try fault(number, in: country) == said)
    }

    @Test func `every country has what it needs`() {
        #expect(PhoneCountry.all.count > 50)
        #expect(Set(PhoneCountry.all.map(\.code)).count == PhoneCountry.all.count)
        for country in PhoneCountry.all {
            #expect(country.code.count == 2 && !country.calling.isEmpty, "\(country.name)")
            #expect((4...13).contains(country.usual.lowerBound), "\(country.name)")
            // No calling code is the beginning of another one, besides those that are the same.
            for other in PhoneCountry.all where other.calling != country.calling {
                #expect(!other.calling.hasPrefix(country.calling), "\(country.name)")
            }
        }
    }

    @Test func `nothing is checked until the chapter says where it is, and what is there stays`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.act(AddMember(name: "Bo", phone: "612 345 67")).memberID
        try await harbour.act(SetCountry("es"))
        try await harbour.act(SetPhones(bob, [Phone("612 345 67"), Phone("699 123 456")]))
        let refusal = try await harbour.refusal(of: SetPhones(bob, [Phone("612 345 6")]))
        #expect(refusal?.field == "phone")
        #expect(refusal?.code == .conflict)
        let new = try await harbour.refusal(of: AddMember(name: "Dan", phone: "612 345 6"))
        #expect(new?.sentence == "A number in Spain has 9 digits; “612 345 6” has 7.")
        try await harbour.act(SetPhones(bob, [Phone("612 345 6")], asTyped: true))
        #expect(try await harbour.record(bob).phones.map(\.number) == ["612 345 6"])
        try await harbour.act(
            AddMember([.name: "Dan"], phones: [Phone("612 345 6")], phonesAsTyped: true))
        let broken = try await harbour.refusal(of: SetPhones(bob, [Phone("12")], asTyped: true))
        #expect(broken?.code == .invalid, "what is no number at all is not kept")
        let unknown = try await harbour.refusal(of: SetCountry("XX"))
        #expect(unknown?.field == "country")
        try await harbour.act(SetCountry(nil))
        try await harbour.act(AddMember(name: "Eve", phone: "612 345 5"))
    }

    @Test func `a list keeps every number and says how many are strange`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(SetCountry("ES"))
        let report = try await harbour.stage(
            "AK_ID,name,mobile_phone\n1,Ann,612 345 67\n2,Bo,612 345 678\n3,Cy,612 345\n")
        #expect(report.failed.isEmpty)
        #expect(report.new == 3)
        #expect(
            report.warnings.contains(
                "Column mobile_phone: 2 phone numbers do not fit their country and are kept as "
                    + "they are."))
        try await harbour.apply(report)
        #expect(try await harbour.record(MemberID(1)).phones.map(\.number) == ["612 345 67"])
    }
}
