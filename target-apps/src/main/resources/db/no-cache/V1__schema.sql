create table products (
  id bigint primary key,
  name text not null,
  price_cents bigint not null,
  stock int not null check (stock >= 0),
  version bigint not null default 0
);

create table reviews (
  id bigint primary key,
  product_id bigint not null,
  stars int not null check (stars between 1 and 5)
);

create table orders (
  id bigint primary key,
  placed_at timestamptz not null
);

create table order_lines (
  order_id bigint not null,
  product_id bigint not null,
  quantity int not null
);
