import Sodium
import Testing

@testable import Federation

@Suite struct `Two chapters that join` {
    private func certificate(_ step: JoinExchange.Step) -> FederationCertificate? {
        if case .done(let certificate) = step { certificate } else { nil }
    }

    private func isRefused(_ step: JoinExchange.Step) -> Bool {
        if case .refused = step { true } else { false }
    }

    @Test func `see the same six words and found a federation`() throws {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        meeting.reveal()
        #expect(meeting.guest.step == .comparing)
        #expect(meeting.inviter.step == .comparing)
        let words = try #require(meeting.guest.wordPlaces)
        #expect(words.count == 6)
        #expect(meeting.inviter.wordPlaces == words)
        #expect(meeting.guest.federation?.name == "Riverside Federation")
        #expect(meeting.guest.federation?.founded == true)
        meeting.guestConfirms()
        #expect(meeting.guest.step == .comparing, "nobody has confirmed on the other side yet")
        meeting.inviterConfirms()
        let founded = try #require(certificate(meeting.guest.step))
        #expect(certificate(meeting.inviter.step) == founded)
        #expect(founded.founders.map(\.chapter) == founded.genesis.founders)
        #expect(Set(founded.genesis.founders) == [Somebody.alice.chapter, Somebody.bob.chapter])
        #expect(FederationCertificate(payload: founded.payload) == founded)
    }

    @Test func `may confirm in either order`() throws {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        meeting.reveal()
        meeting.inviterConfirms()
        #expect(meeting.inviter.step == .comparing)
        meeting.guestConfirms()
        #expect(certificate(meeting.guest.step) != nil)
        #expect(certificate(meeting.guest.step) == certificate(meeting.inviter.step))
    }

    @Test func `join the federation that the inviter has`() throws {
        let existing = try FederationCertificate.founded(by: [.alice, .bob])
        var meeting = JoinMeeting(inviter: .alice, guest: .carol, certificate: existing)
        meeting.reveal()
        #expect(meeting.guest.federation?.founded == false)
        #expect(meeting.guest.federation?.name == existing.genesis.name)
        meeting.guestConfirms()
        meeting.inviterConfirms()
        #expect(certificate(meeting.guest.step) == existing)
        #expect(certificate(meeting.inviter.step) == existing)
        #expect(meeting.inviter.other?.chapter == Somebody.carol.chapter)
    }

    @Test func `tell whoever comes back which epoch to begin, and nobody else`() throws {
        func guest(_ introduction: Introduction) -> JoinExchange {
            JoinExchange(
                side: .guest, introduction: introduction, certificate: nil, federationName: "",
                nonce: digest("rhizome/test-nonce", [1]))
        }
        func told(_ epoch: UInt32, _ introduction: Introduction) -> UInt32? {
            var guest = guest(introduction)
            let frame = JoinExchange.refusalFrame("It is begun.", beginEpoch: epoch)
            _ = guest.receive(frame, key: Somebody.bob.feedKey)
            #expect(guest.step == .refused("It is begun."))
            return guest.epochToBegin
        }
        let returning = Somebody("Bob's Local", 2, epoch: 2).returning
        #expect(told(5, returning) == 5)
        #expect(told(2, returning) == nil, "no later one")
        #expect(told(0, returning) == nil)
        #expect(told(Limits.lastEpoch, returning) == Limits.lastEpoch)
        #expect(told(Limits.lastEpoch + 1, returning) == nil)
        #expect(told(5, Somebody.bob.introduction()) == nil)
    }

    @Test func `see other words each time`() {
        var first = JoinMeeting(inviter: .alice, guest: .bob)
        var second = JoinMeeting(inviter: .alice, guest: .bob, nonces: (1, 3))
        first.reveal()
        second.reveal()
        #expect(first.guest.wordPlaces != nil)
        #expect(first.guest.wordPlaces != second.guest.wordPlaces)
    }

    @Test func `see different words when somebody sits in between`() {
        // Eve plays the inviter for Bob and the guest for Alice.
        var left = JoinMeeting(inviter: .eve, guest: .bob, nonces: (1, 4))
        var right = JoinMeeting(inviter: .alice, guest: .eve, nonces: (5, 2))
        left.reveal()
        right.reveal()
        #expect(left.guest.wordPlaces != nil)
        #expect(right.inviter.wordPlaces != nil)
        #expect(left.guest.wordPlaces != right.inviter.wordPlaces)
    }

    @Test func `do not meet when the reveal is not what was committed to`() {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        var other = JoinMeeting(inviter: .alice, guest: .bob, nonces: (9, 2))
        let commits = meeting.toInviter([meeting.guest.opening])
        _ = other.toInviter([other.guest.opening])
        let reveals = other.toGuest(commits)
        #expect(reveals.count == 1)
        let answer = meeting.toInviter(reveals)
        #expect(isRefused(meeting.inviter.step))
        #expect(meeting.inviter.wordPlaces == nil)
        _ = meeting.toGuest(commits)
        _ = meeting.toGuest(answer)
        #expect(isRefused(meeting.guest.step), "the other side is told")
    }

    @Test func `cannot confirm before there is something to compare`() {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        #expect(meeting.guestConfirmation().isEmpty)
        #expect(!meeting.guest.confirmedHere)
        meeting.inviterConfirms()
        #expect(!meeting.inviter.confirmedHere)
        #expect(meeting.inviter.step == .meeting)
    }

    @Test func `are refused when the inviter confirms before the guest's people have`() throws {
        let existing = try FederationCertificate.founded(by: [.alice, .bob])
        var meeting = JoinMeeting(inviter: .alice, guest: .carol, certificate: existing)
        var copy = meeting
        meeting.reveal()
        copy.reveal()
        // A confirmation of the same exchange, made where the guest had confirmed.
        let guestFrames = copy.guestConfirmation()
        _ = copy.inviter.confirm(key: Somebody.alice.feedKey)
        let early = copy.toInviter(guestFrames)
        #expect(!early.isEmpty)
        _ = meeting.toGuest(early)
        #expect(isRefused(meeting.guest.step))
    }

    @Test func `are not joined by frames that are played again`() throws {
        var old = JoinMeeting(inviter: .alice, guest: .bob)
        var seen: [[UInt8]] = []
        old.corrupt = { frame in
            seen.append(frame)
            return frame
        }
        old.run()
        #expect(certificate(old.inviter.step) != nil)
        #expect(seen.count >= 5)
        // Eve holds every frame and has the invitation; Alice's nonce is a new one.
        var fresh = JoinMeeting(inviter: .alice, guest: .bob, nonces: (1, 7))
        _ = fresh.toInviter(seen)
        fresh.inviterConfirms()
        #expect(certificate(fresh.inviter.step) == nil)
    }

    @Test func `stay apart once one of them has refused`() {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        let opening = meeting.guest.opening
        let commits = meeting.toInviter([opening])
        let reveals = meeting.toGuest(commits)
        _ = meeting.toInviter([opening])
        #expect(isRefused(meeting.inviter.step), "it committed twice")
        let answer = meeting.toInviter(reveals)
        #expect(answer.isEmpty)
        #expect(isRefused(meeting.inviter.step), "a good frame afterwards changes nothing")
    }

    @Test func `stay joined whatever comes afterwards`() throws {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        meeting.run()
        let done = meeting.inviter.step
        #expect(certificate(done) != nil)
        _ = meeting.toInviter([JoinExchange.refusalFrame("I did not mean it.")])
        #expect(meeting.inviter.step == done)
        _ = meeting.toInviter([[0xFF]])
        #expect(meeting.inviter.step == done)
    }

    @Test func `end when the other side says no`() {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        meeting.reveal()
        _ = meeting.toGuest([JoinExchange.refusalFrame("The words differ.")])
        #expect(meeting.guest.step == .refused("The words differ."))
        #expect(meeting.guestConfirmation().isEmpty)
    }

    @Test func `pass over pings`() {
        var meeting = JoinMeeting(inviter: .alice, guest: .bob)
        _ = meeting.toInviter([Gossip.pingFrame])
        #expect(meeting.inviter.step == .meeting)
        meeting.reveal()
        #expect(meeting.inviter.step == .comparing)
    }

    @Test func `are not one and the same chapter`() {
        var meeting = JoinMeeting(inviter: .alice, guest: .alice)
        meeting.reveal()
        #expect(isRefused(meeting.inviter.step))
    }
}

@Suite struct `The words` {
    @Test func `are 256 different ones, as Protocol lists them`() throws {
        #expect(Words.all.count == 256)
        #expect(Set(Words.all).count == 256)
    }
}
