-- ${products} products, numbered from 1 without gaps; the same for the same seed (${seed}).
-- hashint8extended(row, seed) stands in for random(): hash partitioning relies on it, so a new PostgreSQL keeps it.
insert into product (id, name, price_cents)
select n, 'Product ' || n, 99 + (hashint8extended(n, ${seed}) & 4294967295) % 20000
from generate_series(1, ${products}::bigint) n;
