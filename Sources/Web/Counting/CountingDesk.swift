import Tally

/// What is to be counted, and how.
struct CountingOrder: Sendable {
    let method: CountingMethod
    /// How many seats; nil for as many as the file says, or one.
    let seats: Int?
    let unranked: Unranked
    /// Everybody's name in the order in which lots were drawn; empty for the order of the file.
    let lots: String
}

/// Counts files, one after the other, so that a long count holds up nothing but the next count.
actor CountingDesk {
    /// The largest file that a page counts, in bytes; `rhizome tally` takes any.
    static let bytesAtMost = 4 << 20
    /// The most candidates that a page counts.
    static let candidatesAtMost = 60

    func count(_ bytes: [UInt8], named name: String, _ order: CountingOrder) throws(CountingProblem)
        -> (title: String, log: CountLog)
    {
        let file: PaperFile
        do {
            var reader = PaperReader(
                PaperFormat(fileName: name, beginning: bytes), content: order.method.content)
            try reader.read(bytes)
            file = try reader.finish()
        } catch {
            throw .file(error)
        }
        let lots = try Self.lots(order.lots, of: file.profile.slate)
        do {
            let log = try order.method.count(
                file.profile, seats: order.seats ?? file.seats ?? 1, unranked: order.unranked,
                lots: lots)
            return (file.title, log)
        } catch {
            throw .count(error, order.method)
        }
    }

    /// The lots as they were named, or the order of the file; the papers of a motion need none.
    private static func lots(_ named: String, of slate: Slate?) throws(CountingProblem) -> Lots {
        guard let slate else { return Lots() }
        guard slate.count <= candidatesAtMost else { throw .tooManyCandidates(slate.count) }
        guard !named.isEmpty else { return Lots(inOrderOf: slate) }
        do { return try Lots(naming: named, of: slate) } catch { throw .lots(error) }
    }
}
