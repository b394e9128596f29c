package dev.faceoff.fault;

import dev.faceoff.model.FaultWindow;

/** Told when faults have come and gone, on the thread that plays them. */
public interface FaultListener {
  /** Does not listen. */
  FaultListener NONE =
      new FaultListener() {
        @Override
        public void applied(FaultWindow window) {
          // Nobody wants to know.
        }

        @Override
        public void removed(FaultWindow window) {
          // Nobody wants to know.
        }
      };

  /** Every connection that is to suffer has it. */
  void applied(FaultWindow window);

  /** No connection has it any more. */
  void removed(FaultWindow window);
}
