"""What the nights say: pure functions from nights to frozen figures. Nothing here opens a file or draws."""
