import Feeds
import GRDB

extension Chapter {
    /// Finds homes of several people who are in no household together.
    func suggestHouseholds() async throws {}
}
