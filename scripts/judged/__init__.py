"""
Judged questions over policies, speeches, reports and cases.

`queries.jsonl` has one question a line: `{id, query, kind, field, note}`. `kind` is word (one
term), phrase (quoted, or several words) or question; `field` is theory, party_building,
united_front, enterprise_reform, policy or case; `note` says what is wanted, by which a document
is judged.

`judgements.jsonl` has one line for each document that was judged for a question:
`{query, document, grade}`. `query` is the id; `document` the path below the checkout
(`corpus/samples/…`), or below the real documents beside it (`policies/…`, `reports/…`,
`speeches/…`). `grade` is 3 where the document answers squarely, 2 where a part of it is useful,
1 where it touches the matter, 0 where it does not.

Judged is the pool, the best ten documents of every variant in `variants.py`, and what answers in
other words and no variant found. The project's own documents were read whole; the real ones,
which are long, only around the question's words, so that a grade of 0 says less there.
`python scripts/pool.py` tells what a new variant finds beyond them; it is to be judged before its
figures are compared.
"""
