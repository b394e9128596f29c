package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityChartTest {
  private final ScenarioReport scenario = CapacityFixtures.two().scenarios().get(0);
  private final CapacityReport capacity = scenario.scaling().capacity().orElseThrow();

  @Test
  void eachLawHasABandOfItsIntervals() {
    assertThat(bands(capacity.variants())).isEqualTo(capacity.variants().size());
  }

  @Test
  void aLawWithoutIntervalsHasNoBand() {
    assertThat(bands(capacity.variants().stream().map(CapacityChartTest::unsure).toList()))
        .isZero();
  }

  @Test
  void theTableHasTheIntervalOfTheLawForTheUsersMeasured() {
    Markup out = new Markup();

    CapacityChart.of(new CapacityWords(scenario, capacity)).orElseThrow().rows(out);

    assertThat(out.toString()).contains(" % off 18.6 [17.9, 19.3]), ");
  }

  private int bands(List<VariantCapacity> variants) {
    Markup out = new Markup();
    CapacityChart.of(new CapacityWords(scenario, CapacityFixtures.of(capacity, variants)))
        .orElseThrow()
        .draw(out, Size.WIDE, "capacity");
    return out.toString().split("class=\"band\"", -1).length - 1;
  }

  private static VariantCapacity unsure(VariantCapacity variant) {
    return new VariantCapacity(
        variant.variant(),
        variant.rate(),
        variant.rateNote(),
        variant.searches(),
        variant.limits(),
        variant.throughputs(),
        variant.law().map(CapacityChartTest::unsure),
        variant.lawNote());
  }

  private static Law unsure(Law law) {
    return new Law(
        law.ofOne(),
        law.contention(),
        law.coherence(),
        law.peak(),
        law.curve().stream().map(CapacityChartTest::unsure).toList());
  }

  private static Expected unsure(Expected point) {
    return new Expected(
        point.users(), Estimate.exact(point.answeredPerSecond().value(), "no interval"));
  }
}
