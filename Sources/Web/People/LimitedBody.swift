import HTTPTypes
import Hummingbird
import NIOCore

/// The bytes of a request up to a limit; more of them are refused while they come.
struct LimitedBody: AsyncSequence {
    typealias Element = ByteBuffer

    let body: RequestBody
    let limit: Int

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: body.makeAsyncIterator(), limit: limit)
    }

    struct Iterator: AsyncIteratorProtocol {
        var pieces: RequestBody.AsyncIterator
        let limit: Int
        var taken = 0

        @concurrent
        mutating func next() async throws -> ByteBuffer? {
            guard let piece = try await pieces.next() else { return nil }
            taken += piece.readableBytes
            guard taken <= limit else {
                throw HTTPError(
                    .contentTooLarge,
                    message: "The list is larger than \(limit >> 20) MiB. Nothing was changed; "
                        + "split it into several files.")
            }
            return piece
        }
    }
}
