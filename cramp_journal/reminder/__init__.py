"""The reminder of the morning: when it runs, whether it speaks, and the notice that can be answered."""
