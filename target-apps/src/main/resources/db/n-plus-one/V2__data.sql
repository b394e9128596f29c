-- ${orders} orders of ${customers} customers in 2025, 1 to 6 lines each; the same rows for the same seed (${seed}).
-- hashint8extended(row, seed) stands in for random(): hash partitioning relies on it, so a new PostgreSQL keeps it.

-- A number from 0 up to but not including 1, drawn for a row; another draw is another number.
create function pg_temp.share(n bigint, draw int) returns double precision immutable language sql
  return (hashint8extended(n * 16 + draw, ${seed}) & 4294967295) / 4294967296.0::double precision;

insert into customers (id, name)
select n,
  (array['Ada', 'Ben', 'Chloe', 'Dario', 'Emeka', 'Fatima', 'Grace', 'Hiro', 'Ines', 'Jonas', 'Kira', 'Liang'])
    [1 + floor(12 * pg_temp.share(n, 0))::int]
  || ' ' ||
  (array['Almeida', 'Brandt', 'Costa', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Ito', 'Jansen', 'Khan', 'Lopez'])
    [1 + floor(12 * pg_temp.share(n, 1))::int]
from generate_series(1, ${customers}::bigint) n;

-- Who orders: a power law. The cube of an even draw gives customer r orders in proportion to r^(-2/3), so that the first
-- fifth of the customers places 58 % of the orders. Everyone places at least one: the oldest orders go round.
-- When: evenly over the year, give or take half a day; every eighth together with the one before it, so that ties occur.
insert into orders (id, customer_id, placed_at)
select n,
  case when n <= ${customers} then n
    else 1 + floor(${customers} * share * share * share)::bigint end,
  timestamptz '2025-01-01 12:00:00Z'
    + floor((364 * 86400) * (slot::double precision / ${orders}) + 86400 * (pg_temp.share(slot, 3) - 0.5))::int
      * interval '1 second'
from (select n, n - (n % 8 = 0)::int as slot, pg_temp.share(n, 2) as share
      from generate_series(1, ${orders}::bigint) n) as drawn;

insert into order_lines (id, order_id, product, quantity, unit_price_cents)
select orders.id * 6 + line,
  orders.id,
  'product ' || 1 + floor(500 * pg_temp.share(orders.id * 6 + line, 5))::int,
  1 + floor(4 * pg_temp.share(orders.id * 6 + line, 6))::int,
  99 + floor(20000 * pg_temp.share(orders.id * 6 + line, 7))::bigint
from orders, generate_series(0, floor(6 * pg_temp.share(orders.id, 4))::int) line
order by orders.id, line;
