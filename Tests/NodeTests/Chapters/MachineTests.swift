import Foundation
import TestSupport
import Testing

@testable import Node

@Suite struct `What tells a database's place from others` {
    @Test func `is another one for a copy in the same place`() throws {
        let parent = try TemporaryDirectory()
        let path = parent.path + "/rhizome.sqlite"
        try Data([1]).write(to: URL(fileURLWithPath: path))
        let before = OpenedChapter.machine(of: path)
        #expect(OpenedChapter.machine(of: path) == before)
        // A new file often gets the number that the removed one had.
        try FileManager.default.removeItem(atPath: path)
        try Data([1]).write(to: URL(fileURLWithPath: path))
        #expect(OpenedChapter.machine(of: path) != before)
    }
}
