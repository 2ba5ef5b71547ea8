"""Is a claim held up by exactly what it cites?"""
