print("rhizome")
