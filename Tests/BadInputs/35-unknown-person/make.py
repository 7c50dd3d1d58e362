park.write("ratings.csv", park.text("ratings.csv") + "个人,E9,,1,90,\n")
