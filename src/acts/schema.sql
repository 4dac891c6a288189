-- One standing publication of a kind, unit and year: republishing withdraws the one before.
create unique index publication_standing on publication (municipality_id, kind, unit_id, year) where withdrawn_at is null;
