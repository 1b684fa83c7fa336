import Foundation
import FuzzTargets
import Testing

/// What libFuzzer has found worth keeping, read once more by every decoder: Docs/TESTING.md.
@Suite struct `The corpus of made-up bytes` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Corpus")

    /// The lines of a target's file: bytes in hexadecimal digits, after a name where they once did
    /// harm.
    private static func inputs(_ target: FuzzTarget) throws -> [[UInt8]] {
        let text = try String(
            contentsOf: folder.appending(path: "\(target.rawValue).hex"), encoding: .utf8)
        return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let digits = Array(line.utf8)
            try #require(digits.count.isMultiple(of: 2))
            return try stride(from: 0, to: digits.count, by: 2).map { place in
                let pair = String(decoding: digits[place...(place + 1)], as: UTF8.self)
                return try #require(UInt8(pair, radix: 16))
            }
        }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `ends nothing`(target: FuzzTarget) throws {
        let inputs = try Self.inputs(target)
        #expect(inputs.count > 3)
        for input in inputs { target.run(input) }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `ends nothing where it is cut off or has a wrong bit`(target: FuzzTarget) throws {
        for input in try Self.inputs(target).prefix(12) where !input.isEmpty {
            target.run(Array(input.prefix(input.count / 2)))
            var changed = input
            changed[input.count * 2 / 3] ^= 0x10
            target.run(changed)
        }
    }
}
