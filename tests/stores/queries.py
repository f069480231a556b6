"""Queries to hold the tokenizer and the grammar against other parsers: a corpus by hand, and generated ones."""

from __future__ import annotations

from hypothesis import strategies as st

# One query for each construct of SPARQL 1.1 and for each place where a tokenizer may go astray.
CORPUS = (
    "SELECT * WHERE { ?s ?p ?o }",
    "select distinct ?s { ?s a <urn:C> . } limit 5 offset 2",
    "SELECT REDUCED ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 1) ORDER BY DESC(?n) ?s OFFSET 1",
    'BASE <urn:x> PREFIX ex: <urn:ex:> PREFIX : <urn:e:> ASK { ex:a :b <c> ; ex:d \'x\'@en-GB , """y"""^^ex:t . }',
    "CONSTRUCT { ?s ?p ?o . ?o ?q [] } WHERE { ?s ?p ?o ; ?q ( 1 2.5 3e4 -1 +.5 ) }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "CONSTRUCT { } WHERE { }",
    "DESCRIBE <urn:a> ?x WHERE { ?x ?p <urn:a> }",
    "DESCRIBE <urn:a>",
    "DESCRIBE * { ?s ?p 1 }",
    "ASK FROM <urn:g> FROM NAMED <urn:h> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s { { ?s ?p 1 } UNION { ?s ?p 2 } UNION { } OPTIONAL { ?s ?q ?r } MINUS { ?s a ?c } }",
    "SELECT ?s { ?s ?p ?o FILTER(?o > 1 && ?o <= 5 || !(?o = 3) && ?o != 4) FILTER EXISTS { ?s a ?c } }",
    "SELECT ?s { ?s ?p ?o . FILTER NOT EXISTS { ?s a ?c . } . BIND(STR(?o) AS ?t) }",
    "SELECT ?s { ?s <urn:a>/^<urn:b>|!(<urn:c>|^<urn:d>)* ?o ; (<urn:e>+)/<urn:f>? ?x ; !a ?y ; !^a ?z }",
    "SELECT ?s { VALUES ?s { <urn:a> 'x' 1 true UNDEF } ?s ?p ?o } VALUES (?a ?b) { (1 UNDEF) (<urn:x> 'y') }",
    "SELECT ?s { VALUES () { () () } }",
    "SELECT ?s { { SELECT ?s (MAX(?o) AS ?m) { ?s ?p ?o } GROUP BY ?s } ?s ?q ?m }",
    "SELECT (GROUP_CONCAT(DISTINCT ?o; SEPARATOR=', ') AS ?all) (SAMPLE(?o) AS ?one) { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o FILTER(?o IN (1, 2, 'x') && ?o NOT IN () && REGEX(?o, '^a', 'i')) }",
    "SELECT (IF(BOUND(?o), COALESCE(?o, 1/0), <urn:f>(?o, 2)) AS ?x) { OPTIONAL { ?s ?p ?o } }",
    "SELECT ?s { ?s ?p ?o FILTER(?o = -1 || ?o = 1-1 || ?o = 2*-3 || ?o = 1 - -1 || -?o < +2) }",
    "SELECT ?s { [] ?p [ <urn:a> 1 ; <urn:b> [ ] ] . _:b0 ?q () . ( ?s ) <urn:c> _:b0 }",
    "SELECT ?s { [ <urn:a> ?s ] }",
    "SELECT ?s { ?s ?p 'it''s' }".replace("''", "\\'"),
    "SELECT ?s { ?s ?p '''a'b''c\n''' , \"\" , '' , \"\"\"\"x\"\"\" }",
    "SELECT ?s { ?s ?p ?o FILTER(?s<?o) FILTER(?o>?s) }",
    "SELECT ?s#comment { ?x\n{ ?s ?p <urn:a#b> # } SERVICE <urn:x> {\n}",
    "PREFIX a.b-c: <urn:> SELECT ?s { ?s a.b-c:d.e-f ?o , a.b-c:%41\\~x , a.b-c:1:2 , a.b-c: . }",
    "PREFIX 計画: <urn:> SELECT ?分野 { ?分野 計画:名 'ア'@ja }",
    "PREFIX service: <urn:> PREFIX select: <urn:> SELECT ?s { ?s service:from select:load }",
    "SELECT $s ?from ?service { $s ?from ?service . FILTER(STRLEN(STR(?s))>1) }",
    "SELECT ?s { ?s ?p ?o } ORDER BY STR(?o) (?s) ASC(?p)",
    "SELECT ?s { ?s ?p ?o } GROUP BY ?s (STR(?o) AS ?t) STRLEN(?o)",
    "SELECT ?s WHERE { ?s ?p 1. ?s ?q 1.0 . ?s ?r .5 . ?s ?t 1e0 }",
    "SELECT ?s { ?s ?p true , FALSE . { } { } ; }".replace(" ; }", " }"),
    "SELECT * { ?s ?p ?o ; ; ?q ?r ; . }",
    "SELECT * {\r\n?s ?p ?o\r\n}\r\n",
)

# What is no SPARQL 1.1 query, with the place of the first offending token.
BROKEN = (
    ("SELECT ?s WHERE { ?s ?p }", 1, 25),
    ("SELECT ?s WHERE\n{ ?s ?p ?o ,, ?q }", 2, 13),
    ("SELEKT ?s { ?s ?p ?o }", 1, 1),
    ("SELECT WHERE { ?s ?p ?o }", 1, 8),
    ("SELECT ?s { ?s ?p ?o } LIMIT ten", 1, 30),
    ("SELECT ?s {\n  ?s ?p ?o .\n  FILTER ?o > 1\n}", 3, 10),
    ("SELECT ?s { ?s ex:p ?o }", 1, 16),
    ("SELECT ?s { ?s ?p 'open }", 1, 19),
    ("SELECT ?s { ?s ?p ?o ) }", 1, 22),
    ("ASK { } { }", 1, 9),
    ("SELECT ?s { ?s ?p ?o", 1, 21),
    ("# only a comment\n\nSELECT ?s {\n\t?s ?p ?o } GROUP ?s", 4, 19),
    ("SELECT ?分野 { ?分野 <urn:名> }", 1, 26),
    ("PREFIX ex <urn:> ASK { }", 1, 8),
    ("SELECT ?s { ?s ?p ?o } ORDER BY", 1, 32),
    ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", 1, 19),
    ("ASK { ?s A ?o }", 1, 10),
    ("{ ?s ?p ?o }", 1, 1),
)

_variable = st.sampled_from(("?s", "?p", "$o", "?service", "?項目"))
_iri = st.sampled_from(("<urn:a>", "<urn:b#SERVICE>", "ex:c", "ex:SERVICE", ":d", "ex:"))
_text = st.sampled_from(
    ("'x'", '"SERVICE <urn:x> {"', "'''a'b'''", '"""q"q"""', "'it\\'s'", "'x'@ja", "'1'^^ex:t", "''")
)
_number = st.sampled_from(("1", "2.5", "3e4", ".5", "-1", "+2.0"))
_term = st.one_of(_variable, _iri, _text, _number, st.sampled_from(("true", "false", "_:b", "[]", "()", "[ ex:a 1 ]")))
_space = st.sampled_from((" ", "\n", "\t", " # SERVICE <urn:x>\n", "\r\n"))


def _join(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(each) if isinstance(each, str) else each for each in parts)).map(" ".join)


_path = st.recursive(
    st.one_of(_iri, st.just("a")),
    lambda inner: st.one_of(
        _join(inner, "/", inner), _join(inner, "|", inner), _join("^ (", inner, ")"), _join("(", inner, ")*"),
        _join("!", "(", _iri, "|", "^", _iri, ")"),
    ),
    max_leaves=4,
)  # fmt: skip
_expression = st.recursive(
    st.one_of(_variable, _iri, _text, st.sampled_from(("1", "2.5", "true", "NOW()", "COUNT(*)"))),
    lambda inner: st.one_of(
        _join("(", inner, st.sampled_from(("+", "-", "*", "/", "=", "!=", "<", ">=", "&&", "||")), inner, ")"),
        _join("! (", inner, ")"), _join("STR(", inner, ")"), _join("IF(", inner, ",", inner, ",", inner, ")"),
        _join("(", inner, st.sampled_from(("IN", "NOT IN")), "(", inner, ",", inner, ")", ")"),
    ),
    max_leaves=5,
)  # fmt: skip
_triple = _join(_variable, st.one_of(_variable, _path), _term, st.sampled_from((".", ". ", " .\n")))
_group = st.recursive(
    st.lists(_triple, min_size=1, max_size=3).map(lambda rows: "{ " + "".join(rows) + " }"),
    lambda inner: st.one_of(
        _join("{", inner, "UNION", inner, "}"), _join("{", "OPTIONAL", inner, "MINUS", inner, "}"),
        _join("{", "GRAPH", st.one_of(_variable, _iri), inner, "}"),
        _join("{", inner, "FILTER", "(", _expression, ")", "}"), _join("{", "FILTER NOT EXISTS", inner, "}"),
        _join("{", "BIND", "(", _expression, "AS ?new", ")", "}"), _join("{", "SELECT ?s", inner, "LIMIT 3", "}"),
        _join("{", "VALUES ?s {", _iri, "UNDEF", _number, "}", inner, "}"),
    ),
    max_leaves=4,
)  # fmt: skip
_head = st.sampled_from(
    ("SELECT *", "SELECT DISTINCT ?s ?p", "ASK", "CONSTRUCT { ?s ?p ?o }", "DESCRIBE ?s", "select ?s")
)
_PROLOGUE = "PREFIX ex: <urn:ex:> PREFIX : <urn:e:>"


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A query that follows the grammar, with white space and comments of all kinds between its tokens."""
    text = draw(_join(_PROLOGUE, _head, "WHERE", _group))
    return "".join(draw(_space) if char == " " and draw(st.integers(0, 9)) == 0 else char for char in text)


_STRAY = (
    "}",
    "{",
    "(",
    ")",
    ".",
    ";",
    ",",
    "SELECT",
    "FILTER",
    "?x",
    "ex:y",
    "'z'",
    "<urn:z>",
    "1",
    "a",
    "UNION",
    "^",
    "*",
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A query with a token taken out, doubled or put in."""
    words = draw(queries()).split(" ")
    place = draw(st.integers(0, len(words) - 1))
    match draw(st.integers(0, 2)):
        case 0:
            del words[place]
        case 1:
            words.insert(place, words[place])
        case _:
            words.insert(place, draw(st.sampled_from(_STRAY)))
    return " ".join(words)
