import Files

/// Folders of a tree that stay open because the next file is likely to go there.
///
/// Few at a time: each holds a descriptor, a process may have some thousand, and a large park has a folder for each of
/// more leaders than that.
struct OpenFolders {
    private static let most = 64
    private var folders: [String: Folder] = [:]

    subscript(path: String) -> Folder? {
        get { folders[path] }
        set {
            // Those in use are soon opened again; keeping count of which they are would cost more.
            if folders[path] == nil && folders.count == Self.most { folders = [:] }
            folders[path] = newValue
        }
    }
}
