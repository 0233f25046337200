"""The operator's back room: Django's admin over the tables an instance is run by, for reading only.

Here alone a face holds rows, because that is what the admin is. It changes nothing by itself: there are no forms, and
the few actions are verbs of the pipeline. It has no sign-in of its own: every address stands under the desk's gate.
"""
