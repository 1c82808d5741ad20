"""Forms: the ways in which models write lines, other than the one that they were asked for.

A line of an answer goes through small steps: `marks` takes out what formats it, `fields` reads JSON and YAML, `heads`
finds its letter, `bare` judges lines without one, `tidy` leaves what a viewer would have typed. All of it is linear in
the length of the line; `answer` puts the steps together.
"""
