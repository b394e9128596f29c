package dev.faceoff.apps.nplusone;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Who places orders. */
@Entity
@Table(name = "customers")
class Customer {
  @Id private Long id;
  private String name;

  String name() {
    return name;
  }
}
