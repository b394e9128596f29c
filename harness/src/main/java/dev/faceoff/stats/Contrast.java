package dev.faceoff.stats;

import dev.faceoff.model.Measure;

/** How the two sides of a launch are compared: on a scale where no difference is 0. */
enum Contrast {
  /** By ln(candidate / baseline). */
  RATIO {
    @Override
    double ofLaunch(double effect) {
      return effect;
    }

    @Override
    double shown(double contrast) {
      return Math.exp(contrast);
    }

    @Override
    double of(double shown) {
      return Math.log(shown);
    }

    @Override
    double ofChange(double share) {
      return Math.log1p(share);
    }

    @Override
    double change(double contrast) {
      return Math.expm1(contrast);
    }
  },

  /**
   * By candidate less baseline, over the mean of the two: for what is counted by the request.
   *
   * <p>It is above the contrast of a ratio R exactly where candidate - R · baseline is above 0, so
   * a test of its mean is one of the sign of that difference (after Fieller, "Some Problems in
   * Interval Estimation", 1954), in which each launch weighs the same. Up to a few per cent it is
   * the logarithm of the ratio, give or take a twelfth of its cube. Near 0 it is not: a cache whose
   * launches leave 0.01 or 0.1 statements where others send 3 has ratios a factor of ten apart and
   * logarithms that scatter so much that Student's t cannot tell, while this stays between 1.8 and
   * 2, its largest.
   */
  COUNT {
    @Override
    double ofLaunch(double effect) {
      return 2 * Math.tanh(effect / 2);
    }

    /** Infinite from 2 on, where the baseline would be 0, and 0 up to -2. */
    @Override
    double shown(double contrast) {
      if (contrast >= 2) {
        return Double.POSITIVE_INFINITY;
      }
      return contrast <= -2 ? 0 : (2 + contrast) / (2 - contrast);
    }

    @Override
    double of(double shown) {
      return 2 * (shown - 1) / (shown + 1);
    }

    @Override
    double ofChange(double share) {
      return 2 * share / (2 + share);
    }

    @Override
    double change(double contrast) {
      return 2 * contrast / (2 - contrast);
    }
  },

  /** By candidate less baseline, shares of the requests. */
  DIFFERENCE {
    @Override
    double ofLaunch(double effect) {
      return effect;
    }

    @Override
    double shown(double contrast) {
      return contrast;
    }

    @Override
    double of(double shown) {
      return shown;
    }

    @Override
    double ofChange(double share) {
      return share;
    }

    @Override
    double change(double contrast) {
      return contrast;
    }
  };

  static Contrast of(Measure measure) {
    if (measure.isCountedByTheRequest()) {
      return COUNT;
    }
    return measure.isComparedByDifference() ? DIFFERENCE : RATIO;
  }

  /** Of what {@link LaunchEffects#contrasts} has of a launch. */
  abstract double ofLaunch(double effect);

  /** As people see it: candidate over baseline, or the difference. */
  abstract double shown(double contrast);

  /** The other way round. */
  abstract double of(double shown);

  /** Of a change as in {@link dev.faceoff.model.Tolerance}. */
  abstract double ofChange(double share);

  /** The other way round. */
  abstract double change(double contrast);
}
