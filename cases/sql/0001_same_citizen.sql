-- A row that carries a copy of its parent's citizen and unit carries the right ones: policies never join, so keys must.
ALTER TABLE cases_case ADD CONSTRAINT case_ground_same FOREIGN KEY (ground_id, citizen_id, unit_id)
  REFERENCES cases_ground (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_casestatuschange ADD CONSTRAINT status_case_same FOREIGN KEY (case_id, citizen_id, unit_id)
  REFERENCES cases_case (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_assignment ADD CONSTRAINT assignment_case_same FOREIGN KEY (case_id, citizen_id, unit_id)
  REFERENCES cases_case (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
-- A line's copies of its header are the header's: else raw SQL could set a clock to a day that has not come,
-- or sign a line as somebody else. (A place may be missing, and a foreign key does not look at what is missing.)
ALTER TABLE cases_contactline ADD CONSTRAINT line_contact_same FOREIGN KEY (contact_id, unit_id, by_id, at, medium)
  REFERENCES cases_contact (id, unit_id, by_id, at, medium) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_lineservice ADD CONSTRAINT service_line_same FOREIGN KEY (line_id, citizen_id, unit_id)
  REFERENCES cases_contactline (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_noteaddition ADD CONSTRAINT addition_line_same FOREIGN KEY (line_id, citizen_id, unit_id)
  REFERENCES cases_contactline (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
