"""The asking side, in a process of its own: python -m tests.bench.client PORT

Reads one job a line, {"paths": […], "cookie": "…", "threads": 2}, and answers one line: {"times": [seconds of each
request], "seconds": of all, "wrong": [[path, status], …]}. Every request has a connection of its own, because
gunicorn's workers close theirs.
"""

import http.client
import json
import queue
import sys
import threading
import time


def fetch(port, path, headers):
    """(status, headers, body) of one GET."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def headers_of(cookie):
    return {"Host": "localhost", "Accept-Language": "th"} | ({"Cookie": cookie} if cookie else {})


def run(port, job):
    """Ask for all paths, `threads` at a time."""
    waiting = queue.SimpleQueue()
    for path in job["paths"]:
        waiting.put(path)
    headers, times, wrong = headers_of(job["cookie"]), [], []

    def ask():
        while True:
            try:
                path = waiting.get_nowait()
            except queue.Empty:
                return
            began = time.perf_counter()
            status, _headers, _body = fetch(port, path, headers)
            times.append(time.perf_counter() - began)
            if status != 200:
                wrong.append([path, status])

    threads = [threading.Thread(target=ask) for _ in range(job["threads"])]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"times": times, "seconds": time.perf_counter() - began, "wrong": wrong}


def main():
    port = int(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(run(port, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
