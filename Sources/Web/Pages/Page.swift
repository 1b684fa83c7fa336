import HTTPTypes
import Hummingbird
import NIOCore

/// The model of a page: everything that its template prints, as stored properties.
///
/// The template library sees stored properties only. Values are ready to print: texts in the
/// viewer's language, addresses whole.
protocol Page: Sendable {
    /// The template, such as `people-list`.
    static var template: String { get }
    /// What is around every page.
    var frame: Frame { get }
    /// The messages, `{{t.key}}`.
    var t: Wording { get }
}

extension PageKit {
    /// Makes the answer that shows a page.
    func show(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response {
        let text = try templates.render(page, with: type(of: page).template)
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension Response {
    /// Sends the browser on with GET, after a change.
    static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address])
    }
}
