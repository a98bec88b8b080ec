"""How an installation is put together: settings, addresses, keys, database and processes."""
