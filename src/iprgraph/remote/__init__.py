"""Remote: the graph in a store of somebody else, asked and published by the SPARQL 1.1 standards.

`prepared` makes a query that any server understands, `client` is the HTTP of it, `endpoint` the
query protocol, `dataset` which graphs a query sees, `graph` what can be asked. `target` writes a
graph (Graph Store Protocol or Update), `fetching` reads one back whole, `digest` compares by value,
`publication` does the whole, graph by graph. No server's own functions are used.
"""
