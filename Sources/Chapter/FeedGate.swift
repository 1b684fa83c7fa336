import Feeds

extension ActContext {
    /// Refuses while the node may not yet write to the chapter's feed.
    ///
    /// For acts that need the shared tables to show at once what they said.
    func checkFeedIsOpen() throws {
        guard feeds.gateIsOpen else {
            throw Refusal(
                .unavailable,
                "The node has just started and asks the linked chapters what they hold. Nothing "
                    + "was changed: try again in a few seconds.")
        }
    }
}
