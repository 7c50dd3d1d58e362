import Glibc
import Model
import Testing

@testable import Rendering

/// A folder on disk that is gone after the test.
final class ScratchFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/yardstick-templates-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit { _ = remove(path) }

    private func remove(_ path: String) -> Int32 {
        var status = stat()
        guard lstat(path, &status) == 0 else { return -1 }
        guard status.st_mode & S_IFMT == S_IFDIR, let folder = opendir(path) else { return unlink(path) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { _ = remove(path + "/" + name) }
        }
        closedir(folder)
        return rmdir(path)
    }

    func write(_ file: String, _ bytes: [UInt8]) throws {
        makeFolders(file)
        let stream = try #require(fopen("\(path)/\(file)", "w"))
        fwrite(bytes, 1, bytes.count, stream)
        fclose(stream)
    }

    func makeFolders(_ file: String) {
        var folder = path
        for part in file.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o700)
        }
    }
}

struct TemplateFolderTests {
    /// Every kind whole, so that nothing but the file at hand is a finding.
    private func completeFolder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        for kind in DocumentKind.allCases where kind.hasXML {
            try folder.write("\(kind.rawValue)/\(kind.rawValue).xsd", Array("<x/>".utf8))
        }
        return folder
    }

    @Test func readsKindsPartialsWordingAndSchemas() throws {
        let folder = try completeFolder()
        for file in [
            "feedback/feedback.html", "feedback/行.xml", "shared/print.css", "shared/wording/黄牌.txt",
            "index/index.html",
        ] {
            try folder.write(file, [0xEF, 0xBB, 0xBF] + Array(file.utf8))
        }
        try folder.write("feedback/.feedback.html.swp", [0xFF])
        let checked = TemplateFolder.read(folder.path)

        #expect(checked.findings == [])
        #expect(
            checked.value.sources.map {
                "\($0.home) \($0.name).\($0.suffix) \(String(decoding: $0.bytes, as: UTF8.self))"
            }
            .sorted() == [
                "kind(Model.DocumentKind.feedback) feedback.html feedback/feedback.html",
                "kind(Model.DocumentKind.feedback) 行.xml feedback/行.xml",
                "kind(Model.DocumentKind.index) index.html index/index.html",
                "shared print.css shared/print.css", "shared 黄牌.txt shared/wording/黄牌.txt",
            ])
        #expect(checked.value.schemas[.card]?.bytes == Array("<x/>".utf8))
    }

    @Test(arguments: [
        ("letters/letters.html", "x", "E618", "letters"),
        ("readme.md", "x", "E618", "readme.md"),
        ("feedback/notes.md", "x", "E618", "feedback/notes.md"),
        ("feedback/a.css", "x", "E618", "feedback/a.css"),
        ("feedback/feedback.html~", "x", "E618", "feedback/feedback.html~"),
        ("feedback/other.xsd", "x", "E618", "feedback/other.xsd"),
        ("index/index.xml", "x", "E618", "index/index.xml"),
        ("shared/a b.html", "x", "E618", "shared/a b.html"),
        ("feedback/sub/a.html", "x", "E618", "feedback/sub"),
        ("shared/a.html", "\u{7}", "E619", "shared/a.html:1:1"),
    ])
    func refuses(file: String, text: String, code: String, place: String) throws {
        let folder = try completeFolder()
        try folder.write(file, Array(text.utf8))
        let findings = TemplateFolder.read(folder.path).findings
        #expect(findings.map { "\($0.code) \($0.place!)" } == ["\(code) \(folder.path)/\(place)"])
    }

    @Test(
        arguments: [
            ([0xC4, 0xE3, 0xBA, 0xC3], 1, 1),  // 你好 in GBK
            ([0x61, 0x0A, 0xE4, 0xBD, 0xA0, 0x80], 2, 2),
            ([0xED, 0xA0, 0x80], 1, 1),  // a surrogate
            ([0xC0, 0x80], 1, 1), ([0xF4, 0x90, 0x80, 0x80], 1, 1), ([0x61, 0xE4, 0xBD], 1, 2),
        ] as [([UInt8], Int, Int)])
    func refusesOtherEncodingsWithThePlace(bytes: [UInt8], line: Int, column: Int) throws {
        let folder = try completeFolder()
        try folder.write("shared/a.html", bytes)
        let finding = try #require(TemplateFolder.read(folder.path).findings.first)
        #expect(finding.code.text == "E619")
        #expect(
            finding.place == SourcePlace(file: folder.path + "/shared/a.html", line: line, column: column))
    }

    @Test func refusesUTF16() throws {
        let folder = try completeFolder()
        try folder.write("shared/a.html", [0xFF, 0xFE, 0x61, 0])
        #expect(TemplateFolder.read(folder.path).findings.map(\.headline) == ["文件是 UTF-16 编码。"])
    }

    @Test func refusesLinksFoldersAndLargeFiles() throws {
        let folder = try completeFolder()
        symlink("/etc/passwd", folder.path + "/shared.html")
        folder.makeFolders("feedback/feedback.html/x")
        folder.makeFolders("shared/x")
        symlink("/etc/passwd", folder.path + "/shared/a.html")
        symlink("/etc", folder.path + "/shared/etc")
        symlink("/etc", folder.path + "/bulletin/bulletin.html")
        try folder.write("index/index.html", [])
        truncate(folder.path + "/index/index.html", 64 << 20)
        let findings = TemplateFolder.read(folder.path).findings
        #expect(
            Set(findings.map { "\($0.code) \($0.place!.file.dropFirst(folder.path.count))" }) == [
                "E618 /shared.html", "E302 /feedback/feedback.html", "E303 /shared/a.html",
                "E618 /shared/etc",
                "E303 /bulletin/bulletin.html", "E300 /index/index.html",
            ])
    }

    @Test func aMissingFolderIsOneFindingAndWhatMissesInIt() throws {
        let checked = TemplateFolder.read("/nowhere/templates")
        #expect(checked.findings.first?.code.text == "E305")
    }
}
