public import Sodium

/// What the lots of a ballot are drawn with: nobody can know it while papers may still come, and
/// whoever made it can no longer choose it.
///
/// The chapter commits to a secret before voting begins and tells it with the result. The seed also
/// hangs on every paper. Specification: Protocol/README.md, "Ballots".
public enum BallotLots {
    /// What the announcement says of the secret.
    public static func commitment(to secret: [UInt8], of chapter: ChapterID, for ballot: ObjectID)
        -> Bytes32
    {
        sha256(Array("rhizome.tie.commit.v1".utf8), ballot.bytes, chapter.bytes.bytes, secret)
    }

    /// The seed of the lots, of 32 bytes.
    public static func seed(secret: [UInt8], papersRoot: Bytes32, of ballot: ObjectID) -> [UInt8] {
        sha256(Array("rhizome.tie.seed.v1".utf8), ballot.bytes, papersRoot.bytes, secret).bytes
    }
}
