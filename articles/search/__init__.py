"""Search: one request in, one page of results out; the engines behind it are interchangeable."""
