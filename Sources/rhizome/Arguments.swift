/// `--json` and `--data DIR` may stand anywhere, also before the command.
///
/// The parser knows them as options of each command, so they are moved behind everything else.
enum Arguments {
    /// The arguments as the parser wants them, and whether JSON is asked for.
    ///
    /// What follows `--` stays where it is.
    static func arranged(_ arguments: [String]) -> (arguments: [String], json: Bool) {
        var kept: [String] = []
        var moved: [String] = []
        var rest: [String] = []
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if argument == "--" {
                rest = Array(arguments[index...])
                break
            }
            if argument == "--json" {
                if !moved.contains("--json") { moved.append("--json") }
            } else if argument == "--data" {
                moved.append(argument)
                if index + 1 < arguments.count {
                    index += 1
                    moved.append(arguments[index])
                }
            } else if argument.hasPrefix("--data=") {
                moved.append(argument)
            } else {
                kept.append(argument)
            }
            index += 1
        }
        return (kept + moved + rest, moved.contains("--json"))
    }
}
