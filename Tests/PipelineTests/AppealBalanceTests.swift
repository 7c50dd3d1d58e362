import Testing

/// What was carried over and what was raised is what was closed and what is open: on the page and in the XML.
@Test func aBulletinsAppealsAddUpInBothForms() throws {
    let sample = try FinishedSample.read().sample
    var carriedOver = 0
    for home in ["issued/0002-2025Q2", "issued/0004-2025Q4", "drafts/2026Q1"] {
        for name in sample.names(home + "/bulletins") where name.hasSuffix(".xml") {
            let path = "\(home)/bulletins/\(name.dropLast(4))"
            let xml = try sample.text(path + ".xml")
            func count(_ element: String) -> Int? {
                let pattern = xml.split(separator: "<appeals-\(element)>")
                return pattern.count == 2 ? pattern[1].split(separator: "<").first.flatMap { Int($0) } : nil
            }
            guard let raised = count("raised") else { continue }
            let carried = try #require(count("carried-over"), "\(path)")
            let closed = try #require(count("closed"), "\(path)")
            let open = try #require(count("open"), "\(path)")
            #expect(carried + raised == closed + open, "\(path)")
            let page = try sample.text(path + ".html")
            #expect(page.contains("上季结转诉求\(carried)条，本季企业提出诉求\(raised)条，办结\(closed)条，"), "\(path)")
            #expect(page.contains("到季末尚未办结\(open)条。"), "\(path)")
            carriedOver += carried
        }
    }
    #expect(carriedOver > 0)
}
