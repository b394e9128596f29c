package dev.faceoff.apps.blockinggateway;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The bystander: one cheap query, and nothing to do with payments. */
@RestController
class CatalogueController {
  private static final int PAGE_SIZE = 20;
  private static final int MAX_PAGE = 1_000_000;

  private final JdbcClient jdbc;

  CatalogueController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Answers with an empty list behind the last page. */
  @GetMapping("/products")
  List<Product> products(@RequestParam(defaultValue = "0") int page) {
    if (page < 0 || page > MAX_PAGE) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "page must be 0 to %d, but is %d".formatted(MAX_PAGE, page));
    }
    // Products are numbered without gaps: the primary key knows where a page begins.
    return jdbc.sql(
            "select id, name, price_cents from product where id > :before order by id limit :size")
        .param("before", (long) page * PAGE_SIZE)
        .param("size", PAGE_SIZE)
        .query(Product.class)
        .list();
  }
}
