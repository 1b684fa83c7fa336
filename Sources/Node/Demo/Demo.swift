/// Runs three linked chapters until the process is told to stop.
public func demo(_ options: DemoOptions, ready: @Sendable @escaping (DemoReport) -> Void)
    async throws
{
    throw CannotServe(description: "The demo is not there yet.")
}
