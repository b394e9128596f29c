package dev.faceoff.apps.nplusone;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a customer ordered at one instant. */
@Entity
@Table(name = "orders")
class Order {
  @Id private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Customer customer;

  private Instant placedAt;

  @OneToMany(mappedBy = "order")
  private List<OrderLine> lines = new ArrayList<>();

  long id() {
    return id;
  }

  Customer customer() {
    return customer;
  }

  Instant placedAt() {
    return placedAt;
  }

  List<OrderLine> lines() {
    return lines;
  }
}
