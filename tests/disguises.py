"""Queries that try to reach outside, each in a disguise. ``{url}`` and ``{file}`` are where they lead."""

from __future__ import annotations

# All ways that we know to have an engine ask another address. Each is refused, whatever stands around it.
SERVICE = (
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SeRvIcE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#c\n<{url}>#c\n{{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE\tSILENT\r\n<{url}>{{?s ?p ?o}}}}",
    "SELECT*{{SERVICE<{url}>{{?s ?p ?o}}}}",
    "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\U00000053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u005cu0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?a ?b '\\u0027 . SERVICE <{url}> {{ ?s ?p ?o }} # ' }}",
    "SELECT * {{ # \\u000A SERVICE <{url}> {{ ?s ?p ?o }}\n }}",
    "SELECT * {{ VALUES ?e {{ <{url}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(IRI('{url}') AS ?e) SERVICE SILENT ?e {{ ?s ?p ?o }} }}",
    "PREFIX x: <{url}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "BASE <{url}> SELECT * {{ SERVICE <a> {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH ?g {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT (EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} AS ?x) {{ }}",
    "SELECT * {{ OPTIONAL {{ SERVICE <{url}> {{ ?s ?p ?o }} }} MINUS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ }} UNION {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER(1<2)SERVICE<{url}>{{?s ?p ?o}} }}",
    # Engines that need no space between words read these as SERVICE too.
    "SELECT * {{ SERVICESILENT<{url}>{{ ?s ?p ?o }} }}",
    "PREFIX : <{url}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "PREFIX : <{url}> SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
    "PREFIX SERVICE: <urn:x> PREFIX : <{url}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?a ?b trueSERVICE<{url}>{{ ?s ?p ?o }} }}",
    "PREFIX : <{url}> SELECT * {{ ?a ?b trueSERVICE:x {{ ?s ?p ?o }} }}",
    "ASKFROM<urn:x>{{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
)

# Datasets from elsewhere, by FROM.
FROM = (
    "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * FROM <file://{file}> {{ ?s ?p ?o }}",
    "SELECT * from named <file://{file}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT*FROM<file://{file}>{{?s ?p ?o}}",
    "SELECT * FROM#c\n<file://{file}> {{ ?s ?p ?o }}",
    "SELECT * \\u0046ROM <file://{file}> {{ ?s ?p ?o }}",
    "SELECT * FROM <\\u0066ile://{file}> {{ ?s ?p ?o }}",
    "PREFIX x: <file://> SELECT * FROM x: {{ ?s ?p ?o }}",
    "BASE <file://{file}> SELECT * FROM <> {{ ?s ?p ?o }}",
    "BASE <{url}> SELECT * FROM <x> {{ ?s ?p ?o }}",
    "ASK FROM <../../../../etc/passwd> {{ ?s ?p ?o }}",
    "ASKFROM<file://{file}>{{?s ?p ?o}}",
    "DESCRIBE <urn:x> FROM <{url}>",
    "CONSTRUCT {{ ?s ?p ?o }} FROM <{url}> WHERE {{ ?s ?p ?o }}",
)

# What an update endpoint would fetch.
LOAD = (
    "LOAD <{url}>",
    "LOAD SILENT <file://{file}> INTO GRAPH <urn:g>",
    "PREFIX x: <urn:x> load <{url}>",
    "\\u004COAD <{url}>",
)

UPDATES = (
    "INSERT DATA { <urn:a> <urn:b> 1 }",
    "insert data { <urn:a> <urn:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "PREFIX x: <urn:x> # comment\nINSERT { ?s x:y 1 } WHERE { ?s ?p ?o }",
    "BASE <urn:x> CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <urn:g>",
    "COPY DEFAULT TO <urn:g>",
    "MOVE <urn:g> TO <urn:h>",
    "ADD <urn:g> TO <urn:h>",
    "\\u0049NSERT DATA { <urn:a> <urn:b> 1 }",
    "INSERTDATA{<urn:a><urn:b>1}",
    "INSERT DATA { <urn:a> <urn:b> 1 } ; LOAD <urn:x>",
)

# The words are there, and harmless.
HARMLESS = (
    "ASK { ?s ?p 'SERVICE <urn:x> {}' }",
    "ASK { ?s ?p '''\nSERVICE <urn:x> {}\n''' } # SERVICE <urn:x> { }",
    "# INSERT DATA { <urn:a> <urn:b> 1 }\nASK { ?s ?p <urn:x#SERVICE> }",
    "PREFIX service: <urn:service:> ASK { ?s service:load service:from . GRAPH service:g { ?s ?p ?o } }",
    "PREFIX ex: <urn:ex:> ASK { ?service ex:SERVICE ex:LOAD , ?from , ex:INSERT }",
    "ASK { ?s ?p 'x'@service , 'FROM <urn:nowhere>' , _:SERVICE }",
    "SELECT (1 AS ?LOAD) (2 AS ?SERVICE) { }",
    "ASK { ?s ?p 'it\\'s SERVICE <urn:x> { }' }",
)
