/// The fuzzer's door: libFuzzer calls this with ever new bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzInput.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
