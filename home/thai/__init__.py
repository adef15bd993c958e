"""What Thai needs and the framework does not give: dates, digits, names, sorting, slugs, text."""
