import Federation
import Feeds
import Sodium

/// How many signatures of events a second one core can check, and all cores together.
///
/// What an event's author signs is a hash of 300 bytes of body and of its header; the hashing is
/// left out here, so that the ceiling is rather too high than too low.
struct SignatureChecks {
    let key: PublicKey
    let signed: [(message: [UInt8], signature: Signature)]

    init(count: Int) throws {
        let author = try newAuthor()
        key = author.certificate.feedKey
        signed = (0..<count).map { number in
            let id = EventID(digest("rhizome/bench", Array("\(number)".utf8)))
            let message = EventHeader.signedBytes(author.feed.chapter, id)
            return (message, author.signature(for: message))
        }
    }

    /// Checks of one core in a second.
    func oneCore(rounds: Int) async throws -> Double {
        try await median(rounds) { _ in
            Double(signed.count) / (await seconds { check() })
        }
    }

    /// Checks of so many cores in a second.
    func cores(_ cores: Int, rounds: Int) async throws -> Double {
        try await median(rounds) { _ in
            let time = await seconds {
                await withTaskGroup { group in
                    for _ in 0..<cores { group.addTask { @concurrent in check() } }
                }
            }
            return Double(signed.count * cores) / time
        }
    }

    private func check() {
        for (message, signature) in signed where !key.isValid(signature, for: message) {
            complain("A good signature was not taken.")
        }
    }
}

/// Prints the machine and how many signatures one of its cores checks in a second just now: a
/// shared machine is not always equally quick, and figures of two runs are compared by it.
func printMachine() async throws {
    let checks = try await SignatureChecks(count: 5_000).oneCore(rounds: 3)
    print(machineLine(), "One core checks \(Int(checks)) signatures a second.")
}
