park.path("output/drafts").parent.mkdir()
os.symlink("/tmp", park.path("output/drafts"))
command = "run"
