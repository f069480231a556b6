"""The page of the schedule: activities by project and component over the fiscal years, cell by cell."""
