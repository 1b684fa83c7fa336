public import Federation
import Feeds
public import Foundation
public import GRDB

/// Has the chapter's key sign since when somebody has been a member, for another chapter.
///
/// The file is theirs to carry: nothing of it is kept, and nothing is sent to anybody. That it was
/// made is a line of the person's history.
public struct MakeCertificate: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whose membership.
    public var member: MemberID

    /// A certificate for a person.
    public init(_ member: MemberID) { self.member = member }

    /// What history calls a certificate that was made.
    static let historyField = "membership certificate"

    /// Signs it and gives the file.
    public func perform(in context: ActContext) throws -> Result<Data, Refusal> {
        try refusing {
            guard let person = try StoredPerson.fetch(context.db, member) else {
                throw Refusal.notFound("person")
            }
            let certificate = try MembershipCertificate(
                of: person, by: context.feeds.chapter, in: context.db, at: context.now)
            let seal = ChapterSeal(.membership, signing: certificate.text, in: context)
            var change = PersonChange(of: person, by: "MakeCertificate", in: context)
            try change.record(
                Self.historyField, old: nil, new: certificate.memberSince)
            return try seal.json()
        }
    }
}

extension MembershipCertificate {
    /// What a certificate would say of somebody today, for a viewer who may make one.
    public static func read(
        _ member: MemberID, of chapter: ChapterID, in db: Database, for viewer: Viewer,
        at now: Timestamp
    ) throws -> Result<MembershipCertificate, Refusal> {
        guard viewer.may(MakeCertificate.permission) else {
            return .failure(.notAllowed(MakeCertificate.permission))
        }
        return try refusing {
            guard let person = try StoredPerson.fetch(db, member) else {
                throw Refusal.notFound("person")
            }
            return try MembershipCertificate(of: person, by: chapter, in: db, at: now)
        }
    }

    /// What this chapter knows of somebody's membership.
    init(of person: StoredPerson, by chapter: ChapterID, in db: Database, at now: Timestamp) throws
    {
        let today = try chapterDay(db, at: now)
        let all = try MembershipPeriod.fetch(db, of: person.id).filter { !$0.isVoid }
        let stretch = try Self.stretch(of: person, all, on: today)
        let counted = all.filter { $0.startsOn <= today && $0.countsUntil >= stretch.lowerBound }
        let name = try Chapter.names(db)[chapter].flatMap {
            try EnteredText.line($0, "chapter", limit: Self.chapterScalars).get()
        }
        self.init(
            chapter: chapter, chapterName: name ?? String(chapter.description.prefix(8)),
            name: person.name, number: person.id.number,
            memberSince: stretch.lowerBound.description,
            until: stretch.upperBound == .last ? nil : stretch.upperBound.description,
            vouchedBy: counted.lazy.compactMap(\.vouchedBy).first,
            periods: counted.suffix(Self.periodsAtMost).map {
                Period(
                    kind: $0.kind, startsOn: $0.startsOn.description,
                    lastDay: $0.lastDay == .last ? nil : $0.lastDay.description)
            }, madeOn: today.description)
    }

    /// The days without a break that lead to today, or the last ones that there were.
    private static func stretch(
        of person: StoredPerson, _ periods: [MembershipPeriod], on today: CalendarDay
    ) throws -> ClosedRange<CalendarDay> {
        if !periods.isEmpty {
            let begun = MembershipTime(periods).stretches.last { $0.lowerBound <= today }
            guard let begun else { throw Refusal.neverMember(person.name) }
            return begun
        }
        let status = person.values[.status]
        guard status == "member" || status == "former" else {
            throw Refusal.neverMember(person.name)
        }
        guard let joined = person.values[.joinedOn].flatMap({ CalendarDay($0) }), joined <= today
        else {
            throw Refusal(
                .conflict,
                "Since when \(person.name) has been a member is not written down. Write down the "
                    + "day of joining first.")
        }
        guard status == "former" else { return joined...CalendarDay.last }
        guard let ended = person.values[.endedOn].flatMap({ CalendarDay($0) }), ended > joined
        else {
            throw Refusal(
                .conflict,
                "On which day the membership of \(person.name) ended is not written down. Write "
                    + "it down first.")
        }
        return joined...ended.plus(days: -1)
    }
}

extension Refusal {
    fileprivate static func neverMember(_ name: String) -> Refusal {
        Refusal(.conflict, "\(name) has not been a member here, so there is nothing to certify.")
    }
}
