"""A second Rhizome node, written from Protocol/ alone. It keeps everything in memory."""
