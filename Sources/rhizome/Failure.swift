import ArgumentParser
import Courier
import Foundation
import Node

/// The program cannot do what was asked, in words.
struct Failure: Error, CustomStringConvertible {
    /// What happened, what was kept and what to do.
    let description: String

    init(_ description: String) { self.description = description }

    /// With what status the process ends.
    enum Status: Int32 {
        /// Help or a version was asked for.
        case clean = 0
        /// A refusal or a fault.
        case failed = 1
        /// The command was not understood.
        case usage = 64
    }

    /// The status for an error that a command has thrown.
    static func status(of error: any Error) -> Status {
        switch Rhizome.exitCode(for: error) {
        case .success: .clean
        case .validationFailure: .usage
        default: .failed
        }
    }

    /// The sentence for an error of our own or of the system.
    static func sentence(_ error: any Error) -> String {
        switch error {
        case is DoorRefusal, is Failure, is DataDirectoryError, is CourierError: "\(error)"
        case let error as CocoaError: error.localizedDescription
        case is CancellationError: "It was broken off. Nothing was changed."
        default: "\(error)"
        }
    }

    /// The sentence for a command that was not understood.
    static func usageSentence(_ error: any Error) -> String { Rhizome.message(for: error) }
}
