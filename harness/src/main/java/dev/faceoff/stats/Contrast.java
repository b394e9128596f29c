package dev.faceoff.stats;

import dev.faceoff.model.Measure;

/** How the two sides of a launch are compared: on a scale where no difference is 0. */
enum Contrast {
  /** By ln(candidate / baseline). */
  RATIO {
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

  /** By candidate less baseline, shares of the requests. */
  DIFFERENCE {
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
    return measure.isComparedByDifference() ? DIFFERENCE : RATIO;
  }

  /** As people see it: candidate over baseline, or the difference. */
  abstract double shown(double contrast);

  /** The other way round. */
  abstract double of(double shown);

  /** Of a change as in {@link dev.faceoff.model.Tolerance}. */
  abstract double ofChange(double share);

  /** The other way round. */
  abstract double change(double contrast);
}
