"""The atlas: load → model → check → derive → render → export, one module or package for each stage.

Data flows one way. Each stage is a function of its input; today is an argument.
"""
