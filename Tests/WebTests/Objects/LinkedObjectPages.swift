import Chapter
import TestSupport
import Testing

@testable import Web

@Suite struct `The pages of things that name each other` {
    @Test func `a field names a thing, both pages show it, and the list is cut by it`() async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.coordinator()
        #expect(
            !(try await alice.open("/settings/fields/add").html.contains("value=\"object\"")))
        let buildings = try await harbour.act(
            AddObjectType(name: "Building", plural: "Buildings"))
        let sites = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let form = try await alice.open("/settings/fields/add?of=\(sites.id)").html
        #expect(form.contains("<option value=\"\(buildings.id)\">Buildings</option>"))
        let made = try await alice.send(
            "/settings/fields/add",
            [
                "of": "\(sites.id)", "name": "Building", "kind": "object",
                "linkedType": "\(buildings.id)", "backName": "Worksites in it",
            ])
        #expect(made.status == 303)
        let mill = try await harbour.act(AddObject(buildings.id, name: "Mill <old>"))
        try await harbour.act(AddObject(sites.id, name: "Office"))
        let added = try await alice.send(
            "/objects/kinds/\(sites.id)/add", ["name": "Spinning", "find.building": "mill"])
        let address = try #require(added.location?.split(separator: "?").first.map(String.init))
        let site = try await alice.open(address).html
        #expect(site.contains("href=\"/objects/\(mill.id)\""))
        #expect(site.contains("Mill &lt;old&gt;"))
        let building = try await alice.open("/objects/\(mill.id)").html
        #expect(building.contains("Worksites: Worksites in it"))
        #expect(building.contains("href=\"\(address)\""))
        let list = try await alice.open("/objects/kinds/\(sites.id)?own.building=mill").html
        #expect(list.contains("Spinning") && !list.contains(">Office<"))
        #expect(list.contains("Building: Mill &lt;old&gt;"))
        #expect(list.contains("name=\"own.building\" type=\"text\" value=\"mill\""))
        #expect(list.contains("type=\"hidden\" name=\"own.building\" value=\"mill\""))
        let file = try await alice.send(
            "/objects/kinds/\(sites.id)/export",
            pairs: [("own.building", "mill"), ("column", "name"), ("column", "building")])
        #expect(file.status == 200)
        #expect(file.html == "name,Building\r\nSpinning,Mill <old>\r\n")
    }
}
