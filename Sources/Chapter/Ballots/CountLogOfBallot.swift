public import Federation
public import Tally

extension Chapter {
    /// How the papers of a closed ballot were counted, stage by stage, counted here from the
    /// published papers; visitors see none, and papers that name one option have no stages.
    public func countLog(of ballot: ObjectID, as viewer: Viewer) async throws
        -> Result<CountLog, Refusal>
    {
        guard viewer != .visitor else { return .failure(.notAllowed(.takePart)) }
        return try await read { db in
            guard let log = try PublishedBallot.find(ballot, in: db)?.countLog else {
                return .failure(
                    Refusal(
                        .conflict,
                        "This ballot has no stages to show: it is not closed, or its papers name one "
                            + "option."))
            }
            return .success(log)
        }
    }
}
