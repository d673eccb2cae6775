"""The page "Training": who has been trained, office by office, and what is to be done about it."""
