import FoundationEssentials
import SwiftProtobuf

@testable import Federation

/// Payloads about groups and ballots.
extension PayloadVectors {
    static var groups: [Vector] {
        var all = cases(
            .groupFounded,
            WireGroupFounded.with {
                $0.nonce = nonce
                $0.name = "Night buses"
                $0.purpose = "Buses that run after the late shift."
                $0.interests = ["Transit", "Shift work"]
                $0.charter = "We decide by majority."
            },
            [
                ("nonce: 16 bytes", { $0.nonce.append(0) }),
                ("name: 1 to 100 bytes", { $0.name = letters(101) }),
                ("purpose: 1 to 2000 bytes", { $0.purpose = "" }),
                ("interests: at most 16", { $0.interests = (0..<17).map { "i\($0)" } }),
                ("interests: 1 to 60 bytes", { $0.interests = [""] }),
                ("interests: all different", { $0.interests = ["Transit", "Transit"] }),
                ("charter: at most 8192 bytes", { $0.charter = letters(8193) }),
            ] as Changes<WireGroupFounded>)
        all += cases(
            .groupJoined,
            WireGroupJoined.with {
                $0.group = object
                $0.nonce = nonce
                $0.name = "owl"
            },
            [
                ("group: 16 bytes", { $0.group = Data() }),
                ("name: 1 to 60 bytes", { $0.name = letters(61) }),
                ("name: one line", { $0.name = "a\tb" }),
            ] as Changes<WireGroupJoined>)
        all += cases(
            .groupLeft,
            WireGroupLeft.with {
                $0.group = object
                $0.handle = object
            }, [("handle: 16 bytes", { $0.handle.removeLast() })] as Changes<WireGroupLeft>)
        all += cases(
            .groupPosted,
            WireGroupPosted.with {
                $0.nonce = nonce
                $0.group = object
                $0.handle = object
                $0.text = "Line 5 ends at 23:10.\nThat is too early."
                $0.replyTo = object
            },
            [
                ("text: 1 to 8192 bytes, none", { $0.text = "" }),
                ("text: 1 to 8192 bytes, 8193", { $0.text = letters(8193) }),
                ("reply_to: 16 bytes or none", { $0.replyTo.removeLast() }),
            ] as Changes<WireGroupPosted>)
        return all
    }

    static var ballots: [Vector] {
        let announced = WireBallotAnnounced.with {
            $0.nonce = nonce
            $0.question = "Shall we strike?"
            $0.options = ["Yes", "No", "Abstain"]
            $0.method = .yesNoAbstain
            $0.threshold = .twoThirds
            $0.quorumNumerator = 1
            $0.quorumDenominator = 2
            $0.electorate = .members
            $0.rollSize = 120
            $0.rollRoot = hash
        }
        let election = WireBallotAnnounced.with {
            $0 = announced
            $0.question = "Who speaks for us?"
            $0.options = ["Ana", "Bilal", "Chen"]
            $0.method = .scottishStv
            $0.threshold = .most
            $0.seats = 2
            $0.lotCommitment = hash
        }
        let papers = WireBallotPapersPublished.with {
            $0.ballot = object
            $0.papers = (UInt8(0)..<3).map { number in
                WireBallotPaper.with {
                    $0.tracker = Data(repeating: number + 1, count: 16)
                    $0.choice = UInt32(number)
                }
            }
        }
        let closed = WireBallotClosed.with {
            $0.ballot = object
            $0.manifestHash = hash
            $0.counts = [1, 1, 1]
            $0.papers = 3
            $0.marks = 3
            $0.papersRoot = hash
            $0.outcome = .quorumMissed
        }
        var all = cases(
            .ballotAnnounced, announced,
            [
                ("question: 1 to 1000 bytes", { $0.question = letters(1001) }),
                ("options: 2 to 32", { $0.options = ["Yes"] }),
                ("options: three for yes, no, abstain", { $0.options = ["Yes", "No"] }),
                ("options: all different", { $0.options = ["Yes", "Yes", "No"] }),
                ("method: one that is known", { $0.method = .UNRECOGNIZED(99) }),
                ("seats: none for yes, no, abstain", { $0.seats = 1 }),
                ("highest_score: none for yes, no, abstain", { $0.highestScore = 5 }),
                ("lot_commitment: none for yes, no, abstain", { $0.lotCommitment = hash }),
                ("threshold: no most for yes, no, abstain", { $0.threshold = .most }),
                ("quorum: at most the whole roll", { $0.quorumNumerator = 3 }),
                ("quorum: at most 100 parts", { $0.quorumDenominator = 101 }),
                ("electorate: members", { $0.electorate = .unspecified }),
                ("roll_size: 1 to 1000000", { $0.rollSize = 0 }),
                ("roll_root: 32 bytes", { $0.rollRoot.removeLast() }),
            ] as Changes<WireBallotAnnounced>)
        all += cases(
            .ballotAnnounced, with: " with ranks", election,
            [
                ("seats: at least 1", { $0.seats = 0 }),
                ("seats: at most as many as options", { $0.seats = 4 }),
                ("seats: exactly 1 for IRV", { $0.method = .irv }),
                ("threshold: most where papers have numbers", { $0.threshold = .twoThirds }),
                ("highest_score: none for ranks", { $0.highestScore = 5 }),
                ("highest_score: 1 to 100 for points", { $0.method = .star }),
                ("lot_commitment: 32 bytes", { $0.lotCommitment.removeLast() }),
                ("lot_commitment: there where papers have numbers", { $0.lotCommitment = Data() }),
            ] as Changes<WireBallotAnnounced>)
        all += cases(
            .ballotOpened,
            WireBallotOpened.with {
                $0.ballot = object
                $0.manifestHash = hash
            },
            [("manifest_hash: 32 bytes", { $0.manifestHash = Data() })] as Changes<WireBallotOpened>
        )
        all += cases(
            .ballotPapersPublished, papers,
            [
                ("papers: 1 to 480", { $0.papers = [] }),
                ("tracker: 16 bytes", { $0.papers[1].tracker.removeLast() }),
                ("tracker: they ascend", { $0.papers.swapAt(0, 1) }),
                ("tracker: no two are equal", { $0.papers[1] = $0.papers[0] }),
                ("choice: at most 255", { $0.papers[2].choice = 256 }),
                ("numbers: 2 to 32 bytes", { $0.papers[0].numbers = Data([1]) }),
                ("choice: 0 where there are numbers", { $0.papers[1].numbers = Data([1, 0]) }),
            ] as Changes<WireBallotPapersPublished>)
        all += cases(
            .ballotPapersPublished, with: " with numbers",
            WireBallotPapersPublished.with {
                $0.ballot = object
                $0.papers = (UInt8(1)...2).map { number in
                    WireBallotPaper.with {
                        $0.tracker = Data(repeating: number, count: 16)
                        $0.numbers = Data([number, 0, 1])
                    }
                }
            },
            [("numbers: 2 to 32 bytes", { $0.papers[1].numbers = Data(repeating: 1, count: 33) })]
                as Changes<WireBallotPapersPublished>)
        all += cases(
            .ballotClosed, closed,
            [
                ("counts: 2 to 32", { $0.counts = [3] }),
                ("papers_root: 32 bytes", { $0.papersRoot = Data() }),
                ("outcome: one that is known", { $0.outcome = .unspecified }),
                ("leading: numbers of options", { $0.leading = [3] }),
                ("lot_secret: 32 bytes", { $0.countHash = hash }),
            ] as Changes<WireBallotClosed>)
        all += cases(
            .ballotClosed, with: " with lots",
            WireBallotClosed.with {
                $0 = closed
                $0.outcome = .chosen
                $0.leading = [2, 0]
                $0.lotSecret = hash
                $0.countHash = hash
            },
            [
                ("lot_secret: 32 bytes", { $0.lotSecret.removeLast() }),
                ("count_hash: 32 bytes", { $0.countHash = Data() }),
            ] as Changes<WireBallotClosed>)
        all += cases(
            .ballotRecounted,
            WireBallotRecounted.with {
                $0.ballot = object
                $0.resultHash = hash
                $0.agrees = true
                $0.counts = [1, 1, 1]
            },
            [("result_hash: 32 bytes", { $0.resultHash.append(0) })] as Changes<WireBallotRecounted>
        )
        all += cases(
            .ballotCancelled,
            WireBallotCancelled.with {
                $0.ballot = object
                $0.reason = "The question was unclear."
            }, [("reason: one line", { $0.reason = "a\r" })] as Changes<WireBallotCancelled>)
        return all
    }
}
