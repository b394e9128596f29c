package dev.faceoff.apps.blockinggateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.blockinggateway.Payment.Status;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PaymentRuleBenchmarkTest {
  @Test
  void allWaysLeadToTheSameAnswer() throws Exception {
    PaymentRuleBenchmark benchmark = new PaymentRuleBenchmark();
    PaymentRuleBenchmark.Http http = new PaymentRuleBenchmark.Http();
    http.start();
    try {
      Object direct = benchmark.direct(new PaymentRuleBenchmark.Direct());
      String json = JsonMapper.shared().writeValueAsString(direct);

      assertThat(direct).isEqualTo(new Payment("A-4711", 1999, Status.PAID));
      assertThat(benchmark.throughMvc(new PaymentRuleBenchmark.Mvc())).isEqualTo(json);
      assertThat(benchmark.overHttp(http)).isEqualTo(json);
    } finally {
      http.stop();
    }
  }
}
