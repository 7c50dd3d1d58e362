park.replace("ratings.csv", "股室,D1,,1,90,", "股室,D1,,1,90,,多一栏")
