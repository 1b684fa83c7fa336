import Federation
import Foundation
import Testing

@testable import Node

@Suite struct `A list of the demo` {
    /// The middle of 1 March 2028.
    private let now = Timestamp(milliseconds: 1_835_524_800_000)

    private func moved(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](InventedList(Data(bytes)).moved(to: now))
    }

    @Test func `ends yesterday, whichever way it writes its days`() {
        #expect(
            moved(Array("a,2025-09-30;30/09/2025".utf8)) == Array("a,2028-02-29;29/02/2028".utf8))
        #expect(moved(Array("2025-09-29\r\n".utf8)) == Array("2028-02-28\r\n".utf8))
    }

    @Test func `keeps what is no day, and every other byte`() {
        for text in ["2023-02-30", "31/04/2022", "+1 503 555 0195", "204100", "12025-09-30"] {
            #expect(moved(Array(text.utf8)) == Array(text.utf8), Comment(rawValue: text))
        }
        let odd: [UInt8] = [0xEF, 0xBB, 0xBF, 0x4D, 0xED, 0x6E, 0x93, 0x0D, 0x0A, 0xFF]
        #expect(moved(odd) == odd)
    }

    @Test func `has people who joined in most of its last months`() throws {
        for chapter in InventedChapter.all {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../../Sources/Node/Demo/Lists")
            let list = try Data(contentsOf: folder.appendingPathComponent(chapter.list))
            let text = try #require(
                String(data: InventedList(list).moved(to: now), encoding: .isoLatin1))
            let months = (1...12).filter { month in
                let two = month < 10 ? "0\(month)" : "\(month)"
                let year = month < 3 ? 2028 : 2027
                return text.contains("\(year)-\(two)-") || text.contains("/\(two)/\(year)")
            }
            #expect(months.count >= 9, "\(chapter.name): \(months)")
        }
    }
}
