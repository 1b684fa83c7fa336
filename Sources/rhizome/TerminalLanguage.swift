/// What the terminal says of its language, such as es_ES.UTF-8; empty if it says nothing.
func terminalLanguage(_ environment: [String: String]) -> String {
    environment["LC_ALL"] ?? environment["LANG"] ?? ""
}
