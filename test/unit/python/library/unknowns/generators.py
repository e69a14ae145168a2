# What a generator changes behind a condition that is not decided is perhaps changed.
import sys

undecided = sys.argv
log = []
def numbers():
    yield 1
    if undecided:
        log.append('more')
        yield 2
for _ in numbers():
    pass
reveal(len(log))  #: len(log), an integer


# Whether a generator comes to its handler is not decided.
def handled():
    try:
        if undecided:
            raise KeyError
    except KeyError:
        yield 5
last = 6
for last in handled():
    pass
reveal(last)  #: unknown
