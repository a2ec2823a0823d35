"""A pack put to the proof: checked closely, tried with every case, set beside another, begun anew."""
