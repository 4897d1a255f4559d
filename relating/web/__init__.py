"""What people see: addresses, pages, forms and their looks. No tables."""
