import Mustache

extension MustacheTemplate {
    /// A picture whose words are escaped, to be printed as it is; no name in it becomes a key.
    init?(drawn svg: String) {
        guard let read = try? MustacheTemplate(string: svg.replacing("{", with: "&#123;")) else {
            return nil
        }
        self = read
    }
}
