"""What a running window needs below its pages: threads, saving, faults, signals."""
