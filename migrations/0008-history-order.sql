-- Numbers of changes are given while the profile is held. Numbers that a connection keeps in stock
-- would order the changes of one user by connection, not as they were made.
alter sequence property_change_number cache 1;
