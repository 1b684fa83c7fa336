import Federation
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Gossip

@Suite struct `The inbox of the gossip` {
    private func number(_ item: Inbox.Item) -> UInt64? {
        guard case .input(.linkDown(let link)) = item else { return nil }
        return link.number
    }

    private func item(_ number: UInt64) -> Inbox.Item { .input(.linkDown(Link(number))) }

    @Test func `gives everything in the order in which it came`() async throws {
        let inbox = Inbox()
        for number in UInt64(1)...5 { inbox.put(item(number)) }
        let items = try #require(await inbox.next())
        #expect(items.compactMap(number) == [1, 2, 3, 4, 5])
    }

    @Test func `wakes a reader who waits`() async throws {
        let inbox = Inbox()
        async let read = inbox.next()
        inbox.put(item(7))
        let items = try #require(await read)
        #expect(items.compactMap(number) == [7])
    }

    @Test func `makes those who bring frames wait while it is full, and nobody else`() async throws
    {
        let inbox = Inbox()
        for number in UInt64(0)..<1024 { inbox.put(item(number)) }
        let went = Mutex(false)
        let bringing = Task {
            await inbox.bring(item(5000))
            went.withLock { $0 = true }
        }
        // What the node itself says finds room at once.
        inbox.put(item(6000))
        try await eventually("the frame is inside") { inbox.count == 1026 }
        #expect(!went.withLock { $0 })
        let items = try #require(await inbox.next())
        #expect(items.count == 1026)
        await bringing.value
        #expect(went.withLock { $0 })
    }

    @Test func `makes them wait too while it holds too many bytes`() async throws {
        let inbox = Inbox()
        let frame = [UInt8](repeating: 1, count: 1 << 20)
        let went = Mutex(0)
        let bringing = Task {
            for _ in 0..<5 {
                await inbox.bring(.transport(.received(.dialed(1), frame)))
                went.withLock { $0 += 1 }
            }
        }
        try await eventually("four frames are inside") { inbox.count == 4 }
        #expect(went.withLock { $0 } == 3, "room for 4 MiB")
        let items = try #require(await inbox.next())
        #expect(items.count == 4)
        await bringing.value
        #expect(inbox.count == 1)
    }

    @Test func `lets everybody go when it is closed`() async throws {
        let inbox = Inbox()
        for number in UInt64(0)..<1024 { inbox.put(item(number)) }
        let bringing = Task { await inbox.bring(item(5000)) }
        try await eventually("the frame is inside") { inbox.count == 1025 }
        inbox.close()
        await bringing.value
        #expect(await inbox.next() == nil)
        inbox.put(item(1))
        #expect(await inbox.next() == nil)
    }

    @Test func `ends the wait of its reader when it is closed`() async {
        let inbox = Inbox()
        async let read = inbox.next()
        inbox.close()
        #expect(await read == nil)
    }
}
