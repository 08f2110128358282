-- What the job that lets pending entries lapse needs: where to look, without seeing what is there.

create index entry_expiring on ledger.entry (organization, expires_at)
  where expires_at is not null;

-- The organizations that have a pending entry whose time is over and of which something is left.
-- It looks across organizations, as its owner may, and tells no more than their identifiers.
create function ledger.organizations_to_expire(moment timestamptz) returns setof uuid
language sql stable security definer
set search_path = ledger, pg_temp
as $$
  select o.organization from ledger.organization o
  where exists (
    select from ledger.entry e
    join ledger.pending_line p on p.organization = e.organization and p.entry = e.id
    where e.organization = o.organization and e.expires_at <= moment
      and (p.amount_left <> 0 or p.base_left <> 0 or p.quantity_left <> 0))
$$;

revoke all on function ledger.organizations_to_expire from public;
grant execute on function ledger.organizations_to_expire to backstay_server;
