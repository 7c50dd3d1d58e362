import Files
import Glibc
import Model

/// A Chromium that prints pages without a window and without the network.
package struct Browser: Sendable {
    /// Absolute path of the program.
    package let program: String
    /// As it names itself, `Chromium 156.0.8078.108 built on Debian GNU/Linux 12`: another browser may break lines elsewhere.
    package let version: String
    private let isSandboxed: Bool

    /// Where distributions put it, in the order in which they are tried.
    private static let places = [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/local/bin/chromium",
        "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome", "/opt/google/chrome/chrome",
        "/usr/bin/microsoft-edge-stable",
    ]
    /// The first version that prints page numbers from the style (docs/printing.md).
    private static let oldest = 131
    /// Seconds for a start and for the smallest page, on a busy machine.
    private static let leastSeconds = 60

    private init(_ program: String, version: String, isSandboxed: Bool) {
        self.program = program
        self.version = version
        self.isSandboxed = isSandboxed
    }

    /// Finds a browser and asks its version.
    ///
    /// - Parameter named: an absolute path; without it the usual places are tried.
    package static func find(named: String?, scratch: Folder) throws(Diagnostic) -> Browser {
        let places = named.map { [$0] } ?? places
        guard let program = places.first(where: { access($0, X_OK) == 0 && $0.hasPrefix("/") }) else {
            throw .noBrowser(named)
        }
        let home = try scratch.absolutePath()
        let asked = ChildProcess(program, ["--version"], environment: environment(home: home)).run(
            seconds: leastSeconds)
        let answer = String(decoding: asked.output, as: UTF8.self)
        let line = answer.split(separator: "\n").first { major(in: $0) != nil }
        guard let line, let major = major(in: line) else {
            throw .browserFails(program, cause(of: asked.ending))
        }
        guard major >= oldest else { throw .browserTooOld(program, major, oldest) }
        // Chromium refuses its sandbox to root.
        return Browser(program, version: String(line), isSandboxed: geteuid() != 0)
    }

    /// Prints a trial page. Where the system allows no sandbox, as in many containers, it goes on without: the pages
    /// are our own, hold no script and are parsed before.
    package func tried(in scratch: Folder) throws(Diagnostic) -> Browser {
        let page = Array("<!DOCTYPE html><html lang=\"zh-CN\"><body><p>试</p></body></html>".utf8)
        do throws(Diagnostic) {
            _ = try print(page, name: "trial", in: scratch)
            return self
        } catch {
            guard isSandboxed else { throw error }
            let open = Browser(program, version: version, isSandboxed: false)
            _ = try open.print(page, name: "trial", in: scratch)
            return open
        }
    }

    /// Prints a page; the file `NAME.pdf` stands in `scratch` then, and only then.
    ///
    /// Chromium ends with 0 also when it made no file, so the file decides.
    ///
    /// - Parameter scratch: holds the page, the file and all that the browser writes for itself; empty before.
    package func print(_ page: [UInt8], name: String, in scratch: Folder) throws(Diagnostic) -> [UInt8] {
        let home = try scratch.absolutePath()
        for leftover in [name + ".html", name + ".pdf"] { try scratch.remove(leftover) }
        try scratch.write(page, to: name + ".html")
        let process = ChildProcess(
            program,
            Self.flags + own(home) + ["--print-to-pdf=\(home)/\(name).pdf", Self.address(home, name)],
            environment: Self.environment(home: home))
        let ending = process.run(seconds: Self.seconds(for: page)).ending
        guard ending == .exited(0), let bytes = try scratch.read(name + ".pdf", limit: 1 << 30),
            !bytes.isEmpty
        else { throw .browserFails(program, Self.cause(of: ending)) }
        return bytes
    }

    /// Measured: 30 ms a page, and a page has about 12 KB of HTML. This is thirty times as long.
    private static func seconds(for page: [UInt8]) -> Int { leastSeconds + page.count / (12 << 10) }

    private func own(_ home: String) -> [String] {
        ["--user-data-dir=\(home)/profile"] + (isSandboxed ? [] : ["--no-sandbox"])
    }

    private static let flags = [
        "--headless", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline",
        // Containers have a /dev/shm too small for a long pack; this uses TMPDIR instead.
        "--disable-dev-shm-usage",
        "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-default-apps",
        "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability",
        "--disable-sync", "--disable-breakpad", "--disable-crash-reporter", "--metrics-recording-only",
        "--password-store=basic",
        // No name is looked up and nothing is reached, whatever a page or the browser itself would ask for.
        "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9",
    ]

    /// Everything it may write lies in the scratch folder.
    private static func environment(home: String) -> [String] {
        [
            "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=Asia/Shanghai", "HOME=\(home)", "TMPDIR=\(home)",
            "XDG_RUNTIME_DIR=\(home)", "DBUS_SESSION_BUS_ADDRESS=disabled:",
            "DBUS_SYSTEM_BUS_ADDRESS=disabled:",
        ]
    }

    /// `file:///srv/a%20b/page.html`
    private static func address(_ home: String, _ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        let path = (home + "/" + name + ".html").utf8.map { byte in
            let isPlain =
                byte < 128
                && (Character(UnicodeScalar(byte)).isLetter || "0123456789/-._~".utf8.contains(byte))
            return isPlain
                ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
        return "file://" + path.joined()
    }

    /// `156` of `Chromium 156.0.8078.108 built on Debian`.
    private static func major(in line: Substring) -> Int? {
        line.split(separator: " ").lazy.filter { $0.split(separator: ".").count == 4 }
            .compactMap { Int($0.split(separator: ".")[0]) }.first
    }

    private static func cause(of ending: ChildProcess.Ending) -> String {
        switch ending {
        case .exited(0): return "没有写出文件"
        case .exited(let code): return "以 \(code) 退出"
        case .killed(let signal): return "被信号 \(signal) 终止"
        case .timedOut: return "超过时限，已停止"
        case .notStarted(let error): return "不能启动（errno \(error)）"
        }
    }
}
