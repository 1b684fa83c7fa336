import Chapter

/// The map as JSON, in degrees.
struct PlaceMapAnswer: Encodable, Sendable {
    struct Cluster: Encodable, Sendable {
        let cell: String
        let latitude: Double
        let longitude: Double
        let count: Int
        @Nullable var memberID: String?
    }

    struct Meeting: Encodable, Sendable {
        let place: String
        let latitude: Double
        let longitude: Double
        let meetingID: String
        let title: String
        let count: Int
    }

    struct Talk: Encodable, Sendable {
        let place: String
        let latitude: Double
        let longitude: Double
        let count: Int
    }

    let bbox: [Double]
    let placed: Int
    let withoutPoint: Int
    let clusters: [Cluster]
    let meetings: [Meeting]
    let talks: [Talk]

    init(_ map: PlaceMap) {
        let box = map.view.box
        bbox = [box.west, box.south, box.east, box.north].map { Double($0) / GeoPoint.perDegree }
        placed = map.placed
        withoutPoint = map.withoutPoint
        clusters = map.clusters.map { cluster in
            Cluster(
                cell: cluster.cell.text, latitude: cluster.latitude / GeoPoint.perDegree,
                longitude: cluster.longitude / GeoPoint.perDegree, count: cluster.count,
                memberID: cluster.only?.description)
        }
        talks = map.talks.map { spot in
            Talk(
                place: spot.place, latitude: spot.point.latitudeDegrees,
                longitude: spot.point.longitudeDegrees, count: spot.count)
        }
        meetings = map.meetings.map { spot in
            Meeting(
                place: spot.place, latitude: spot.point.latitudeDegrees,
                longitude: spot.point.longitudeDegrees, meetingID: "\(spot.first)",
                title: spot.title, count: spot.count)
        }
    }
}

/// A contact on the map.
struct PlacedContactAnswer: Encodable, Sendable {
    let memberID: String
    let name: String
    let status: String
    @Nullable var branch: String?
    let latitude: Double
    let longitude: Double
    @Nullable var source: PlaceSource?

    init(_ contact: PlaceList.Contact) {
        memberID = contact.member.description
        name = contact.name
        status = contact.status
        latitude = contact.point.latitudeDegrees
        longitude = contact.point.longitudeDegrees
        branch = contact.branch
        source = contact.source
    }
}

/// Where a contact is.
public struct PersonPlaceAnswer: Codable, Sendable {
    /// The lines of the first address.
    public var address: [String]
    /// Degrees north, or null without a point.
    @Nullable public var latitude: Double?
    /// Degrees east, or null without a point.
    @Nullable public var longitude: Double?
    /// `by hand`, `import` or `postcode`, or null without a point.
    @Nullable public var source: String?
    /// How sure the point is, of 100.
    @Nullable public var confidence: Int?
    /// The branch around the point.
    @Nullable public var branch: String?

    init(_ place: PersonPlace) {
        address = place.address
        latitude = place.point?.latitudeDegrees
        longitude = place.point?.longitudeDegrees
        source = place.source?.rawValue
        confidence = place.confidence
        branch = place.branch
    }
}

/// What does not fit together about places.
struct PlaceReportAnswer: Encodable, Sendable {
    struct Contact: Encodable, Sendable {
        let memberID: String
        let name: String
        @Nullable var branch: String?
        @Nullable var livesIn: String?
        @Nullable var postcode: String?

        init(_ contact: PlaceReport.Contact) {
            memberID = contact.member.description
            name = contact.name
            branch = contact.branch
            livesIn = contact.livesIn
            postcode = contact.postcode
        }
    }

    struct Postcode: Encodable, Sendable {
        let postcode: String
        let contacts: Int
    }

    let elsewhereCount: Int
    let elsewhere: [Contact]
    let withoutPointCount: Int
    let withoutPoint: [Contact]
    let withoutAddressCount: Int
    let postcodes: [Postcode]
    let far: [Contact]

    init(_ report: PlaceReport) {
        elsewhereCount = report.elsewhereCount
        elsewhere = report.elsewhere.map(Contact.init)
        withoutPointCount = report.unplacedCount
        withoutPoint = report.unplaced.map(Contact.init)
        withoutAddressCount = report.homeless
        postcodes = report.postcodes.map {
            Postcode(postcode: $0.postcode, contacts: $0.contacts)
        }
        far = report.far.map(Contact.init)
    }
}

/// What assigning people to branches did.
struct AssignedAnswer: Encodable, Sendable {
    @Nullable var id: String?
    let plan: BranchPlan

    init(_ assigned: AssignBranches.Assigned) {
        plan = assigned.plan
        id = assigned.id.map(String.init)
    }
}

/// What taking that back did.
struct UndoneAssignmentAnswer: Encodable, Sendable {
    let restored: Int
    let kept: Int
}
