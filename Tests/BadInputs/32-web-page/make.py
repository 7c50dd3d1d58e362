park.write("Q1.xlsx", "<html><table><tr><td>日期</td></tr></table></html>")
