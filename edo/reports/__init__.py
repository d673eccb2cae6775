"""Paper: PDF forms in Russian, Kazakh or both."""
