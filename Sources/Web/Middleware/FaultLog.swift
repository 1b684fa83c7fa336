import Hummingbird
import Logging

extension Context {
    /// How much of a fault's description goes into the log.
    private static let faultCharactersAtMost = 2000

    /// Writes a fault of the node into the log, with the route on which it happened.
    func log(fault: any Error) {
        logger.error(
            "fault",
            metadata: [
                "route": .string(endpointPath ?? "none"),
                "fault": .string(String("\(fault)".prefix(Self.faultCharactersAtMost))),
            ])
    }
}
