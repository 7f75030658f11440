"""
How the two kinds of rows make one answer, for engines that search rows one kind at a time.

Document rows say what matches and are counted; passage rows say what is best. The best thousand
passages are found first, those that hold every piece before the others; which of their documents
match strictly is then asked of the document rows. Only a page that lies beyond those documents
needs the rest of the matches.
"""
