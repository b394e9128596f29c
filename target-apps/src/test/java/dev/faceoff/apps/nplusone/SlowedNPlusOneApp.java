package dev.faceoff.apps.nplusone;

import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The service with a slow-down of known size in front of it, for showing what a gate finds: see
 * {@link SlowDown} for its system properties. With none of them set it is the service itself.
 */
public final class SlowedNPlusOneApp {
  private SlowedNPlusOneApp() {}

  public static void main(String[] args) {
    SpringApplication application = NPlusOneApp.application();
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context)
                .registerBean(SlowDown.class, () -> SlowDown.of(context)));
    application.run(args);
  }
}
