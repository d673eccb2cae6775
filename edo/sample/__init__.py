"""The sample office of the demo: its people, its papers, its earlier years, and one day of it."""
