"""What makes a build fast and safe to interrupt: remembered work, work side by side, a site that is replaced whole."""
