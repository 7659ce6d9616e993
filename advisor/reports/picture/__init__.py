"""The dependency picture of one list or several: counted, drawn, and written as a report."""
