park.write("templates/card/card.html", "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><title>x</title></head><body><p>x</p></body></html>\n")
