-- Readers of a low class: the few subjects above it are found without reading all the others.

-- Reports sum up what a reader may not see singly. Nearly all subjects have the class 1.
create index subject_by_class on ledger.subject (organization, company, read_class)
  where read_class > 1;
