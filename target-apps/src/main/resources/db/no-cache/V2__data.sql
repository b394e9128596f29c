-- ${products} products, ${reviews} reviews and ${orders} orders of up to 5 products; the same rows for the same seed (${seed}).
-- hashint8extended(row, seed) stands in for random(): hash partitioning relies on it, so a new PostgreSQL keeps it.

-- A number from 0 up to but not including 1, drawn for a row; another draw is another number.
create function pg_temp.share(n bigint, draw int) returns double precision immutable language sql
  return (hashint8extended(n * 16 + draw, ${seed}) & 4294967295) / 4294967296.0::double precision;

-- Which product: a power law. The square of an even draw gives product r in proportion to r^(-1/2), so that the first
-- tenth gets 32 %.
create function pg_temp.popular(n bigint, draw int) returns bigint immutable language sql
  return 1 + floor(${products} * pg_temp.share(n, draw) * pg_temp.share(n, draw))::bigint;

insert into products (id, name, price_cents, stock)
select n,
  (array['Red', 'Green', 'Blue', 'Small', 'Large', 'Folding', 'Silent', 'Wooden']) [1 + floor(8 * pg_temp.share(n, 0))::int]
  || ' ' ||
  (array['lamp', 'chair', 'kettle', 'rug', 'shelf', 'clock', 'vase', 'desk', 'stool', 'mirror'])
    [1 + floor(10 * pg_temp.share(n, 1))::int]
  || ' ' || n,
  499 + floor(20000 * pg_temp.share(n, 2))::bigint,
  -- More than a run can sell.
  100000 + floor(900000 * pg_temp.share(n, 3))::int
from generate_series(1, ${products}::bigint) n;

-- Most are pleased, those of some products more than those of others.
insert into reviews (id, product_id, stars)
select id, product_id,
  1 + floor(5 * power(pg_temp.share(id, 5), 0.2 + 0.6 * pg_temp.share(product_id, 6)))::int
from (select n as id, pg_temp.popular(n, 4) as product_id from generate_series(1, ${reviews}::bigint) n) as drawn;

insert into orders (id, placed_at)
select n, timestamptz '2025-01-01 12:00:00Z' + n * interval '1 minute'
from generate_series(1, ${orders}::bigint) n;

-- 1 to 5 draws an order. Every second one goes with the order's first product: one of five that are bought with it.
insert into order_lines (order_id, product_id, quantity)
select distinct on (order_id, product_id) order_id, product_id, 1 + floor(3 * pg_temp.share(draw, 9))::int
from (
  select id as order_id, id * 5 + line as draw,
    case when line = 0 or pg_temp.share(id * 5 + line, 10) < 0.5 then pg_temp.popular(id * 5 + line, 11)
      else 1 + (7 * pg_temp.popular(id * 5, 11) + floor(5 * pg_temp.share(id * 5 + line, 12))::bigint) % ${products} end
      as product_id
  from orders, generate_series(0, floor(5 * pg_temp.share(id, 8))::int) line) as drawn
order by order_id, product_id, draw;

-- After the rows: checking and sorting them all at once is much quicker than one by one. All that the page looks up is
-- indexed: this pair differs in how often a page is computed, not in what computing it costs.
alter table reviews add foreign key (product_id) references products;
alter table order_lines add primary key (order_id, product_id);
alter table order_lines add foreign key (order_id) references orders, add foreign key (product_id) references products;
create index reviews_product on reviews (product_id);
create index order_lines_product on order_lines (product_id, order_id);
