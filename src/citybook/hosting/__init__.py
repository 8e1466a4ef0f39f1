"""The built site goes in; it is sent to where it is shown. Nothing else in Citybook writes outside
of the publication's folder."""
