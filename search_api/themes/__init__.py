"""专题: what is put together of a topic, served to everyone, and spoken of in five minutes."""
