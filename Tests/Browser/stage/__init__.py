"""What the tests stand on: nodes in temporary directories, one browser, people signed in."""
