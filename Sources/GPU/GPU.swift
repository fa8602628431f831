// GPU
