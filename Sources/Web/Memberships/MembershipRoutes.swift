import Chapter
import Foundation
import Hummingbird
import NIOCore

/// Memberships of people: how they stand, and everything that can be done with them.
struct MembershipRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let membership = api.group("members/:member/membership")
        membership.get { _, context in
            let id = try member(context)
            let (viewer, now) = (context.viewer, backend.clock())
            let facts = try await backend.chapter.read { db in
                try MembershipFacts.read(id, in: db, for: viewer, at: now)
            }
            return Answer(MembershipAnswer(try facts.get()))
        }
        membership.post("begin") { request, context in
            let id = try member(context)
            let body = try await request.json(Begin.self, context)
            let act = BeginMembership(
                id, try kind(body.kind), startsOn: body.startsOn, runsUntil: body.runsUntil,
                memberSince: body.memberSince,
                certificate: body.certificate.map { Data($0.utf8) },
                isSamePerson: body.isSamePerson ?? false, why: body.why)
            let version = try await backend.perform(act, context)
            return Answer(MemberIDAnswer(id, version: version), status: .created)
        }
        membership.post("renew") { request, context in
            let id = try member(context)
            let body = try await request.json(or: Renew(), context)
            let renewed = try await backend.perform(
                RenewMembership(id, to: try body.kind.map { try kind($0) }, why: body.why), context)
            return Answer(MemberIDAnswer(id, version: renewed.version))
        }
        membership.post("kind") { request, context in
            let id = try member(context)
            let body = try await request.json(ChangeOfKind.self, context)
            let version = try await backend.perform(
                ChangeMembershipKind(id, to: try kind(body.kind), on: body.on, why: body.why),
                context)
            return Answer(MemberIDAnswer(id, version: version))
        }
        membership.post("end") { request, context in
            let id = try member(context)
            let body = try await request.json(End.self, context)
            let version = try await backend.perform(
                EndMembershipPeriod(
                    id, on: body.on, movesTo: body.movesTo, why: body.why ?? ""), context)
            return Answer(MemberIDAnswer(id, version: version))
        }
        membership.post("certificate") { _, context in
            let id = try member(context)
            let file = try await backend.perform(MakeCertificate(id), context)
            return Response.download(
                ByteBuffer(bytes: file), .json, named: "membership-\(id).json")
        }
        membership.put("periods/:period") { request, context in
            let id = try member(context)
            let period = try context.id("period", "period of membership", { Int64($0) })
            let body = try await request.json(Correction.self, context)
            let act = CorrectPeriod(
                period, startsOn: body.startsOn, runsUntil: body.runsUntil, endedOn: body.endedOn,
                memberSince: body.memberSince, why: body.why)
            return Answer(
                MemberIDAnswer(id, version: try await backend.perform(act, context)))
        }
        membership.put("standing") { request, context in
            let id = try member(context)
            let body = try await request.json(Exception.self, context)
            let version = try await backend.perform(
                OverrideStanding(id, isGood: body.isGood, until: body.until, why: body.why),
                context)
            return Answer(MemberIDAnswer(id, version: version))
        }
        membership.delete("standing") { _, context in
            let id = try member(context)
            return Answer(
                MemberIDAnswer(id, version: try await backend.perform(EndOverride(id), context)))
        }
    }

    private func kind(_ text: String) throws -> Int64 {
        guard let id = Int64(text) else { throw Refusal.notFound("kind of membership") }
        return id
    }

    private func member(_ context: Context) throws -> MemberID {
        try context.id("member", "person", MemberID.init(_:))
    }
}

private struct Begin: Decodable {
    var kind: String
    var startsOn: String?
    var runsUntil: String?
    var memberSince: String?
    var certificate: String?
    var isSamePerson: Bool?
    var why: String?
}

private struct Renew: Decodable {
    var kind: String?
    var why: String?
}

private struct ChangeOfKind: Decodable {
    var kind: String
    var on: String?
    var why: String?
}

private struct End: Decodable {
    var on: String?
    var movesTo: String?
    var why: String?
}

private struct Correction: Decodable {
    var startsOn: String
    var runsUntil: String?
    var endedOn: String?
    var memberSince: String?
    var why: String
}

private struct Exception: Decodable {
    var isGood: Bool
    var until: String?
    var why: String
}
