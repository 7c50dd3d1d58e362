park.replace("people.csv", "张三", "=cmd|'/c calc'!A1")
park.replace("people.csv", "李四", "@SUM(1)")
park.replace("people.csv", "王五", "\t=1")
