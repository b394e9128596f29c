-- ${orders} orders of ${customers} customers in 2025; the same rows for the same seed (${seed}).
-- hashint8extended(row, seed) stands in for random(): hash partitioning relies on it, so a new PostgreSQL keeps it.

-- A number from 0 up to but not including 1, drawn for a row; another draw is another number.
create function pg_temp.share(n bigint, draw int) returns double precision immutable language sql
  return (hashint8extended(n * 16 + draw, ${seed}) & 4294967295) / 4294967296.0::double precision;

insert into customers (id, name)
select n, 'Customer ' || n
from generate_series(1, ${customers}::bigint) n;

-- Who orders: a power law. The cube of an even draw gives customer r orders in proportion to r^(-2/3), so that the first
-- fifth of the customers places 58 % of the orders. Everyone places at least one: the oldest orders go round.
-- When: evenly over the year, give or take half a day; every eighth together with the one before it, so that ties occur.
insert into orders (id, customer_id, placed_at, status, total_cents)
select n,
  case when n <= ${customers} then n
    else 1 + floor(${customers} * share * share * share)::bigint end,
  timestamptz '2025-01-01 12:00:00Z'
    + floor((364 * 86400) * (slot::double precision / ${orders}) + 86400 * (pg_temp.share(slot, 3) - 0.5))::int
      * interval '1 second',
  (array['paid', 'packed', 'shipped', 'delivered', 'delivered', 'delivered', 'delivered', 'returned'])
    [1 + floor(8 * pg_temp.share(n, 4))::int],
  99 + floor(50000 * pg_temp.share(n, 5))::bigint
from (select n, n - (n % 8 = 0)::int as slot, pg_temp.share(n, 2) as share
      from generate_series(1, ${orders}::bigint) n) as drawn;

-- After the rows: checking them all at once is much quicker than one by one. PostgreSQL does not index the column.
alter table orders add foreign key (customer_id) references customers;
