"""The notes in the programs that people open them with: a browser, a word processor, a PDF reader, Pandoc."""
