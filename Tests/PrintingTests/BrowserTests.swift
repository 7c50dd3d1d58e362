import Files
import Foundation
import Model
import Scratch
import Testing

@testable import Printing

/// A shell script in the place of a browser.
struct BrowserTests {
    private let scratch = ScratchFolder()

    private func folder() throws -> Folder {
        try Folder.open(scratch.path).ensureFolder("空 格")
    }

    private func browser(version: String = "Chromium 156.0.8078.108", print: String) throws -> Browser {
        let path = scratch.path + "/browser"
        let script = """
            #!/bin/sh
            if [ "$1" = --version ]; then echo 'noise on a line of its own' >&2; echo '\(version)'; exit 0; fi
            for word; do
                case $word in --print-to-pdf=*) target=${word#--print-to-pdf=};; file://*) page=$word;; esac
            done
            \(print)
            """
        try script.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return try Browser.find(named: path, scratch: folder())
    }

    private func fault(_ work: () throws -> Void) -> String {
        do {
            try work()
            return "no fault"
        } catch {
            return "\(error)"
        }
    }

    @Test func theFileThatItPrintsIsRead() throws {
        let browser = try browser(print: "printf '%s' \"$page\" >\"$target\"")
        #expect(browser.version == "Chromium 156.0.8078.108")
        let bytes = try browser.print(Array("<p/>".utf8), name: "page", in: folder())
        // The address is escaped; the path of the file is not.
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("/%E7%A9%BA%20%E6%A0%BC/page.html"))
    }

    @Test func anEndWithoutAFileIsAFault() throws {
        let silent = try browser(print: "exit 0")
        #expect(fault { _ = try silent.print([], name: "page", in: folder()) }.contains("没有写出文件"))
        let failing = try browser(print: "echo x >\"$target\"; exit 3")
        #expect(fault { _ = try failing.print([], name: "page", in: folder()) }.contains("以 3 退出"))
        let empty = try browser(print: ": >\"$target\"")
        #expect(fault { _ = try empty.print([], name: "page", in: folder()) }.contains("E902"))
    }

    @Test func theFileOfThePageBeforeIsNotTakenForThisOne() throws {
        let first = try browser(print: "echo x >\"$target\"")
        _ = try first.print([], name: "page", in: folder())
        let second = try browser(print: "exit 0")
        #expect(fault { _ = try second.print([], name: "page", in: folder()) }.contains("没有写出文件"))
    }

    @Test func aBrowserThatIsMissingOrTooOldIsSaidInChineseWithTheRemedy() throws {
        let missing = fault { _ = try Browser.find(named: "/nowhere/chromium", scratch: folder()) }
        #expect(missing.hasPrefix("错误 E901 /nowhere/chromium "))
        // A relative path would depend on the folder in which cron starts.
        #expect(fault { _ = try Browser.find(named: "chromium", scratch: folder()) }.contains("绝对路径"))
        let old = fault { _ = try browser(version: "Google Chrome 120.0.6099.71", print: "") }
        #expect(old.contains("E902") && old.contains("120 版") && old.contains("apt-get install chromium"))
        let strange = fault { _ = try browser(version: "hello", print: "") }
        #expect(strange.contains("E902"))
    }

    @Test func aSystemWithoutSandboxIsTriedWithoutIt() throws {
        // Root has none to begin with.
        guard geteuid() != 0 else { return }
        let picky = try browser(
            print: "case \"$*\" in *--no-sandbox*) echo x >\"$target\";; *) exit 1;; esac")
        #expect(fault { _ = try picky.print([], name: "page", in: folder()) }.contains("以 1 退出"))
        #expect(try picky.tried(in: folder()).print([], name: "page", in: folder()) == Array("x\n".utf8))
    }

    @Test func nothingIsWrittenOutsideTheScratchFolder() throws {
        let browser = try browser(
            print:
                "echo x >\"$target\"; for name in HOME TMPDIR XDG_RUNTIME_DIR; do eval echo \\$$name >>\"$TMPDIR/seen\"; done"
        )
        let folder = try folder()
        _ = try browser.print([], name: "page", in: folder)
        let seen = try #require(try folder.read("seen", limit: 4096))
        let home = try folder.absolutePath()
        #expect(String(decoding: seen, as: UTF8.self).split(separator: "\n").allSatisfy { $0 == home })
    }
}
