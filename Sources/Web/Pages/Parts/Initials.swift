/// The letters on a face: of the first and the last word of a name.
func initials(of name: String) -> String {
    let words = name.split(separator: " ")
    return (words.prefix(1) + words.dropFirst().suffix(1)).compactMap {
        $0.first.map(String.init)
    }
    .joined().uppercased()
}
