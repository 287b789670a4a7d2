"""A store on the web: the SPARQL endpoint, what describes it, and the guard before both."""
