-- Who was there, and what the staff was told, belong to the unit of the contact.
ALTER TABLE cases_companion ADD CONSTRAINT companion_contact_same FOREIGN KEY (contact_id, unit_id)
  REFERENCES cases_contact (id, unit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_staffline ADD CONSTRAINT staff_line_contact_same FOREIGN KEY (contact_id, unit_id)
  REFERENCES cases_contact (id, unit_id) DEFERRABLE INITIALLY DEFERRED;
