-- A line's copies of its header are the header's: else raw SQL could set a clock to a day that has not come,
-- or sign a line as somebody else. (A place may be missing, and a foreign key does not look at what is missing.)
ALTER TABLE cases_contactline DROP CONSTRAINT line_contact_same;
ALTER TABLE cases_contactline ADD CONSTRAINT line_contact_same FOREIGN KEY (contact_id, unit_id, by_id, at, medium)
  REFERENCES cases_contact (id, unit_id, by_id, at, medium) DEFERRABLE INITIALLY DEFERRED;
