import Foundation

extension String {
    /// The text as a value in a query string.
    var forQuery: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
