"""Master plans of the programme: master plans of the regions: programmes, activities, quick wins, milestones, targets and progress."""
