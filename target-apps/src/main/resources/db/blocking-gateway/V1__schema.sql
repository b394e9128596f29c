create table product (
  id bigint primary key,
  name text not null,
  price_cents bigint not null
);

create table payment (
  id uuid primary key default gen_random_uuid(),
  -- Unique: whoever pays the same order twice has clicked twice.
  order_reference text not null unique,
  amount_cents bigint not null check (amount_cents > 0),
  status text not null default 'PENDING' check (status in ('PENDING', 'PAID')),
  attempts int not null default 0,
  -- When a pending payment is next to be tried.
  due_at timestamptz not null default now()
);

create index payment_due on payment (due_at) where status = 'PENDING';
