create table customers (
  id bigint primary key,
  name text not null
);

create table orders (
  id bigint primary key,
  customer_id bigint not null,
  placed_at timestamptz not null,
  status text not null,
  total_cents bigint not null
);
