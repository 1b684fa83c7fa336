import FoundationEssentials
import Sodium
import SwiftProtobuf

@testable import Federation

extension PayloadVectors {
    static var witnesses: [Vector] {
        func feed(_ somebody: Somebody, _ places: [UInt64]) -> WireWitnessedFeed {
            WireWitnessedFeed.with {
                $0.chapter = somebody.chapter.data
                $0.places = places.map { seq in
                    WireWitnessedPlace.with {
                        $0.seq = seq
                        $0.id = hash
                    }
                }
            }
        }
        let feeds = [Somebody.alice, .carol].sorted { $0.chapter < $1.chapter }
        let good = WireHeadsWitnessed.with {
            $0.feeds = [feed(feeds[0], [4, 6, 7]), feed(feeds[1], [1])]
        }
        return cases(
            .headsWitnessed, good,
            [
                ("feeds: at least 1", { $0.feeds = [] }),
                ("feeds: ascending", { $0.feeds.reverse() }),
                ("feeds: each once", { $0.feeds[1] = $0.feeds[0] }),
                ("feeds: 256 places in all", { $0.feeds = [feed(feeds[0], Array(1...257))] }),
                ("chapter: 32 bytes", { $0.feeds[0].chapter.removeLast() }),
                ("epoch: at most 65535", { $0.feeds[0].epoch = 65_536 }),
                ("places: at least 1", { $0.feeds[0].places = [] }),
                ("places: ascending", { $0.feeds[0].places.swapAt(0, 1) }),
                ("seq: from 1", { $0.feeds[0].places[0].seq = 0 }),
                ("seq: at most 2^63 - 1", { $0.feeds[0].places[2].seq = 1 << 63 }),
                ("id: 32 bytes", { $0.feeds[0].places[0].id.removeLast() }),
            ] as Changes<WireHeadsWitnessed>)
    }
}
