import Model

extension Pipeline {
    /// Checks the templates alone; no data are read.
    package func checkTemplates() -> TemplateAnswer {
        let checked = TemplateSet.read(options.templates)
        guard checked.value != nil else { return TemplateAnswer(faultyTemplates: checked.findings) }
        return TemplateAnswer(["模板检查通过，没有发现错误。"], checked.findings)
    }
}
