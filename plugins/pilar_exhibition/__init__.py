"""Exhibitions of the programme: events of the programme: themes, sessions, pavilions, exhibits, performances and visits."""
