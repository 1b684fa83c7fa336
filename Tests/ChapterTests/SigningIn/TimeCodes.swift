import Federation
import Foundation
import Testing

@testable import Chapter

@Suite struct `Codes of authenticator apps` {
    /// The secret of RFC 6238, appendix B.
    private let secret = Array("12345678901234567890".utf8)

    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `are those of RFC 6238`(seconds: Int64, code: String) {
        let step = TimeCode.step(at: Timestamp(milliseconds: seconds * 1000))
        #expect(TimeCode.code(secret, step: step, digits: 8) == code)
        #expect(TimeCode.code(secret, step: step) == String(code.suffix(6)))
    }

    @Test func `count one step early and one late, with gaps, and never again`() {
        let now = Timestamp(milliseconds: 1_234_567_890_000)
        let step = TimeCode.step(at: now)
        for aside: Int64 in -3...3 {
            let code = TimeCode.code(secret, step: step + aside)
            let found = TimeCode.step(of: code, secret, at: now, after: 0)
            #expect(found == (abs(aside) <= 1 ? step + aside : nil))
        }
        let code = TimeCode.code(secret, step: step)
        let spaced = "\(code.prefix(3)) \(code.suffix(3))"
        #expect(TimeCode.step(of: spaced, secret, at: now, after: step - 1) == step)
        #expect(TimeCode.step(of: code, secret, at: now, after: step) == nil)
        for nonsense in ["", "12345", String(code.dropLast()), code + "0", "¹²³⁴⁵⁶"] {
            #expect(TimeCode.step(of: nonsense, secret, at: now, after: 0) == nil)
        }
    }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func `come from secrets in the Base32 of RFC 4648`(text: String, encoded: String) {
        #expect(base32(Array(text.utf8)) == encoded)
    }
}

@Suite struct `Codes on paper` {
    @Test func `have four groups of four, 80 bits, and no letter that looks like another`() {
        let codes = (0..<200).map { _ in PaperCode(.printed).text }
        #expect(Set(codes).count == 200)
        for code in codes {
            #expect(code.wholeMatch(of: /([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/) != nil)
        }
    }

    @Test func `are read however they are typed`() {
        let code = PaperCode(.printed)
        let typed = [
            code.text, code.text.lowercased(), code.text.replacing("-", with: " "),
            code.text.replacing("-", with: ""), " \(code.text)\n",
            code.text.replacing("0", with: "o").replacing("1", with: "l"),
            code.text.replacing("1", with: "I").replacing("-", with: "–"),
        ]
        for text in typed { #expect(PaperCode.hash(entered: text, .printed) == code.hash) }
        #expect(PaperCode.hash(entered: code.text, .recovery) != code.hash)
        for text in ["", String(code.text.dropLast()), code.text + "0", "ÄÖÜß-0000-0000-0000"] {
            #expect(PaperCode.hash(entered: text, .printed) == nil)
        }
    }
}
