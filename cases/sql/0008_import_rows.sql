-- A row's copies of its import are the import's: the row's own policy stands on them.
ALTER TABLE cases_importrow ADD CONSTRAINT import_row_as_its_import FOREIGN KEY (job_id, unit_id, asked_by_id)
  REFERENCES cases_importjob (id, unit_id, asked_by_id) DEFERRABLE INITIALLY DEFERRED;
