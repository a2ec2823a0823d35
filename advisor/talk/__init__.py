"""What people type: facts told in words, and questions answered from the notice."""
