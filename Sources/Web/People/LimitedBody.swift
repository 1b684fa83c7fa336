import Hummingbird
import NIOCore
import Synchronization

/// The bytes of a request up to a limit.
///
/// It ends where the limit is passed and says so afterwards: an error thrown here would reach the
/// caller wrapped in one about files.
struct LimitedBody: AsyncSequence {
    typealias Element = ByteBuffer

    let body: RequestBody
    let limit: Int
    private let passed = Passed()

    init(body: RequestBody, limit: Int) {
        self.body = body
        self.limit = limit
    }

    /// Whether more bytes came than the limit allows.
    var isTooLarge: Bool { passed.limit.load(ordering: .relaxed) }

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: body.makeAsyncIterator(), limit: limit, passed: passed)
    }

    final class Passed: Sendable {
        let limit = Atomic(false)
    }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: RequestBody.AsyncIterator
        let limit: Int
        let passed: Passed
        var taken = 0

        @concurrent
        mutating func next() async throws -> ByteBuffer? {
            guard let piece = try await pieces.next() else { return nil }
            taken += piece.readableBytes
            guard taken <= limit else {
                passed.limit.store(true, ordering: .relaxed)
                return nil
            }
            return piece
        }
    }
}
