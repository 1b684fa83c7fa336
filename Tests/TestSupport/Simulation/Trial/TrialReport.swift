/// Something that may not be, found in the end of a trial.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// The checker that found it.
    public let checker: String
    /// What it found.
    public let what: String

    public var description: String { "\(checker): \(what)" }
}

/// How a trial ended.
public struct TrialReport: Sendable, CustomStringConvertible {
    /// What happened in it.
    public let options: TrialOptions
    /// What may not be; empty where all is well.
    public let findings: [Finding]
    /// The hash over everything that happened.
    public let traceHash: String
    /// The rounds until everybody agreed; nil where they never did.
    public let rounds: Double?
    /// How many events were signed.
    public let events: Int
    /// How many frames were sent.
    public let frames: Int
    /// How often each thing has struck, by name.
    public let strokes: [String: Int]

    /// What is needed to look into it.
    public var description: String {
        (["\(options)", "  \(options.command)"] + findings.map { "  \($0)" })
            .joined(separator: "\n")
    }
}

extension Trial {
    /// A seed whose trial must be the same on every machine and in every build.
    public struct Pin: Sendable {
        /// How large its trial is.
        public let scale: TrialOptions.Scale
        /// Its seed.
        public let seed: UInt64
        /// What the trace must hash to.
        public let traceHash: String
    }

    /// The seeds that are pinned.
    public static let pins: [Pin] = [
        Pin(
            scale: .plain, seed: 1,
            traceHash: "50be291269eedec98c4f7d9741e80803762e7f923f463b8203b149821e2e933b"),
        Pin(
            scale: .database, seed: 1,
            traceHash: "505450eca560221fd9571b5a790fb4cde1c5d6ff866c621fdad1eda99e6f2740"),
    ]
}
