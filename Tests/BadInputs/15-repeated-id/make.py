park.write("people.csv", park.text("people.csv") + "P002,李四,D2,科长,,,P001,在岗,,\n")
