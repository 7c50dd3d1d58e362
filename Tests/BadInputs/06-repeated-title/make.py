park.replace("ratings.csv", "评委序号,分数,评语", "评委序号,分数,分数")
