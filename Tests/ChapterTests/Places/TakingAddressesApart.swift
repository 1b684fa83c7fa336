import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Taking addresses apart` {
    /// Two lines with a bar between; then number, street, unit, floor with semicolons between.
    private static let table = """
        12 Mill Street = 12;mill street;;
        12 Mill St = 12;mill street;;
        12 Mill St. = 12;mill street;;
        12 MILL STREET = 12;mill street;;
        12 Mill Street Apt 4 = 12;mill street;4;
        12 Mill Street, Apt. 4 = 12;mill street;4;
        12 Mill Street #4 = 12;mill street;4;
        12 Mill Street # 4 = 12;mill street;4;
        12 Mill Street | Unit 4 = 12;mill street;4;
        12 Mill Street | Apartment 4B = 12;mill street;4b;
        Apt 4, 12 Mill Street = 12;mill street;4;
        Flat 2, 12 Mill Street = 12;mill street;2;
        4/12 Mill Street = 12;mill street;4;
        12 Mill Street, 3rd floor = 12;mill street;;3
        12 Mill Street, Floor 3 = 12;mill street;;3
        12 Mill Street, third floor, Apt 9 = 12;mill street;9;3
        12 1/2 Mill Street = 12 1/2;mill street;;
        12½ Mill Street = 12 1/2;mill street;;
        12a Mill Street = 12a;mill street;;
        12 A Mill Street = 12a;mill street;;
        12-14 Mill Street = 12-14;mill street;;
        5 Avenue = ;5 avenue;;
        12 5 Avenue = 12;5 avenue;;
        12 5th Ave = 12;5 avenue;;
        12 Fifth Avenue = 12;5 avenue;;
        350 1st Ave = 350;1 avenue;;
        350 First Avenue = 350;1 avenue;;
        350 W 42nd St = 350;west 42 street;;
        350 West 42nd Street = 350;west 42 street;;
        7 St James Road = 7;saint james road;;
        7 Park Dr = 7;park drive;;
        7 Park Drive = 7;park drive;;
        7 Ocean Blvd = 7;ocean boulevard;;
        PO Box 12 = 12;box;;
        P.O. Box 12 = 12;box;;
        Mill House, 12 Mill Lane = 12;mill lane;;
        Calle Mayor 12 = 12;mayor;;
        C/ Mayor, 12 = 12;mayor;;
        C/ Mayor nº 12 = 12;mayor;;
        Calle Mayor 12, 3º B = 12;mayor;b;3
        Calle Mayor, 12, 3º B = 12;mayor;b;3
        Calle Mayor, 12, 3o B = 12;mayor;b;3
        Calle Mayor 12, piso 3, puerta B = 12;mayor;b;3
        Calle Mayor 12, 3º izq. = 12;mayor;l;3
        Calle Mayor 12, 3º izquierda = 12;mayor;l;3
        Calle Mayor 12, bajo A = 12;mayor;a;0
        Avda. de la Constitución 8 = 8;avenue constitucion;;
        Avenida Constitución, 8 = 8;avenue constitucion;;
        Plaza Mayor 1 = 1;plaza mayor;;
        Avenida 9 de Julio 1234 = 1234;avenue 9 julio;;
        9 de Julio 1234 = 1234;9 julio;;
        Calle 5 # 12-34 = 12-34;5;;
        Calle Mayor s/n = ;mayor;;
        Hauptstr. 5a = 5a;hauptstrasse;;
        Hauptstraße 5a = 5a;hauptstrasse;;
        Hauptstrasse 5 a = 5a;hauptstrasse;;
        Hauptstraße 5, 2. Stock = 5;hauptstrasse;;2
        Hauptstraße 5, 2. OG links = 5;hauptstrasse;;2
        Straße des 17. Juni 135 = 135;strasse 17 juni;;
        Am Markt 3 = 3;am markt;;
        Musterweg 12-14, Whg. 7 = 12-14;musterweg;7;
        Postfach 12 = 12;box;;
        12 rue de la Paix = 12;rue paix;;
        12, rue de la Paix = 12;rue paix;;
        12 bis rue de la Paix = 12bis;rue paix;;
        12 rue de la Paix, appt 4 = 12;rue paix;4;
        12 rue de la Paix, 2e étage = 12;rue paix;;2
        3 bd Voltaire = 3;boulevard voltaire;;
        3 Boulevard Voltaire = 3;boulevard voltaire;;
        Rua das Flores, 123 = 123;rua flores;;
        R. das Flores 123 = 123;rua flores;;
        Rua das Flores, 123, 2º Esq. = 123;rua flores;l;2
        Rua das Flores 123 - Apto 45 = 123;rua flores;45;
        Rua 25 de Abril 12 = 12;rua 25 abril;;
        Av. da Liberdade 10, 3º andar = 10;avenue liberdade;;3
        Rua das Flores 123, R/C = 123;rua flores;;0
        The Old Mill = ;old mill;;
        """

    @Test(arguments: table.split(separator: "\n").map(String.init))
    func `an address is read as people mean it`(line: String) throws {
        let halves = line.components(separatedBy: " = ")
        let lines = halves[0].components(separatedBy: " | ")
        let parts = AddressParts(line1: lines[0], line2: lines.count > 1 ? lines[1] : "")
        let read = [parts.number, parts.street, parts.unit, parts.floor].map { $0 ?? "" }
        #expect(read.joined(separator: ";") == halves[1])
    }

    @Test func `the table is long enough to mean something`() {
        #expect(Self.table.split(separator: "\n").count >= 60)
    }

    @Test func `one door has one key`() {
        func key(_ line: String, city: String = "Port", postcode: String = "") -> String {
            AddressParts(line1: line).homeKey(city: city, postcode: postcode)
        }
        #expect(key("12 Mill Street Apt 4") == key("Apt. #4, 12 Mill St"))
        #expect(key("12 Mill Street") != key("12 Mill Street Apt 4"))
        #expect(key("12 Mill Street") != key("12 Mill Street", city: "Hill"))
        #expect(key("12 Mill St", postcode: "04101-1234") == key("12 Mill St", postcode: "04101"))
        #expect(key("12 Mill St", postcode: "SW1A 1AA") == key("12 Mill St", postcode: "sw1a1aa"))
        #expect(key("Mill Street").isEmpty, "a street is no home")
        #expect(key("12 Mill Street", city: "").isEmpty, "there are many of them")
        #expect(AddressParts.isWholeHouse(key("12 Mill Street")))
        #expect(!AddressParts.isWholeHouse(key("12 Mill Street Apt 4")))
    }

    @Test func `the parts follow the address and the text stays as typed`() async throws {
        let harbour = try TestChapter.make()
        let typed = PostalAddress(line1: "c/ mayor, 12, 3º b", city: "Vigo", isPrimary: true)
        let id = try await harbour.act(AddMember([.name: "Ana"], addresses: [typed])).memberID
        #expect(try await harbour.record(id).addresses == [typed])
        #expect(try await harbour.homes() == ["mayor|12|3|b|vigo"])
        var moved = typed
        moved.line1 = "Calle Nueva 1"
        try await harbour.act(SetAddresses(id, [moved]))
        #expect(try await harbour.homes() == ["nueva|1|||vigo"])
        let change = try #require(try await harbour.history(id).first)
        try await harbour.act(RevertChange(change.id))
        moved.kind = .work
        try await harbour.act(SetAddresses(id, [moved]))
        #expect(try await harbour.homes() == [], "nobody lives at work")
    }
}

extension TestChapter {
    /// The keys of all homes.
    func homes() async throws -> [String] {
        try await chapter.read { db in
            try String.fetchAll(db, sql: "SELECT home_key FROM address_part ORDER BY home_key")
        }
    }
}
