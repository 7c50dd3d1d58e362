park.replace("people.csv", "P002,李四,D1", "P002,李四,D99")
