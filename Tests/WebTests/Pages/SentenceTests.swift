import Chapter
import Foundation
import Testing

@testable import Web

@Suite struct `Saying what acts refuse in the viewer's language` {
    private let spanish: Wording

    init() throws { spanish = try PageKit().catalogue.wording(.spanish) }

    @Test func `a sentence keeps what people entered and translates the rest`() {
        #expect(spanish.sentence("A person needs a name.") == "Una persona necesita un nombre.")
        let tag = spanish.sentence("Ana {word1} “x” does not have the tag “name”.")
        #expect(tag == "Ana {word1} “x” no tiene la etiqueta «name».")
        let meanwhile = spanish.sentence(
            "While you were editing Bob, Ana changed name, phone; the operator changed tag. "
                + "Nothing of yours was saved: look at the record as it is now and make your "
                + "change again.")
        #expect(meanwhile.hasPrefix("Mientras editabas la ficha de Bob, Ana cambió nombre, "))
        #expect(spanish.sentence("Nobody wrote this.") == "Nobody wrote this.")
    }

    @Test func `every permission that is lacking has its own sentence`() {
        for permission in Permission.allCases {
            let english = Refusal.notAllowed(permission).sentence
            #expect(spanish.sentences.translated(english) != nil, "\(english)")
        }
    }

    /// Reads the sources: whoever writes a new refusal writes it in Spanish too.
    @Test func `every refusal of an act can be said in Spanish`() throws {
        let refusals = try RefusalsInSources.all()
        #expect(refusals.count > 80)
        for refusal in refusals {
            #expect(spanish.sentences.translated(refusal) != nil, Comment(rawValue: refusal))
        }
    }
}
