import Courier

extension DoorRequest {
    /// The header fields that say what is sent along.
    var headers: [String: String] {
        switch body {
        case .none: [:]
        case .json: ["Content-Type": "application/json"]
        case .file(_, let type): ["Content-Type": type]
        }
    }

    /// What is sent along, as an HTTP request takes it.
    var content: HTTPRequest.Body {
        switch body {
        case .none: .none
        case .json(let data): .bytes([UInt8](data))
        case .file(let path, _): .file(path: path)
        }
    }
}
