import ArgumentParser
import Node
import Web

/// Reads values of the command line, with an example where one does not fit.
enum Reading {
    /// A time with its offset.
    @Sendable
    static func moment(_ text: String) throws -> Moment {
        guard let moment = Moment(text) else {
            throw ValidationError(CivilTime.expectation(text))
        }
        return moment
    }

    /// `HOST:PORT`.
    @Sendable
    static func address(_ text: String) throws -> ListenAddress {
        guard let address = ListenAddress(text) else {
            throw ValidationError("“\(text)” is not HOST:PORT. Write it like 127.0.0.1:8080.")
        }
        return address
    }
}
