"""A module for each command, loaded when that is chosen: none waits for what another needs."""
