park.write("people.csv", park.text("people.csv") + "p002,李四,D1,科员,,,P001,在岗,,\nＰ００３,王五,D2,科员,,,P001,在岗,,\n")
