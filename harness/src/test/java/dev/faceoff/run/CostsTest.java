package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Price;
import dev.faceoff.report.CostReport;
import dev.faceoff.report.CostReport.Part;
import dev.faceoff.report.CostReport.PartCost;
import dev.faceoff.report.CostReport.VariantCost;
import dev.faceoff.stats.MillionRequests;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Naive takes 4 core-hours and 8 GB-hours, fixed a quarter; units differ by some per cent. */
class CostsTest {
  private static final Optional<Price> PRICE = Optional.of(new Price(0.5, 0.25, "EUR"));

  private static Costs.Side side(String variant, double size, double... factors) {
    return new Costs.Side(
        variant,
        factors.length,
        some -> {
          double factor = some.stream().mapToDouble(i -> factors[i]).average().orElseThrow();
          return new MillionRequests(3 * size * factor, size * factor, 8 * size);
        });
  }

  private static CostReport report(List<Costs.Side> sides, Optional<Price> price) {
    return new Costs("launches", sides, false, price)
        .report(ScenarioFixture.scenario(), Optional.of(20.0), true);
  }

  private static PartCost part(CostReport cost, Part part) {
    return cost.parts().stream().filter(each -> each.part() == part).findFirst().orElseThrow();
  }

  @Test
  void money() {
    CostReport cost =
        report(List.of(side("naive", 1, 1.02, 0.98), side("fixed", 0.25, 0.98, 1.02)), PRICE);

    PartCost money = part(cost, Part.MONEY);
    assertThat(money.variants()).extracting(VariantCost::variant).containsExactly("naive", "fixed");
    Estimate naive = money.variants().get(0).estimate();
    // 4 core-hours at 0.5 and 8 GB-hours at 0.25.
    assertThat(naive.value()).isCloseTo(4, within(1e-12));
    assertThat(naive.interval().orElseThrow().contains(4)).isTrue();
    assertThat(naive.note()).isEqualTo("over 2 launches");
    assertThat(money.ratio().orElseThrow().value()).isCloseTo(0.25, within(1e-12));
    assertThat(money.ratio().orElseThrow().interval()).isPresent();
    assertThat(cost.arrivalsPerSecond()).hasValue(20.0);
  }

  @Test
  void withoutAPriceThereIsNoMoney() {
    CostReport cost =
        report(List.of(side("naive", 1, 1), side("fixed", 0.25, 1)), Optional.empty());

    assertThat(cost.parts())
        .extracting(PartCost::part)
        .containsExactly(Part.SERVICE_CPU, Part.DATABASE_CPU, Part.MEMORY);
    assertThat(part(cost, Part.SERVICE_CPU).variants().get(0).estimate().note())
        .isEqualTo("no interval: only one of the launches");
  }

  @Test
  void oneVariantAloneHasNoRatio() {
    CostReport cost = report(List.of(side("fixed", 0.25, 1)), PRICE);

    assertThat(cost.parts()).allSatisfy(each -> assertThat(each.ratio()).isEmpty());
    assertThat(part(cost, Part.MEMORY).variants().get(0).estimate().value()).isEqualTo(2);
  }

  @Test
  void sidesWithoutAMatchHaveARatioThatHoldsWhatBothAllow() {
    PartCost cpu =
        part(
            report(
                List.of(side("naive", 1, 1.02, 0.98, 1), side("fixed", 0.25, 1.01, 0.99)), PRICE),
            Part.SERVICE_CPU);
    PartCost single =
        part(
            report(List.of(side("naive", 1, 1.02, 0.98), side("fixed", 0.25, 1)), PRICE),
            Part.SERVICE_CPU);

    Estimate ratio = cpu.ratio().orElseThrow();
    assertThat(ratio.value()).isCloseTo(0.25, within(1e-12));
    assertThat(ratio.low())
        .isEqualTo(
            cpu.variants().get(1).estimate().low() / cpu.variants().get(0).estimate().high());
    assertThat(ratio.note()).isEqualTo("from the intervals of both sides");
    assertThat(single.ratio().orElseThrow().interval()).isEmpty();
    assertThat(single.variants().get(0).estimate().interval()).isPresent();
    assertThat(single.ratio().orElseThrow().note())
        .isEqualTo("no interval: only one of the launches");
  }

  @Test
  void memoryOfOneLaunchHasNoIntervalAndTheRestHas() {
    CostReport cost =
        new Costs(
                "blocks of one launch",
                List.of(side("naive", 1, 1.02, 0.98), side("fixed", 0.25, 0.98, 1.02)),
                true,
                PRICE)
            .report(ScenarioFixture.scenario(), Optional.empty(), true);

    PartCost memory = part(cost, Part.MEMORY);
    assertThat(memory.variants())
        .allSatisfy(each -> assertThat(each.estimate().interval()).isEmpty());
    assertThat(memory.ratio().orElseThrow().value()).isCloseTo(0.25, within(1e-12));
    assertThat(memory.ratio().orElseThrow().note())
        .isEqualTo("no interval: memory was read once, in one launch");
    assertThat(part(cost, Part.MONEY).ratio().orElseThrow().interval()).isPresent();
  }

  @Test
  void nothingHasNoRatio() {
    CostReport cost = report(List.of(side("naive", 0, 1), side("fixed", 1, 1)), PRICE);

    assertThat(part(cost, Part.MONEY).ratio()).isEmpty();
    assertThat(part(cost, Part.MONEY).variants().get(0).estimate().value()).isZero();
  }

  @Test
  void saysWhatIsInNoPart() {
    assertThat(report(List.of(side("naive", 1, 1)), PRICE).without())
        .containsExactly("what a JVM compiles and collects", "the network");
  }

  /** Launches of both sides share a level, which the ratio is free of. */
  @Test
  void intervalsHoldTheTruth() {
    RandomGenerator random = new SplittableRandom(1);
    int cases = 1_000;
    int held = 0;
    int ratios = 0;
    for (int i = 0; i < cases; i++) {
      double[] naive = new double[5];
      double[] fixed = new double[5];
      for (int launch = 0; launch < 5; launch++) {
        double level = 1 + 0.1 * random.nextGaussian();
        naive[launch] = level * (1 + 0.02 * random.nextGaussian());
        fixed[launch] = level * (1 + 0.02 * random.nextGaussian());
      }
      CostReport cost = report(List.of(side("naive", 1, naive), side("fixed", 0.25, fixed)), PRICE);
      Estimate money = part(cost, Part.MONEY).variants().get(0).estimate();
      Interval ratio = part(cost, Part.SERVICE_CPU).ratio().orElseThrow().interval().orElseThrow();
      held += money.interval().orElseThrow().contains(4) ? 1 : 0;
      ratios += ratio.contains(0.25) ? 1 : 0;
      assertThat(ratio.high() / ratio.low()).isLessThan(1.3);
    }
    assertThat(held).isGreaterThanOrEqualTo(cases * 93 / 100);
    assertThat(ratios).isGreaterThanOrEqualTo(cases * 93 / 100);
  }
}
