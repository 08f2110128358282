-- Currencies are few among items that are many: they are listed without looking at the others.
create index commodity_by_kind on ledger.commodity (organization, kind, code);
