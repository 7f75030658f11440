"""The pages, one file each; what they show comes from the functions that the API calls too."""
