"""What brings the pages onto a server: nginx before them, systemd around them, small programs beside them."""
