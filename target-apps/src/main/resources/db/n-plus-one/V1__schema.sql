create table customers (
  id bigint primary key,
  name text not null
);

create table orders (
  id bigint primary key,
  customer_id bigint not null references customers,
  placed_at timestamptz not null
);

create table order_lines (
  id bigint primary key,
  order_id bigint not null references orders,
  product text not null,
  quantity int not null,
  unit_price_cents bigint not null
);

-- All that either variant looks up is indexed: this pair differs in how often it asks, not in what a question costs.
create index orders_customer on orders (customer_id);
create index orders_newest on orders (placed_at desc, id desc);
create index order_lines_order on order_lines (order_id);
