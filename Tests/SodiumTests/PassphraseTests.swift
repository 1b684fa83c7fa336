import Testing

@testable import Sodium

@Suite struct `Keeping passphrases` {
    @Test func `what is kept is Argon2id with its limits, and fits only the passphrase`() throws {
        let kept = try #require(Passphrase.kept("correct horse battery staple"))
        #expect(kept.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
        #expect(Passphrase.fits("correct horse battery staple", kept))
        #expect(!Passphrase.fits("correct horse battery stable", kept))
        #expect(!Passphrase.fits("", kept))
        #expect(!Passphrase.fits("correct horse battery staple", "nonsense"))
        #expect(Passphrase.kept("correct horse battery staple") != kept, "a salt of its own")
    }

    @Test func `two are worked on at once, and when too many wait the next is sent away`() async {
        let queue = PassphraseQueue()
        let gate = Gate()
        let present = Counter()
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<PassphraseQueue.atMost {
                group.addTask {
                    await queue.run {
                        present.enter()
                        gate.wait()
                        present.leave()
                        return true
                    } ?? false
                }
            }
            while present.largest < PassphraseQueue.atOnce { await Task.yield() }
            while queue.present < PassphraseQueue.atMost { await Task.yield() }
            let sentAway = await queue.run { true }
            #expect(sentAway == nil)
            gate.open(PassphraseQueue.atMost)
            for await done in group { #expect(done) }
        }
        #expect(present.largest == PassphraseQueue.atOnce)
        #expect(await queue.run { true } == true)
    }
}
