"""The verified answers for other programs: the tools that an editor or a desktop assistant calls over MCP."""
