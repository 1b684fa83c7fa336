import Foundation
import TestSupport
import Testing

extension `With real processes` {
    @Suite struct `Beginning anew` {
        @Test func `a chapter whose copy has written is cut, stops, and is heard again`()
            async throws
        {
            try await onStage { stage in
                let (harbour, riverside, hillside) = try await stage.three()
                let common = try await harbour.meeting("In both copies")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) lists it") { try await node.lists(common) }
                }
                try await harbour.stop()
                let copy = stage.directory + "/copy"
                try FileManager.default.copyItem(atPath: harbour.directory, toPath: copy)
                try await harbour.start()
                try await connected(harbour, riverside, hillside)
                let first = try await harbour.meeting("In the first copy")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) lists it") { try await node.lists(first) }
                }
                for node in [harbour, riverside, hillside] { try await node.stop() }

                // The old copy is put back and told to write without asking anybody.
                try FileManager.default.removeItem(atPath: harbour.directory)
                try FileManager.default.copyItem(atPath: copy, toPath: harbour.directory)
                try await harbour.start(["--write-without-asking"])
                let second = try await harbour.meeting("In the second copy")
                #expect(harbour.printed.contains("without asking"))
                for node in [riverside, hillside] { try await node.start() }
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) has found the fork") {
                        try await !node.lists(first)
                    }
                    #expect(try await node.lists(common))
                    #expect(try await !node.lists(second))
                    #expect(try await isForked(harbour, at: node))
                }
                try await eventually("Harbour may not write") { try await warns(harbour) }
                try await harbour.stop()
                try await harbour.start()
                try await eventually("Harbour still may not write") { try await warns(harbour) }

                try await harbour.stop()
                let wrong = try await harbour.attempt([
                    "feed", "renew", "--root-key", riverside.directory + "/keys/root.key",
                ])
                #expect(wrong.ending == .exit(1))
                let renewed = try await harbour.run(
                    "feed", "renew", "--root-key", harbour.directory + "/keys/root.key")
                #expect(renewed["epoch"] == 1)
                try await harbour.start()
                try await connected(harbour, riverside, hillside)
                let fresh = try await harbour.meeting("After the cure")
                for node in [riverside, hillside] {
                    try await eventually("\(node.name) lists it") { try await node.lists(fresh) }
                    #expect(try await node.lists(common))
                    #expect(try await node.lists(second), "what was cut is said again")
                    #expect(try await node.run("feed", "verify")["valid"] == true)
                    #expect(try await node.status()["warnings"].list.isEmpty)
                    #expect(try await !isForked(harbour, at: node))
                }
                #expect(try await harbour.status()["warnings"].list.isEmpty)
                // And still after everybody has started again.
                for node in [harbour, riverside, hillside] { try await node.stop() }
                for node in [harbour, riverside, hillside] { try await node.start() }
                try await connected(harbour, riverside, hillside)
                let last = try await harbour.meeting("After a night")
                try await eventually("Hillside lists it") { try await hillside.lists(last) }
            }
        }

        private func isForked(_ chapter: ChapterNode, at node: ChapterNode) async throws -> Bool {
            try await node.run("link", "list").list.first {
                $0["chapterID"].text == chapter.chapterID
            }?["forked"] == true
        }

        private func warns(_ node: ChapterNode) async throws -> Bool {
            try await node.status()["warnings"].list.contains {
                $0.text?.contains("feed renew") == true
            }
        }
    }
}
