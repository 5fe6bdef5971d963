"""Accounts of readers, who have no admin rights: invitations, mails, limits of attempts and requests, folders."""
