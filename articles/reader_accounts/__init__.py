"""Accounts of readers, who have no admin rights: invitations, mails, and limits of attempts."""
