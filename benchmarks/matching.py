"""Speed of the matching core against naive methods: `python -m benchmarks.matching`.

Rounds are interleaved; each figure is the median of the rounds with its spread (lowest to highest).
CPU time of this process. Only ratios mean anything: rates change with the machine and its load.
The trigram baseline needs scikit-learn and is left out where it is not installed.
"""

import argparse
import random
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process, utils

from advisor.domain.matches import Alias
from advisor.matching import build_matcher, build_scanner
from benchmarks.corpus import Corpus
from benchmarks.quality import load_aliases
from benchmarks.texts import make_pages

try:
    from sklearn.feature_extraction.text import TfidfVectorizer
except ImportError:
    TfidfVectorizer = None

NAIVE_LINES = 100
REGEX_PAGES = 6
TIERS = ("Cloud", "Server", "Mobile", "Suite", "Connect", "Analytics")


def grow_aliases(aliases: Sequence[Alias], count: int) -> list[Alias]:
    """Take or invent aliases up to a count: invented vendors with the same shapes of names."""
    grown = list(aliases)[:count]
    rng = random.Random(1)
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    number = 0
    while len(grown) < count:
        number += 1
        vendor = "".join(rng.choice(syllables) for _ in range(3)).capitalize()
        name = "".join(rng.choice(syllables) for _ in range(rng.randrange(2, 5))).capitalize()
        for tier in ("", *rng.sample(TIERS, 3)):
            text = f"{name} {tier}".strip()
            grown.append(Alias(f"invented-{number}", vendor, name, text))
    return grown[:count]


def cpu(run: Callable[[], object]) -> float:
    """Give the CPU seconds of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def show(label: str, values: Sequence[float], unit: str = "") -> None:
    """Print the median of the rounds and their spread."""
    print(f"{label:58s} {statistics.median(values):>12,.2f} {unit}  ({min(values):,.2f} to {max(values):,.2f})")


def bench_lines(count: int, alias_count: int, rounds: int, products: int | None = None) -> float:
    """Compare on distinct lines of one generated list; the same lines whatever the number of aliases.

    With `products`, the list names that many products; without, every name of the catalogue alike.
    """
    aliases = grow_aliases(load_aliases(), alias_count)
    lines = distinct_lines(load_aliases(), count, products)
    names = [utils.default_process(a.text) for a in aliases]
    sample = lines[:: max(1, len(lines) // NAIVE_LINES)][:NAIVE_LINES]
    ratios, rates, naive_rates, trigram = [], [], [], []
    for _ in range(rounds):
        naive = cpu(lambda: [process.extractOne(utils.default_process(x), names, scorer=fuzz.WRatio) for x in sample])
        matcher = build_matcher(aliases)
        ours = cpu(lambda matcher=matcher: matcher.match_lines(lines))  # type: ignore[misc]
        naive_rates.append(len(sample) / naive)
        rates.append(len(lines) / ours)
        ratios.append(rates[-1] / naive_rates[-1])
        if TfidfVectorizer is not None:
            trigram.append(rates[-1] * cpu(lambda: trigram_best(names, lines[:5000])) / len(lines[:5000]))
    label = f"{len(lines):,} lines{f' on {products} products' if products else ''}, {len(aliases):,} aliases"
    show(f"{label}: lines a second", rates)
    show(f"{label}: over extractOne(WRatio)", ratios, "x")
    if trigram:
        show(f"{label}: over char trigrams + rerank", trigram, "x")
    return statistics.median(rates)


def distinct_lines(aliases: Sequence[Alias], count: int, products: int | None = None) -> list[str]:
    """Draw distinct lines of one list (unseen wording, half of them naming nothing)."""
    corpus = Corpus(aliases, "test", 3, pool=2000, products=products)
    found: dict[str, None] = {}
    while len(found) < count:
        found.update(dict.fromkeys(line.text for line in corpus.lines(count // 4 + 10)))
    return list(found)[:count]


def trigram_best(names: Sequence[str], lines: Sequence[str]) -> None:
    """The strong baseline: character trigrams, cosine, the five best reranked."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3))
    known = vectorizer.fit_transform(names)
    near = (vectorizer.transform(utils.default_process(x) for x in lines) @ known.T).tocsr()
    for row, line in enumerate(lines):
        span = slice(near.indptr[row], near.indptr[row + 1])
        best = sorted(zip(near.data[span], near.indices[span], strict=True), reverse=True)[:5]
        process.extractOne(line, [names[i] for _, i in best], scorer=fuzz.WRatio)


def bench_small(rounds: int) -> None:
    """Ten lines, repeated lines, one line at a time, building, memory."""
    aliases = load_aliases()
    lines = distinct_lines(aliases, 20_000)
    repeated = random.Random(2).choices(lines, k=1_000_000)
    ten, million, median, late, build, scan = [], [], [], [], [], []
    for _ in range(rounds):
        build.append(cpu(lambda: build_matcher(aliases)) * 1000)
        scan.append(cpu(lambda: build_scanner(aliases)) * 1000)
        matcher = build_matcher(aliases)
        ten.append(cpu(lambda matcher=matcher: matcher.match_lines(lines[:10])) * 1000)  # type: ignore[misc]
        single = []
        for line in lines[10:5010]:
            start = time.perf_counter()
            matcher.match_lines([line])
            single.append(time.perf_counter() - start)
        single.sort()
        median.append(single[2500] * 1e6)
        late.append(single[4950] * 1e6)
        matcher = build_matcher(aliases)
        million.append(cpu(lambda matcher=matcher: matcher.match_lines(repeated)))  # type: ignore[misc]
    show("build of the matcher", build, "ms")
    show("build of the scanner", scan, "ms")
    show("10 lines", ten, "ms")
    show("one line alone, cold: p50", median, "us")
    show("one line alone, cold: p99", late, "us")
    show("1,000,000 repeated lines, CPU", million, "s")
    tracemalloc.start()
    kept = build_matcher(aliases)
    built = tracemalloc.get_traced_memory()[0]
    answers = kept.match_lines(lines)
    print(
        f"memory: index {built / 1e6:.0f} MB, {len(answers):,} distinct lines {(tracemalloc.get_traced_memory()[0] - built) / 1e6:.0f} MB"
    )
    tracemalloc.stop()


def bench_texts(rounds: int) -> None:
    """Compare on pages with a regex alternation, and measure scanned pages."""
    aliases = load_aliases()
    scanner = build_scanner(aliases)
    longest = sorted({a.text for a in aliases}, key=lambda text: (-len(text), text))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)
    for count in (1, 10, 100, 500, 1000):
        pages = [page.text for page in make_pages(aliases, count, 5)]
        text = "\n\n".join(pages)
        ratios, rates = [], []
        for _ in range(rounds):
            ours = cpu(lambda text=text: scanner.scan(text))  # type: ignore[misc]
            part = pages[:REGEX_PAGES]
            naive = cpu(lambda part=part: [pattern.findall(page) for page in part]) / len(part) * count  # type: ignore[misc]
            rates.append(count / max(ours, 1e-9))
            ratios.append(naive / max(ours, 1e-9))
        show(f"{count} clean pages: pages a second", rates)
        show(f"{count} clean pages: over a regex alternation", ratios, "x")
    for noise in (0.0, 0.03, 0.06):
        right = wanted = given = 0
        for page in make_pages(aliases, 200, 9, noise=noise):
            mentions = [m for m in scanner.scan(page.text) if m.product_id]
            given += len(mentions)
            wanted += len(page.names)
            hits = [any(m.start < e and s < m.end and m.product_id in ok for m in mentions) for s, e, ok in page.names]
            right += sum(hits)
        print(
            f"200 pages, noise {noise}: precision {min(1, right / given):.4f}, recall {right / wanted:.4f} ({wanted} names)"
        )


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    for count in (10, 1_000):
        bench_lines(count, 5_000, rounds)
    for products in (None, 400):
        few = bench_lines(100_000, 5_000, rounds, products)
        many = bench_lines(100_000, 20_000, rounds, products)
        print(f"throughput lost from 5,000 to 20,000 aliases: {1 - many / few:.1%}")
    bench_small(rounds)
    bench_texts(rounds)


if __name__ == "__main__":
    main()
