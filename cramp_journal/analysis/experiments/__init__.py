"""A trial on oneself: what may be tried, whether it can be noticed, what tonight is, and what it found (pure).

`rules` says what may be tried and how, `designs` and `schedule` fix the nights before the first one, `power` says
beforehand what the person's own nights can show, `running` follows the trial without a look at its result, and
`result` speaks once it has ended. `allocated` and `exact` are the test; `many_tries` is the same test for thousands of
invented trials at once. docs/statistics.md explains it and prints how well it holds.
"""
