import CCurl
import Foundation

/// libcurl's global state is made once and never taken down.
private let started = ccurl_start() == CURLE_OK

/// One exchange, made and performed on one thread.
final class Transfer {
    private let request: HTTPRequest
    private let cancellation: Cancellation
    private let progress: (@Sendable (Int64, Int64) -> Void)?
    private var file: FileHandle?
    private var body: [UInt8] = []
    private var headers: [String: String] = [:]
    private var cookies: [String] = []
    private var overflowed = false
    private var unreadable = false

    init(
        _ request: HTTPRequest, cancellation: Cancellation,
        progress: (@Sendable (Int64, Int64) -> Void)?
    ) {
        self.request = request
        self.cancellation = cancellation
        self.progress = progress
    }

    /// Sends the request and collects the answer; blocks until it is there.
    func perform() throws -> HTTPResponse {
        guard started, let handle = curl_easy_init() else {
            throw CourierError.failed("libcurl could not be started")
        }
        defer { curl_easy_cleanup(handle) }
        let fields = try headerList()
        defer { curl_slist_free_all(fields) }
        try configure(handle, fields: fields)
        try attachBody(to: handle)
        defer { try? file?.close() }
        // The callbacks run inside curl_easy_perform only, while `self` is alive.
        attachCallbacks(to: handle, context: Unmanaged.passUnretained(self).toOpaque())
        let code = withExtendedLifetime(self) { curl_easy_perform(handle) }
        guard code == CURLE_OK else { throw failure(code) }
        var status = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return HTTPResponse(status: status, headers: headers, body: body, cookies: cookies)
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, fields: UnsafeMutablePointer<curl_slist>?
    )
        throws
    {
        guard ccurl_set_text(handle, CURLOPT_URL, request.url) == CURLE_OK,
            ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK,
            ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method) == CURLE_OK
        else { throw CourierError.malformed("the address or the method is not one") }
        if request.method == "HEAD" { ccurl_set_long(handle, CURLOPT_NOBODY, 1) }
        if let path = request.socketPath {
            ccurl_set_text(handle, CURLOPT_UNIX_SOCKET_PATH, path)
            ccurl_set_text(handle, CURLOPT_PROXY, "")
        }
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, fields)
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, request.connectMilliseconds)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, request.totalMilliseconds)
    }

    private func headerList() throws -> UnsafeMutablePointer<curl_slist>? {
        var lines = request.headers.map { "\($0.key): \($0.value)" }
        // Without this libcurl waits for a 100-continue before it sends a large body.
        lines.append("Expect:")
        guard lines.allSatisfy({ line in !line.utf8.contains { $0 == 10 || $0 == 13 || $0 == 0 } })
        else { throw CourierError.malformed("a header field contains a line break") }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) }
        return list
    }

    private func attachBody(to handle: UnsafeMutableRawPointer) throws {
        switch request.body {
        case .none:
            break
        case .bytes(let bytes):
            ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
            bytes.withUnsafeBytes { memory in
                _ = ccurl_set_bytes(handle, CURLOPT_COPYPOSTFIELDS, memory.baseAddress)
            }
            // An empty array has no address; libcurl then needs to be told that it is a post.
            if bytes.isEmpty { ccurl_set_text(handle, CURLOPT_COPYPOSTFIELDS, "") }
        case .file(let path):
            guard let opened = FileHandle(forReadingAtPath: path),
                let size = try? opened.seekToEnd(), (try? opened.seek(toOffset: 0)) != nil
            else { throw CourierError.unreadable(path: path) }
            file = opened
            ccurl_set_long(handle, CURLOPT_UPLOAD, 1)
            ccurl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(size))
        }
    }

    private func attachCallbacks(
        to handle: UnsafeMutableRawPointer, context: UnsafeMutableRawPointer
    ) {
        ccurl_set_context(handle, CURLOPT_WRITEDATA, context)
        ccurl_set_take(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.from(context).take(bytes, size * count)
        }
        ccurl_set_context(handle, CURLOPT_HEADERDATA, context)
        ccurl_set_take(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.from(context).takeHeader(bytes, size * count)
        }
        ccurl_set_context(handle, CURLOPT_READDATA, context)
        ccurl_set_give(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
            Transfer.from(context).give(buffer, size * count)
        }
        ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0)
        ccurl_set_context(handle, CURLOPT_XFERINFODATA, context)
        ccurl_set_watch(handle, CURLOPT_XFERINFOFUNCTION) { context, _, _, total, sent in
            Transfer.from(context).watch(sent: Int64(sent), of: Int64(total))
        }
    }
}

// MARK: - What libcurl calls

extension Transfer {
    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
        guard let context else { preconditionFailure("libcurl lost the context it was given") }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    private func take(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard body.count + count <= request.answerLimit else {
            overflowed = true
            return 0
        }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    private func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let line = String(
            decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
        let parts = line.split(separator: ":", maxSplits: 1)
        if parts.count == 2 {
            let value = parts[1].trimmingCharacters(in: .whitespacesAndNewlines)
            let name = parts[0].lowercased()
            headers[name] = value
            if name == "set-cookie" { cookies.append(value) }
        }
        return count
    }

    private func give(_ buffer: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        guard let buffer, let file else { return 0 }
        do {
            guard let chunk = try file.read(upToCount: room) else { return 0 }
            chunk.copyBytes(to: UnsafeMutableRawBufferPointer(start: buffer, count: room))
            return chunk.count
        } catch {
            unreadable = true
            return Int(CURL_READFUNC_ABORT)
        }
    }

    private func watch(sent: Int64, of total: Int64) -> Int32 {
        progress?(sent, total)
        return cancellation.isAsked ? 1 : 0
    }

    private func failure(_ code: CURLcode) -> any Error {
        if overflowed { return CourierError.tooLarge(limit: request.answerLimit) }
        if unreadable, case .file(let path) = request.body {
            return CourierError.unreadable(path: path)
        }
        if cancellation.isAsked { return CancellationError() }
        let words = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return CourierError.timedOut
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
            return CourierError.cannotConnect(words.lowercased())
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return CourierError.malformed(words.lowercased())
        default: return CourierError.failed(words.lowercased())
        }
    }
}
