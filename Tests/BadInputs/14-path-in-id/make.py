park.replace("people.csv", "P002,李四", "../../etc/cron.d/x,李四")
