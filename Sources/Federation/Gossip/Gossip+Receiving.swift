import Sodium
import SwiftProtobuf

/// Taking frames apart.
extension Gossip {
    /// Frames are taken apart here; each kind of message has a file of its own.
    mutating func receive(
        _ frame: [UInt8], on link: Link, at now: Timestamp, _ actions: inout [GossipAction]
    ) {
        guard var session = sessions[link] else { return }
        if isFlooded(session, by: frame, at: now) {
            actions.append(.count(Refused("too many messages"), session.peer))
            return
        }
        guard frame.count <= Limits.frameBytes,
            let message = try? WireMessage(serializedBytes: frame), let body = message.body
        else {
            actions.append(.count(Refused("malformed frame"), session.peer))
            return
        }
        session.lastHeard = now
        if session.greeted { heard[session.peer] = now }
        if !isExempt(body, in: session), !session.messages.take(1, at: now) {
            sessions[link] = session
            actions.append(.count(Refused("too many messages"), session.peer))
            return
        }
        sessions[link] = session
        switch body {
        case .challenge(let challenge): answer(challenge, on: link, at: now, &actions)
        case .hello(let hello): greet(hello, on: link, at: now, &actions)
        default:
            guard session.greeted else {
                actions.append(.count(Refused("message before greeting"), session.peer))
                return
            }
            use(link, &actions)
            take(body, on: link, at: now, &actions)
        }
    }

    /// The first bytes of a Run and of a Credit: field 8 and field 9, with a length.
    private static let exemptTags: Set<UInt8> = [8 << 3 | 2, 9 << 3 | 2]

    /// Whether a link has sent too much for this frame to be taken apart.
    private func isFlooded(_ session: Session, by frame: [UInt8], at now: Timestamp) -> Bool {
        guard let tag = frame.first, !Self.exemptTags.contains(tag) else { return false }
        var messages = session.messages
        return !messages.take(1, at: now)
    }

    /// Runs that we gave credit for, and credit that runs of ours have used up, are as many as the
    /// link carries: neither counts against the messages that anybody may send.
    private func isExempt(_ body: WireMessage.OneOf_Body, in session: Session) -> Bool {
        switch body {
        case .run: true
        case .credit(let credit):
            session.credit < settings.creditBytes && credit.bytes >= settings.creditBytes / 8
        default: false
        }
    }

    private mutating func take(
        _ body: WireMessage.OneOf_Body, on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        switch body {
        case .fingerprint(let fingerprint): take(fingerprint, on: link, at: now, &actions)
        case .vector(let vector): take(vector, on: link, at: now, &actions)
        case .tips(let tips): take(tips, on: link, at: now, &actions)
        case .get(let get): take(get, on: link, at: now, &actions)
        case .credit(let credit):
            let credit = (sessions[link]?.credit ?? 0) + Int(min(credit.bytes, 1 << 24))
            sessions[link]?.credit = min(settings.creditBytes * 2, credit)
            serve(link, &actions)
        case .run(let run): take(run, pushed: false, on: link, at: now, &actions)
        case .push(let run): take(run, pushed: true, on: link, at: now, &actions)
        case .fork(let proof): take(proof, on: link, &actions)
        case .have(let have): take(have, on: link, at: now, &actions)
        case .graft(let graft): take(graft, on: link, &actions)
        case .prune(let prune): take(prune, on: link, &actions)
        // Totals let a person see how much is to come; nothing here depends on them.
        case .totals, .ping: break
        case .challenge, .hello, .joinCommit, .joinReveal, .joinConfirm, .joinRefused:
            actions.append(.count(Refused("message out of place"), peer(of: link)))
        }
    }
}
