"""Pictures drawn at build time as inline SVG."""
