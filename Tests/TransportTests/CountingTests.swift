import Testing

@testable import Transport

@Suite struct `Counting what was refused` {
    @Test func `a connection that ends unheard is a failed handshake`() {
        var handshakes = Handshakes()
        let failed = handshakes.ended(7)
        #expect(failed)
    }

    @Test func `a connection that spoke is not, and its descriptor can be used again`() {
        var handshakes = Handshakes()
        handshakes.oneSucceeded()
        handshakes.heard(7)
        handshakes.heard(7)
        let spoke = handshakes.ended(7)
        let next = handshakes.ended(7)
        #expect(!spoke)
        #expect(next)
    }

    @Test func `a refusal at the door and a silent end are counted once`() {
        var handshakes = Handshakes()
        handshakes.doorRefused(1)
        handshakes.oneSucceeded()
        let results = [handshakes.ended(7), handshakes.ended(8), handshakes.ended(9)]
        #expect(results == [false, false, true])
    }

    @Test func `each reason is told at once and then at most once a second`() {
        var refusals = Refusals()
        let start = ContinuousClock.now
        refusals.count(.unknownKey)
        let first = refusals.takeDue(at: start)
        #expect(first.map(\.1) == [1])
        refusals.count(.unknownKey, 5)
        refusals.count(.oversizedFrame)
        let soon = refusals.takeDue(at: start + .milliseconds(900))
        #expect(soon.map(\.0) == [.oversizedFrame])
        let later = refusals.takeDue(at: start + .seconds(1))
        #expect(later.map(\.0) == [.unknownKey])
        #expect(later.map(\.1) == [5])
        let rest = refusals.takeDue(at: start + .seconds(9))
        #expect(rest.isEmpty)
        #expect(refusals.totals == [.unknownKey: 6, .oversizedFrame: 1])
    }

    @Test func `a queue gives back what it was given, in order`() {
        var queue = Queue<Int>()
        var given = 0
        var taken = 0
        for step in 0..<1000 {
            if step % 3 == 0 {
                let first = queue.first()
                #expect(first == (taken < given ? taken : nil))
                if queue.popFirst() != nil { taken += 1 }
            } else {
                queue.append(given)
                given += 1
            }
            #expect(queue.count == given - taken)
        }
        while let next = queue.popFirst() {
            #expect(next == taken)
            taken += 1
        }
        #expect(taken == given)
        #expect(queue.isEmpty)
    }
}
