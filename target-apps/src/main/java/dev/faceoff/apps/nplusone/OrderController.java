package dev.faceoff.apps.nplusone;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class OrderController {
  private static final int MAX_LIMIT = 500;

  private final OrderSummaries summaries;

  OrderController(OrderSummaries summaries) {
    this.summaries = summaries;
  }

  @GetMapping("/orders/newest")
  List<OrderSummary> newest(@RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "limit must be 1 to %d, but is %d".formatted(MAX_LIMIT, limit));
    }
    return summaries.newest(limit);
  }
}
