-- On a table in use: create index concurrently, which lets writers go on.
create index orders_customer_newest on orders (customer_id, placed_at desc, id desc);
