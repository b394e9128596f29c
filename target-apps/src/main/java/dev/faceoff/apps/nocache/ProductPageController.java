package dev.faceoff.apps.nocache;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class ProductPageController {
  private final ProductPages pages;
  private final Freshness freshness;

  ProductPageController(ProductPages pages, Freshness freshness) {
    this.pages = pages;
    this.freshness = freshness;
  }

  @GetMapping("/products/{id}")
  ProductPage page(@PathVariable long id) {
    ProductPage page = found(id, pages.page(id));
    freshness.answered(page);
    return page;
  }

  @PostMapping("/products/{id}/purchases")
  Purchase purchase(@PathVariable long id) {
    try {
      return found(id, pages.purchase(id));
    } catch (SoldOutException e) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
    }
  }

  private static <T> T found(long id, Optional<T> answer) {
    return answer.orElseThrow(
        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no product " + id));
  }
}
