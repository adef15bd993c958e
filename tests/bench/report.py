"""What the measurement says: the table, and the bars that did not hold."""

from .pages import BYTES_BAR, CACHED_BAR, KINDS, QUERIES_BAR, UNCACHED_BAR

BY_NAME = {kind.name: kind for kind in KINDS}
HEAD = (
    f"{'page':<24}{'':<10}{'req/s':>7}{'median':>8}{'p95':>8}{'CPU':>8}{'queries':>9}{'KB':>8}{'× CPU':>8}{'× time':>8}"
)


def table(rows):
    """The lines to print; times in milliseconds, ratios to the bare view."""
    yield HEAD
    for row in rows:
        way = "" if not BY_NAME[row["page"]].public else "cached" if row["cached"] else "uncached"
        yield (
            f"{row['title']:<24}{way:<10}{row['requests_per_second']:>7.0f}{row['median_ms']:>8.1f}{row['p95_ms']:>8.1f}"
            f"{row['cpu_ms']:>8.2f}{queries(row):>9}{row['bytes'] / 1024:>8.1f}"
            f"{row['cpu_ratio']:>8.2f}{row['time_ratio']:>8.2f}"
        )


def queries(row):
    """Where a lone learner was asked as well: "14 | 14", alone and among the many."""
    alone = row.get("queries_alone")
    return str(row["queries"]) if alone is None else f"{alone} | {row['queries']}"


def broken(rows):
    """One sentence for each bar that does not hold. The bars on cost are on CPU: it is the steadier of the ratios."""
    for row in rows:
        kind = BY_NAME[row["page"]]
        name = f"{row['title']}{' (cached)' if row['cached'] else ''}"
        if kind.public:
            bar = CACHED_BAR if row["cached"] else UNCACHED_BAR
            if row["cpu_ratio"] > bar:
                yield f"{name}: {row['cpu_ratio']:.2f} × the CPU of the bare view, more than {bar}"
        if kind.bar:
            yield from broken_screen(name, row)


def broken_screen(name, row):
    if row["queries"] > QUERIES_BAR:
        yield f"{name}: {row['queries']} queries, more than {QUERIES_BAR}"
    if row["bytes"] > BYTES_BAR:
        yield f"{name}: {row['bytes'] / 1024:.1f} KB, more than {BYTES_BAR // 1024}"
    if row["queries"] != row["queries_alone"]:
        yield f"{name}: {row['queries_alone']} queries for one learner but {row['queries']} among the many"
