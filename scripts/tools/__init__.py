"""What reports and tests share beside the atlas itself: a browser, a server, pictures and libraries made by hand."""
