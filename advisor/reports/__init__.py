"""From matches to answers: ranking, findings, results and their files. Knows only the domain."""
