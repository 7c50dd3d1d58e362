park.replace("ratings.csv", "分数", "得分")
