/// Does the steps of an act, which throw a refusal where they cannot go on.
///
/// The refusal becomes the act's result; faults go on.
func refusing<Value>(_ steps: () throws -> Value) throws -> Result<Value, Refusal> {
    do {
        return .success(try steps())
    } catch let refusal as Refusal {
        return .failure(refusal)
    }
}
