-- A person stands once at a time in a body, and a body has one chair and one secretary at a time.
create unique index membership_person_once on membership (municipality_id, body_id, person_id) where valid_to is null;
create unique index membership_one_chair on membership (municipality_id, body_id, role) where valid_to is null and role in ('chair', 'secretary');
