park.replace("people.csv", "张三", "张三\u202e")
park.replace("people.csv", "李四", "李\u200b四")
