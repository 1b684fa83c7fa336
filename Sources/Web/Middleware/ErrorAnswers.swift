import Chapter
import HTTPTypes
import Hummingbird
import Logging

/// Turns everything that is thrown inside into JSON with a sentence.
///
/// A refusal and a wrong request are answered and forgotten. A fault is the node's: it is logged
/// here, once, with the id of the request that the answer names, and its details stay in the log.
struct ErrorAnswers: RouterMiddleware {
    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            let content = ErrorAnswer(error: refusal.sentence, field: refusal.field)
            return try Answer(content, status: refusal.code.status)
                .response(from: request, context: context)
        } catch let error as HTTPError {
            let content = ErrorAnswer(error: error.body ?? Self.sentence(for: error.status))
            var response = try Answer(content, status: error.status)
                .response(from: request, context: context)
            for field in error.headers where field.name != .contentLength {
                response.headers[field.name] = field.value
            }
            return response
        } catch let error as any HTTPResponseError {
            let content = ErrorAnswer(error: Self.sentence(for: error.status))
            return try Answer(content, status: error.status)
                .response(from: request, context: context)
        } catch {
            let id = context.logger[metadataKey: "hb.request.id"]?.description ?? "unknown"
            context.log(fault: error)
            let content = ErrorAnswer(
                error: "Something went wrong in the node. Nothing was changed. The operator finds "
                    + "the reason in the log under the request \(id).",
                requestID: id)
            return try Answer(content, status: .internalServerError)
                .response(from: request, context: context)
        }
    }

    private static func sentence(for status: HTTPResponse.Status) -> String {
        switch status {
        case .notFound: "There is nothing at this address."
        case .methodNotAllowed: "This address does not take such a request."
        case .contentTooLarge: "The request is too large."
        case .unauthorized: "This token is not valid. It may have expired; make a new one."
        default: "The request was refused: \(status.reasonPhrase.lowercased())."
        }
    }
}

extension Refusal.Code {
    /// The HTTP status that says the same.
    var status: HTTPResponse.Status {
        switch self {
        case .notAllowed: .forbidden
        case .notFound: .notFound
        case .invalid: .unprocessableContent
        case .conflict: .conflict
        case .unavailable: .serviceUnavailable
        }
    }
}
