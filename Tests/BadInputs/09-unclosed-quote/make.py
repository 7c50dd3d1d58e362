park.write("ratings.csv", park.text("ratings.csv") + '个人,P001,,2,"90,' + "字" * 400000 + "\n")
