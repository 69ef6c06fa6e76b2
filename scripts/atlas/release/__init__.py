"""What a release has beside the site: pictures in pixels, a sheet to print, books. Works on a built site alone."""
