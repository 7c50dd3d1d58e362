// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "Yardstick",
    products: [.executable(name: "yardstick", targets: ["yardstick"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        .executableTarget(
            name: "yardstick",
            dependencies: [
                "Pipeline", "Publishing", "Files", "Model", "CLinux",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "Pipeline",
            dependencies: [
                "Preparing", "Loading", "Assessing", "Composing", "Rendering", "Publishing", "Printing",
                "Files", "Markup", "Model",
            ]),
        .target(
            name: "Loading", dependencies: ["Model", "Files", "Markup", "CLibZip"],
            resources: [.embedInCode("scheme.xsd"), .embedInCode("signoff.xsd"), .embedInCode("tables.xsd")]),
        .target(
            name: "Preparing", dependencies: ["Model", "Files", "CXLSXWriter", "CLinux"],
            resources: [.embedInCode("starter-scheme.xml")]),
        .target(name: "Assessing", dependencies: ["Model"]),
        .target(
            name: "Composing", dependencies: ["Model"],
            resources: [
                .embedInCode("assessment.xsd"), .embedInCode("Glyphs/gb2312.txt"),
                .embedInCode("Glyphs/free-fonts.txt"),
            ]),
        .target(name: "Rendering", dependencies: ["Model", "Files"]),
        .target(name: "Publishing", dependencies: ["Model", "Files", "Markup", "CLinux"]),
        .target(name: "Printing", dependencies: ["Model", "Files", "CZlib"]),
        .target(name: "Markup", dependencies: ["Model", "CLibXML2"]),
        .target(name: "Files", dependencies: ["Model", "CDigest", "CLinux"]),
        .target(name: "Model"),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLinux"),
        .target(
            name: "TemplateMutants",
            dependencies: [
                "Loading", "Assessing", "Composing", "Rendering", "Publishing", "Markup", "Model",
            ], path: "Benchmarks/TemplateMutants"),
        .target(name: "ParkMaker", dependencies: ["Files", "Model"], path: "Benchmarks/ParkMaker"),
        .executableTarget(
            name: "make-park", dependencies: ["ParkMaker", "Model"], path: "Benchmarks/make-park"),
        .executableTarget(
            name: "mutate-templates", dependencies: ["TemplateMutants"], path: "Benchmarks/mutate-templates"),
        .executableTarget(
            name: "bench-templates",
            dependencies: ["Loading", "Assessing", "Composing", "Rendering", "Model"],
            path: "Benchmarks/bench-templates"),
        .target(name: "Scratch", path: "Tests/Scratch"),
        .testTarget(name: "FilesTests", dependencies: ["Files", "Model", "Scratch"]),
        .testTarget(name: "ModelTests", dependencies: ["Model"]),
        .testTarget(
            name: "PrintingTests", dependencies: ["Printing", "Files", "Model", "Scratch"],
            exclude: ["Pages"]),
        .testTarget(name: "PreparingTests", dependencies: ["Preparing", "Model", "Scratch"]),
        .testTarget(name: "AssessingTests", dependencies: ["Assessing", "Model", "Scratch"]),
        .testTarget(
            name: "LoadingTests", dependencies: ["Files", "Loading", "Model", "Scratch"],
            exclude: ["Workbooks"]),
        .testTarget(
            name: "RenderingTests", dependencies: ["Rendering", "Model", "Scratch"], exclude: ["FuzzCorpus"]),
        .testTarget(
            name: "ComposingTests",
            dependencies: ["Composing", "Assessing", "Rendering", "Markup", "Model", "Scratch"],
            exclude: ["CaseLabels"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup", "Model", "Scratch"]),
        .testTarget(
            name: "PublishingTests", dependencies: ["Publishing", "Files", "Markup", "Model", "Scratch"]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "TemplateMutants", "ParkMaker", "Assessing", "Composing", "Loading", "Markup", "Publishing",
                "Pipeline", "Model", "Scratch",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Only .ci/fuzz asks for it: libFuzzer brings its own main and its own compiler flags.
if Context.environment["YARDSTICK_FUZZ"] != nil {
    package.products.append(.executable(name: "fuzz", targets: ["Fuzzing"]))
    package.targets.append(
        .executableTarget(
            name: "Fuzzing", dependencies: ["Loading", "Markup", "Model"], path: "Tests/Fuzzing",
            exclude: ["Seeds"]))
}
