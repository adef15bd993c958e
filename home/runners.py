"""Which function carries out which kind of job; apps register theirs in ready()."""

RUNNERS = {}


def runner(kind):
    """Register `function(job)` as what carries out jobs of `kind`."""

    def register(function):
        RUNNERS[kind] = function
        return function

    return register
