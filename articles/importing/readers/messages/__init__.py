"""What people send: e-mails, chats, posts of social networks."""
