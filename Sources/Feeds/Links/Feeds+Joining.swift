public import Federation
public import GRDB

extension Feeds {
    /// This chapter in its own words, as it would introduce itself now.
    ///
    /// One that has written nothing comes back: it has lost what it had.
    public func introduction(node: NodeRecord, in db: Database) throws -> Introduction {
        let name = try name(of: chapter, in: db)
        let seq = try HeldFeed.find(author.feed, in: db)?.tip.seq ?? 0
        return author.withKey { key in
            Introduction(
                certificate: author.certificate, name: name, node: node, headSeq: seq,
                isReturning: seq == 0 && author.feed.epoch > 0, signedBy: key)
        }
    }

    /// Writes down that a chapter was welcomed: the founding where it is one, else an endorsement.
    public func welcome(
        _ guest: Introduction, to certificate: FederationCertificate, at now: Timestamp,
        in db: Database
    ) throws {
        if try membership(in: db)?.federation != certificate.federation {
            try append(.federationJoined, certificate.payload, at: now, in: db)
        }
        let founder = certificate.founders.contains { $0.chapter == guest.chapter }
        let current = try roster(in: db)?.entry(guest.chapter)?.standing
        guard !founder || current == .left || guest.isReturning else { return }
        let endorsement = Endorsement(federation: certificate.federation, candidate: guest)
        try append(.chapterEndorsed, endorsement.payload, at: now, in: db)
    }

    /// Vouches for a chapter that another one has proposed.
    ///
    /// - Returns: false where no such chapter waits, or this one has vouched for it already.
    public func endorse(_ candidate: ChapterID, at now: Timestamp, in db: Database) throws -> Bool {
        guard let roster = try roster(in: db), let entry = roster.entry(candidate),
            case .candidate = entry.standing
        else { return false }
        let endorsements = try endorsements(in: db).filter {
            $0.endorsement.federation == roster.federation
                && $0.endorsement.candidate.chapter == candidate
        }
        guard let introduction = endorsements.first?.endorsement.candidate,
            !endorsements.contains(where: { $0.endorser == chapter })
        else { return false }
        let endorsement = Endorsement(federation: roster.federation, candidate: introduction)
        try append(.chapterEndorsed, endorsement.payload, at: now, in: db)
        return true
    }

    /// The candidates for whom this chapter has vouched.
    public func endorsed(in db: Database) throws -> Set<ChapterID> {
        Set(
            try endorsements(in: db).filter { $0.endorser == chapter }
                .map(\.endorsement.candidate.chapter))
    }

    /// Who has vouched for each chapter, in the order of the endorsers' ids.
    public func endorsers(in db: Database) throws -> [ChapterID: [ChapterID]] {
        var endorsers: [ChapterID: [ChapterID]] = [:]
        for vouching in try endorsements(in: db) {
            let candidate = vouching.endorsement.candidate.chapter
            if endorsers[candidate]?.contains(vouching.endorser) != true {
                endorsers[candidate, default: []].append(vouching.endorser)
            }
        }
        return endorsers.mapValues { $0.sorted() }
    }

    /// Leaves the federation; false for a chapter that belongs to none.
    public func leaveFederation(reason: String, at now: Timestamp, in db: Database) throws -> Bool {
        guard let certificate = try membership(in: db) else { return false }
        let departure = Departure(federation: certificate.federation, reason: reason)
        try append(.federationLeft, departure.payload, at: now, in: db)
        return true
    }
}
