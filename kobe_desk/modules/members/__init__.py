"""The roster (名簿): households, people, 班 and what is printed of them."""
