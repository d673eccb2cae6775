"""The shared folder and the formats of what lies in it."""
