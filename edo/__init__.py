"""The core of ЭДО: registration of documents without a server. No Qt; usable from a script."""
