marks = ["10O", "９５", "95分", "1e2", "NaN", "inf", "-0", ""]
rows = "".join(f"个人,P001,,{number},{mark},\n" for number, mark in enumerate(marks, 2))
park.write("ratings.csv", park.text("ratings.csv") + rows)
