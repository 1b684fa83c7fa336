"""What the ordeals share: real nodes as processes, and what is asked of them."""
