park.replace("people.csv", "张三", "张\0三")
park.replace("people.csv", "李四", "李\a四")
