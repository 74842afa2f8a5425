"""The demo unit: people, places and a month of work. Everybody is made up."""
