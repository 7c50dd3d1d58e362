park.replace("people.csv", "张三", "<script>alert(1)</script>")
park.replace("people.csv", "李四", '"""><img src=x onerror=alert(1)>"')
