package dev.faceoff.apps.nplusone;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * One product of an order. The overview only counts lines, but whoever loads one loads it whole.
 */
@Entity
@Table(name = "order_lines")
@SuppressWarnings("unused")
class OrderLine {
  @Id private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Order order;

  private String product;
  private int quantity;
  private long unitPriceCents;
}
