// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// Targets are ordered floor by floor, as in ARCHITECTURE.md; a target imports only what stands above it here.

import PackageDescription

/// Whether `Fuzz/run` builds: every target is compiled with libFuzzer's coverage, and its driver is there.
let isFuzzing = Context.environment["CELLAR_FUZZ"] != nil

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableExperimentalFeature("Lifetimes"),
        .treatAllWarnings(as: .error),
        // Exclusivity checks on class storage dominate hot reads (12.5 against 3.1 ns).
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    ] + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : [])

/// A Swift target of the house, with the settings every target shares.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one target, mirrored under `Tests/`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "cellar",
    products: [.executable(name: "cellar", targets: ["cellar"])],
    targets: [
        // System libraries and thin C shims.
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-16", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CEpoll"),
        .target(name: "CHTTPParser", cxxSettings: [.unsafeFlags(["-O2"])]),
        .target(
            name: "CNumbers", cxxSettings: [.unsafeFlags(["-O3"] + (isFuzzing ? ["-fsanitize=fuzzer-no-link"] : []))]),

        // Floor 0.
        room("Cells", ["CNumbers"]),
        room("HTTPMessages"),
        room("Drives"),
        room("Threads"),
        // Floor 1.
        room("Formulas", ["Cells"]),
        room("NumberFormats", ["Cells", "CNumbers"]),
        // Floor 2.
        room("Workbooks", ["Cells", "Formulas", "NumberFormats"]),
        room("Functions", ["Cells", "NumberFormats", "CNumbers", "CPCRE2", "CXML2"]),
        // Floor 3.
        room("Calculation", ["Workbooks", "Functions", "Formulas", "Cells", "NumberFormats", "Threads"]),
        room(
            "OOXML",
            ["Workbooks", "Formulas", "Cells", "NumberFormats", "Threads", "CIsal", "CZlib", "CExpat", "CNumbers"]),
        room("OData", ["HTTPMessages", "CNumbers"]),
        // Floor 4.
        room("SQLiteDrive", ["Drives", "Threads", "CSQLite"]),
        room("HTTPServer", ["HTTPMessages", "CHTTPParser", "CEpoll"]),
        room(
            "Sessions",
            ["Calculation", "OOXML", "Workbooks", "Functions", "Formulas", "Cells", "NumberFormats", "Drives"]),
        // Floor 5.
        room(
            "GraphAPI",
            [
                "OData", "HTTPMessages", "Sessions", "Calculation", "Workbooks", "Functions", "Formulas", "Cells",
                "NumberFormats", "OOXML", "Drives", "CCrypto",
            ]),
        // Floor 6.
        .executableTarget(
            name: "cellar",
            dependencies: [
                "GraphAPI", "HTTPServer", "HTTPMessages", "OData", "Sessions", "Calculation", "OOXML", "Workbooks",
                "Functions", "Formulas", "Cells", "NumberFormats", "Drives", "SQLiteDrive",
            ],
            swiftSettings: settings),
        // Beside the floors: what `Benchmarks/run` measures.
        .executableTarget(
            name: "benchmarks",
            dependencies: ["Calculation", "OOXML", "Workbooks", "Formulas", "Cells", "CIsal"],
            path: "Benchmarks/Sources",
            swiftSettings: settings),
        // Beside the floors: entry points for any bytes. The driver is only there for `Fuzz/run`.
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Calculation", "OOXML", "OData", "Workbooks", "Functions", "Formulas", "NumberFormats", "Cells",
                "CIsal",
            ],
            path: "Fuzz/Targets",
            swiftSettings: settings),

        // What the tests of several targets use.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        tests("CellsTests", ["Cells"]),
        tests("ThreadsTests", ["Threads"]),
        tests("FuzzTests", ["FuzzTargets"]),
        tests("HTTPServerTests", ["HTTPServer", "HTTPMessages"]),
        tests("DrivesTests", ["Drives", "SQLiteDrive", "CSQLite"]),
        tests("FormulasTests", ["Formulas", "Cells"]),
        tests("NumberFormatsTests", ["NumberFormats", "Cells", "TestSupport"]),
        tests("WorkbooksTests", ["Workbooks", "Formulas", "Cells", "NumberFormats", "TestSupport"]),
        tests(
            "FunctionsTests", ["Functions", "Calculation", "Workbooks", "Formulas", "Cells", "NumberFormats"],
            exclude: ["Cases"]),
        tests(
            "CalculationTests",
            ["Calculation", "Functions", "Workbooks", "Formulas", "Cells", "NumberFormats", "TestSupport"]),
        tests("OOXMLTests", ["OOXML", "CZip", "CZlib", "Workbooks", "Formulas", "Cells", "NumberFormats"]),
        tests("ODataTests", ["OData", "HTTPMessages", "TestSupport"]),
        tests(
            "SessionsTests",
            [
                "Sessions", "Calculation", "OOXML", "Workbooks", "Functions", "Formulas", "Cells",
                "NumberFormats", "Drives", "SQLiteDrive", "TestSupport",
            ]),
        tests(
            "GraphAPITests",
            [
                "GraphAPI", "OData", "HTTPMessages", "HTTPServer", "Sessions", "Calculation", "OOXML",
                "Workbooks", "Functions", "Formulas", "Cells", "NumberFormats", "Drives", "SQLiteDrive",
            ], exclude: ["Conformance"]),
        tests(
            "cellarTests",
            [
                "cellar", "GraphAPI", "OData", "HTTPMessages", "HTTPServer", "Sessions", "Calculation", "OOXML",
                "Workbooks", "Functions", "Formulas", "Cells", "NumberFormats", "Drives", "SQLiteDrive", "TestSupport",
            ]),
        tests("TidyTests", ["Functions"]),
    ],
    cxxLanguageStandard: .cxx20
)

if isFuzzing {
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzTargets"], path: "Fuzz/Driver", swiftSettings: settings,
            linkerSettings: [.linkedLibrary(":libclang_rt.fuzzer_no_main-x86_64.a"), .linkedLibrary("stdc++")]))
}
