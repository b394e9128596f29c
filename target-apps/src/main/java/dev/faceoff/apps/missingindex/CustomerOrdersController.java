package dev.faceoff.apps.missingindex;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class CustomerOrdersController {
  private static final int MAX_LIMIT = 500;

  private final CustomerOrders orders;

  CustomerOrdersController(CustomerOrders orders) {
    this.orders = orders;
  }

  /** Answers with an empty list where the customer has no orders or does not exist. */
  @GetMapping("/customers/{id}/orders")
  List<CustomerOrder> newest(@PathVariable long id, @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "limit must be 1 to %d, but is %d".formatted(MAX_LIMIT, limit));
    }
    return orders.newest(id, limit);
  }
}
