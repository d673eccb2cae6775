"""How tasks are shown and worked on, wherever they are met."""
