"""Says how many queries an answer cost, to who asks for it; timed requests do not ask."""

from django.db import connection


class CountQueries:
    """A request with X-Count-Queries gets its answer with X-Queries."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "X-Count-Queries" not in request.headers:
            return self.get_response(request)
        count = Count()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response["X-Queries"] = count.queries
        return response


class Count:
    def __init__(self):
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)
