import Federation

extension VoidReason: Error {
    /// Runs the projection of one event, whose steps throw what makes the event void.
    ///
    /// A payload that cannot be read is void too; faults of the database go on.
    static func orNil(_ steps: () throws -> Void) throws -> VoidReason? {
        do {
            try steps()
            return nil
        } catch let reason as VoidReason {
            return reason
        } catch PayloadError.malformed {
            return .malformed
        } catch is PayloadError {
            return .outOfBounds
        }
    }
}
