"""What has changed: sentences that she chooses from those that hold, noticing, the river."""
