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

ALTER TABLE cases_companion ADD CONSTRAINT companion_contact_same FOREIGN KEY (contact_id, unit_id)
  REFERENCES cases_contact (id, unit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_staffline ADD CONSTRAINT staff_line_contact_same FOREIGN KEY (contact_id, unit_id)
  REFERENCES cases_contact (id, unit_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE cases_handover ADD CONSTRAINT handover_assignment_same FOREIGN KEY (assignment_id, citizen_id, unit_id)
  REFERENCES cases_assignment (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_followupchange ADD CONSTRAINT change_follow_up_same FOREIGN KEY (follow_up_id, citizen_id, unit_id)
  REFERENCES cases_followup (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;
-- What covers a next step is a line of the same unit about the same citizen.
ALTER TABLE cases_followup ADD CONSTRAINT follow_up_line_same FOREIGN KEY (done_line_id, citizen_id, unit_id)
  REFERENCES cases_contactline (id, citizen_id, unit_id) DEFERRABLE INITIALLY DEFERRED;

-- An answer stands at the note that was asked about.
ALTER TABLE cases_noteaddition ADD CONSTRAINT addition_answers_same_line FOREIGN KEY (answers_id, line_id)
  REFERENCES cases_noteaddition (id, line_id) DEFERRABLE INITIALLY DEFERRED;

-- The citizen's copy of the death is the death's: lists ask for the living without a join, and no raw SQL makes anybody dead.
ALTER TABLE cases_citizen ADD CONSTRAINT citizen_death_same FOREIGN KEY (death_id, id, died_on)
  REFERENCES cases_death (id, citizen_id, died_on) DEFERRABLE INITIALLY DEFERRED;

-- A row's copies of its import are the import's: the row's own policy stands on them.
ALTER TABLE cases_importrow ADD CONSTRAINT import_row_as_its_import FOREIGN KEY (job_id, unit_id, asked_by_id)
  REFERENCES cases_importjob (id, unit_id, asked_by_id) DEFERRABLE INITIALLY DEFERRED;

-- Who wishes to be anonymous has no identifying number, whoever writes first: a number would match.
ALTER TABLE cases_identifier ADD CONSTRAINT identifier_nobody_anonymous FOREIGN KEY (citizen_id, of_anonymous)
  REFERENCES cases_citizen (id, is_anonymous) DEFERRABLE INITIALLY DEFERRED;
