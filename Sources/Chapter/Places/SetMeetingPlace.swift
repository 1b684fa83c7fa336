import GRDB

/// Says where a place of meetings and conversations is, or takes that back.
///
/// It is kept by what the place is called, in this chapter alone: nothing that is shared changes.
public struct SetMeetingPlace: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What meetings, or entries of timelines, call the place.
    public var place: String
    /// Where it is; nil to forget it.
    public var point: GeoPoint?

    /// A point for a place.
    public init(_ place: String, _ point: GeoPoint?) {
        self.place = place
        self.point = point
    }

    /// Keeps the point.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let entered = try EnteredText.line(place, "place", limit: 1000).get() ?? ""
            guard let key = PlaceKey.meeting(entered) else {
                throw Refusal.invalid("place", "Say which place of meetings it is.")
            }
            try context.db.setPoint("meeting", key, point, .byHand)
            try context.writeOutlineHistory(
                "SetMeetingPlace", "place of meetings", old: point == nil ? entered : nil,
                new: point.map { "\(entered): \($0.text)" })
        }
    }
}
