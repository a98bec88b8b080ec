"""An app that no other file names: what it declares must show everywhere."""
