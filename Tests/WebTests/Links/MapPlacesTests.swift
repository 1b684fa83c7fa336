import Testing

@testable import Web

@Suite struct `Places in the picture of the federation` {
    @Test(arguments: 0...40)
    func `every chapter has its own, inside, and no line leaves through our name`(count: Int) {
        let places = MapPlaces(count)
        #expect(places.linked.count == count)
        #expect(Set(places.linked + [places.own]).count == count + 1)
        // Names of the lower half stand below, and so does the line to whoever is further down.
        let isNameBelow = places.own.y >= 48
        for place in places.linked {
            #expect((15...85).contains(place.x) && (9...90).contains(place.y))
            let isStraight = abs(place.x - places.own.x) < 1
            let isOnNameSide = isNameBelow ? place.y > places.own.y : place.y < places.own.y
            #expect(!(isStraight && isOnNameSide))
        }
    }

    @Test func `two linked chapters stand side by side above ours, a single one beside it`() {
        let (two, one) = (MapPlaces(2), MapPlaces(1))
        #expect(two.linked[0].y == two.linked[1].y)
        #expect(two.linked.allSatisfy { $0.y < two.own.y })
        #expect(one.linked[0].y == one.own.y)
    }
}
