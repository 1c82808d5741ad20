"""Generation: lines from language models: what is asked, how it is asked, how the answer is read."""
