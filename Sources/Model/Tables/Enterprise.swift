package struct Enterprise: Sendable {
    package var code: Code
    package var name: String
    package var shortName: String?
    package var isAboveScale: Bool
    package var isKeyProject: Bool
    package init(code: Code, name: String, shortName: String?, isAboveScale: Bool, isKeyProject: Bool) {
        self.code = code
        self.name = name
        self.shortName = shortName
        self.isAboveScale = isAboveScale
        self.isKeyProject = isKeyProject
    }
}
