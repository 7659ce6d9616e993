"""The two stories, advise and curate: one path for the web, the API and the command line."""
