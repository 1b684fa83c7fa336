import Chapter
import HTTPTypes
import Hummingbird

/// Turns what is thrown by a page into a page with a sentence.
///
/// It stands inside what adds headers, so that error pages have them too, and outside what throws.
struct ErrorPages: RouterMiddleware {
    let backend: Backend

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            if refusal.code == .notAllowed, context.viewer == .visitor, request.method == .get {
                let wanted = request.uri.path == "/" ? nil : LocalPath("\(request.uri)")
                return .seeOther("/sign-in" + (wanted?.query ?? ""))
            }
            return try await page(
                refusal.code.status, context.words.sentence(refusal), context)
        } catch let error as HTTPError {
            return try await page(
                error.status, error.body.map { context.words.sentence($0) }, context)
        } catch let error as any HTTPResponseError {
            return try await page(error.status, nil, context)
        } catch {
            context.log(fault: error)
            let sentence = context.words.say("error_fault", ["request": context.id])
            return try await page(.internalServerError, sentence, context)
        }
    }

    private func page(_ status: HTTPResponse.Status, _ sentence: String?, _ context: Context)
        async throws -> Response
    {
        let words = context.words
        let kind = status == .notFound ? "missing" : status == .forbidden ? "forbidden" : "other"
        let title = words.say("error_\(kind)_title")
        let page = ErrorPage(
            frame: try await backend.frame(title, part: "", context), t: words, title: title,
            sentence: sentence ?? words.say("error_\(kind)"))
        return try backend.kit.show(page, status: status)
    }
}

/// The page that says what went wrong.
struct ErrorPage: Page {
    static let template = "frame-error"
    let frame: Frame
    let t: Wording
    let title: String
    let sentence: String
}
