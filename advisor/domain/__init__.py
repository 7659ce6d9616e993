"""The vocabulary: plain frozen values and enums, with no input, output or library."""
