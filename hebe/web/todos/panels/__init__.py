"""The parts that today's work is made of, one function each."""
