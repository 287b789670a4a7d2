"""Where one number came from: found in the store, followed to its study, told in words and as a picture."""
