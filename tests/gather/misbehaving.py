"""A web server on loopback that does what it is told, also what no server should."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server:
    """`pages` maps a path ("POST /path" for a form) to a function that answers on the handler; `asked` lists (path,
    headers) as they came."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.counts: dict[str, int] = defaultdict(int)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                server.counts[self.path] += 1
                self.told(self.path)

            def do_POST(self) -> None:
                server.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                self.told(f"POST {self.path}")

            def told(self, name: str) -> None:
                try:
                    server.pages.get(name, answer(404))(self)
                except OSError:
                    self.close_connection = True  # the client has had enough, as many tests want

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.port = self.http.server_address[1]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """`Content_Type` becomes `Content-Type`; the length is stated unless a header says otherwise."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return page
